{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_states', 'event_id') }}"
) }}

-- Deaths of an event as ACLED and as UCDP would write them down: derived, and kept apart from the literal figures.
with due as (
    {{ due_events('has_counted_casualties') }}
),

-- Of several reports the lowest, of those that set our own figures: copies, revised and overtaken ones are not heard.
by_side as (
    select
        event_id,
        side,
        min(acled) as acled
    from {{ ref('int_statements_heard') }}
    where
        event_id in (select due.event_id from due)
        and hearing = 'preferred' and measure = 'total' and outcome = 'killed'
    group by event_id, side
),

acled as (
    select
        event_id,
        greatest(
            sum(acled) filter (where side <> 'UNDIVIDED'),
            max(acled) filter (where side = 'UNDIVIDED')
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
