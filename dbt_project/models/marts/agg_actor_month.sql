with events as (
    select * from {{ ref('fct_event') }}
    where event_clarity = 1
),

actors as (
    select
        event_id,
        actor_id,
        bool_or(role = 'agent') as is_agent,
        bool_or(role = 'target') as is_target
    from {{ ref('bridge_event_actor') }}
    where role <> 'speaker'
    group by event_id, actor_id
)

select
    {{ digest(['actors.actor_id', "date_trunc('month', events.date_start)::date"]) }} as actor_month_id,
    actors.actor_id,
    date_trunc('month', events.date_start)::date as month_start,
    count(*) as n_events,
    count(*) filter (where actors.is_agent) as n_events_as_agent,
    count(*) filter (where actors.is_target) as n_events_as_target,
    -- Deaths of everybody in these events: not to be added over actors, who share events.
    sum(events.killed_low)::bigint as event_killed_low,
    sum(events.killed_best)::bigint as event_killed_best,
    {{ sum_of_highs('events.killed_high', 'events.killed_best', 'true') }} as event_killed_high
from actors
inner join events on actors.event_id = events.event_id
group by actors.actor_id, date_trunc('month', events.date_start)::date
