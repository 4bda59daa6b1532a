{{ config(materialized='view') }}

-- The three kinds of claim in one shape: `agent` did it, `target` suffered it.  Every version of every article.
with casualties as (
    select
        *,
        'casualty' as kind,
        null::varchar as item,
        victim_text as target_text,
        victim_actor_id as target_actor_id,
        victim_group as target_group,
        victim_kind as target_kind,
        perpetrator_text as agent_text,
        perpetrator_actor_id as agent_actor_id,
        perpetrator_group as agent_group,
        perpetrator_basis as agent_basis
    from {{ ref('stg_casualty_claims') }}
),

control as (
    select
        *,
        'control' as kind,
        action as outcome,
        null::varchar as item,
        null::varchar as count_text,
        null::bigint as count,
        null::varchar as bound,
        null::bigint as count_low,
        null::bigint as count_high,
        loser_text as target_text,
        loser_actor_id as target_actor_id,
        loser_group as target_group,
        'unknown' as target_kind,
        actor_text as agent_text,
        actor_id as agent_actor_id,
        actor_group as agent_group,
        'stated' as agent_basis,
        'unknown' as method,
        null::varchar as repeats_claim_id,
        null::varchar as part_of_claim_id
    from {{ ref('stg_control_claims') }}
),

materiel as (
    select
        *,
        'materiel' as kind,
        action as outcome,
        null::varchar as count_text,
        owner_text as target_text,
        owner_actor_id as target_actor_id,
        owner_group as target_group,
        'unknown' as target_kind,
        by_text as agent_text,
        by_actor_id as agent_actor_id,
        by_group as agent_group,
        'stated' as agent_basis,
        'unknown' as method,
        null::varchar as repeats_claim_id,
        null::varchar as part_of_claim_id
    from {{ ref('stg_materiel_claims') }}
),

{% set columns %}
        claim_id, article_id, version_id, rule_id, kind, claim_index, language,
        evidence, evidence_start, evidence_end, span_start, span_end,
        outcome, item, count_text, count, bound, count_low, count_high,
        target_text, target_actor_id, target_group, target_kind,
        agent_text, agent_actor_id, agent_group, agent_basis, method,
        place_text, place_id, country_code, admin1, admin1_pcode, admin2, admin2_pcode,
        latitude, longitude, geo_precision,
        time_text, date_start, date_end, date_precision,
        source_text, source_kind, source_actor_id, modality, scope,
        repeats_claim_id, part_of_claim_id, confidence, coder_version, arrival_date,
        published, publisher, version, n_versions, is_current
{% endset %}
unioned as (
    select {{ columns }} from casualties
    union all
    select {{ columns }} from control
    union all
    select {{ columns }} from materiel
)

select *
from unioned
