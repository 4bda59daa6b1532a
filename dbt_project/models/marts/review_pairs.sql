{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_review_states', 'pair_id') }}"
) }}

-- Pairs whose score lies in the band where a person should look, and those that a person has decided.
with due as (
    select *
    from {{ ref('int_review_states') }}
    where {{ is_missing('pair_id') }}
)

select
    due.pair_id,
    due.claim_id_a,
    due.claim_id_b,
    greatest(claims_a.arrival_date, claims_b.arrival_date) as arrival_date,
    pairs.score,
    pairs.verdict,
    pairs.decision,
    due.event_id_a,
    due.event_id_b,
    due.event_id_a = due.event_id_b as is_one_event,
    claims_a.evidence as evidence_a,
    claims_b.evidence as evidence_b,
    claims_a.article_id as article_id_a,
    claims_a.evidence_start as sentence_start_a,
    claims_b.article_id as article_id_b,
    claims_b.evidence_start as sentence_start_b,
    pairs.date_level,
    pairs.place_level,
    pairs.target_level,
    pairs.agent_level,
    pairs.count_level,
    pairs.method_level,
    pairs.text_level,
    due.pair_state
from due
inner join {{ ref('int_mention_pairs') }} as pairs on due.pair_id = pairs.pair_id
inner join {{ ref('int_claims') }} as claims_a on due.claim_id_a = claims_a.claim_id
inner join {{ ref('int_claims') }} as claims_b on due.claim_id_b = claims_b.claim_id
