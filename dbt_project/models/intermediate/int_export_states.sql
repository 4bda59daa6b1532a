{{ config(materialized='view') }}

-- What the exports tell of an event besides what it rests on: the name of its place.
select
    events.event_id,
    hash(events.event_state, places.name) as event_state
from {{ ref('int_events') }} as events
left join {{ ref('dim_place') }} as places on events.place_id = places.place_id
