{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_events', 'event_id') }}"
) }}

with due as (
    {{ due_events('has_casualties', source='int_events') }}
),

estimates as (
    select * from {{ ref('int_event_estimates') }}
    where side <> 'TOTAL' and event_id in (select due.event_id from due)
)

select
    estimates.estimate_id as casualty_id,
    estimates.event_id,
    events.event_state,
    estimates.side,
    estimates.outcome,
    estimates.low,
    estimates.best,
    estimates.high,
    estimates.n_statements,
    estimates.n_preferred,
    estimates.n_sources,
    events.event_clarity,
    events.date_start,
    events.country_code,
    events.admin1
from estimates
inner join {{ ref('int_events') }} as events on estimates.event_id = events.event_id
