{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_states', 'event_id') }}"
) }}

-- Deaths of an event as ACLED and as UCDP would write them down: derived, and kept apart from the literal figures.
with due as (
    {{ due_events('has_counted_casualties') }}
),

claims as (
    select
        members.event_id,
        claims.target_side,
        claims.article_id,
        case
            when claims.bound = 'vague' then coalesce(words.acled_convention, claims.count_low)
            when claims.bound = 'unstated' then null
            else coalesce(claims.count, claims.count_low)
        end as acled_count
    from {{ ref('int_claims_counted') }} as claims
    inner join {{ ref('int_event_members') }} as members on claims.claim_id = members.claim_id
    inner join due on members.event_id = due.event_id
    left join {{ ref('vague_words') }} as words
        on
            claims.language = words.language
            and claims.count_text is not null
            and list_contains(regexp_split_to_array(lower(claims.count_text), '[^\p{L}\p{N}]+'), words.word)
    where claims.kind = 'casualty' and claims.outcome = 'killed' and claims.part_of_claim_id is null
),

-- Of one report the greatest number for a side (the rest are its parts), of several reports the lowest.
by_report as (
    select
        event_id,
        target_side,
        article_id,
        max(acled_count) as acled_count
    from claims
    group by all
),

by_side as (
    select
        event_id,
        target_side,
        min(acled_count) as acled_count
    from by_report
    group by all
),

acled as (
    select
        event_id,
        greatest(
            sum(acled_count) filter (where target_side <> 'UNDIVIDED'),
            max(acled_count) filter (where target_side = 'UNDIVIDED')
        )::bigint as acled_fatalities
    from by_side
    group by event_id
),

deaths as (
    select
        event_id,
        low,
        best,
        high
    from {{ ref('int_event_estimates') }}
    where event_id in (select due.event_id from due) and side = 'TOTAL' and outcome = 'killed'
)

select
    due.event_id,
    due.event_state,
    acled.acled_fatalities,
    -- UCDP knows no open bounds: low is 0 where nobody tells a least number, high is at least the best.
    coalesce(deaths.low, 0) as ucdp_low,
    coalesce(deaths.best, deaths.low, 0) as ucdp_best,
    greatest(coalesce(deaths.high, 0), coalesce(deaths.best, 0), coalesce(deaths.low, 0)) as ucdp_high
from due
left join acled on due.event_id = acled.event_id
left join deaths on due.event_id = deaths.event_id
where acled.event_id is not null or deaths.event_id is not null
