-- Moves of mentions between two event ids, told on the arrival day that brought them about.
with moves as (
    select
        mention_id,
        arrival_date,
        event_id,
        lag(event_id) over (partition by mention_id order by arrival_date) as former_event_id
    from {{ ref('int_event_history') }}
),

current_events as (
    select distinct event_id
    from {{ ref('int_event_members') }}
)

select
    {{ digest(['moves.former_event_id', 'moves.event_id', 'moves.arrival_date']) }} as lineage_id,
    moves.arrival_date,
    moves.former_event_id,
    moves.event_id,
    -- The whole of an event that is gone was merged; a piece of one that lives on was split off.
    case when bool_or(former.event_id is null) then 'merged' else 'split' end as change,
    count(*) as n_mentions
from moves
left join current_events as former on moves.former_event_id = former.event_id
where moves.former_event_id is not null
group by moves.arrival_date, moves.former_event_id, moves.event_id
