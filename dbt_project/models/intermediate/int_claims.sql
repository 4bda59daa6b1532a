{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_article_states', 'article_id') }}"
) }}

-- The claims that count today: of the newest version of each article, unless it is retracted.
with missing as (
    select *
    from {{ ref('int_article_states') }}
    where {{ is_missing('article_id') }}
),

claims as (
    select
        versions.* exclude (version, n_versions, is_current, arrival_date),
        versions.arrival_date as version_arrival_date,
        missing.article_state
    from {{ ref('int_claim_versions') }} as versions
    inner join missing
        on
            versions.article_id = missing.article_id
            and versions.version_id = missing.version_id
            -- the days of what is missing are few: the rest of the table need not be read
            and versions.arrival_date = missing.version_arrival_date
),

-- What the coder took for a repetition is none where its sentence names another governorate for several people: 29 dead
-- here and 29 dead there are two incidents.  (A part may lie elsewhere than its total.)
mistaken as (
    select a.claim_id
    from claims as a
    inner join claims as b on a.repeats_claim_id = b.claim_id
    where
        a.count >= 3
        and contains(a.evidence, a.place_text)
        and {{ place_relation('a', 'b') }} in ('other_country', 'other_admin1')
),

-- "28 killed: 17 rebels and 11 soldiers": the first number is the sum of those of several sides behind the colon, dash
-- or bracket, and no side's own, whatever its noun is taken for.
sentences as (
    select
        claim_id,
        evidence,
        evidence_start,
        span_end,
        count,
        sum(count) over sentence - count as other_counts,
        count(*) over sentence as n_counts,
        len(list_distinct(list(target_group) over sentence)) as n_groups,
        span_start = min(span_start) over sentence as is_first,
        min(if(span_start > first_start, span_start, null)) over sentence as next_start
    from (
        select
            *,
            min(span_start) over (partition by article_id, evidence_start, outcome, scope) as first_start
        from claims
        where kind = 'casualty' and modality = 'asserted' and count is not null and repeats_claim_id is null
    ) as counted
    window sentence as (partition by article_id, evidence_start, outcome, scope)
),

totals as (
    select claim_id
    from sentences
    where
        is_first and n_counts >= 3 and n_groups >= 2 and count = other_counts
        and regexp_matches(
            substring(evidence, span_end - evidence_start + 1, next_start - span_end), '[:(\x{2013}\x{2014}-]'
        )
)

select
    claims.* exclude (version_arrival_date)
    replace (if(mistaken.claim_id is null, claims.repeats_claim_id, null) as repeats_claim_id),
    -- A correction does not make a report younger: its claims arrived when they were first told.
    coalesce(successions.origin_claim_id, claims.claim_id) as origin_claim_id,
    coalesce(successions.arrival_date, claims.version_arrival_date) as arrival_date,
    if(totals.claim_id is null, targets.side, 'UNDIVIDED') as target_side,
    agents.side as agent_side,
    -- What can belong to an event: history is kept as a claim, and never becomes one.
    claims.modality = 'asserted' and claims.scope in ('incident', 'period') as is_event_claim,
    claims.modality = 'asserted'
    and claims.scope in ('incident', 'period')
    and (claims.repeats_claim_id is null or mistaken.claim_id is not null) as is_counted
from claims
left join {{ ref('int_claim_successions') }} as successions
    on claims.claim_id = successions.claim_id and claims.version_id = successions.version_id
left join totals on claims.claim_id = totals.claim_id
left join mistaken on claims.claim_id = mistaken.claim_id
left join {{ ref('actor_groups') }} as targets on claims.target_group = targets.actor_group
left join {{ ref('actor_groups') }} as agents on claims.agent_group = agents.actor_group
