{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_export_states', 'event_id') }}"
) }}

-- Columns in the order of the seed hxl_tags, whose tags the publication writes under the heads.
with due as (
    {{ due_events(source='int_export_states') }}
)

select
    events.event_id,
    due.event_state,
    events.date_start as event_date,
    events.date_end as event_date_end,
    events.date_precision,
    types.event_type,
    events.sub_event_type,
    events.event_clarity,
    events.country_code,
    events.admin1,
    events.admin1_pcode,
    events.admin2,
    events.admin2_pcode,
    coalesce(places.name, events.place_text) as place,
    events.latitude,
    events.longitude,
    events.geo_precision,
    events.perpetrator_group as perpetrator,
    events.target_group as target
    {%- for outcome in outcomes() %}
    {%- for bound in ['low', 'best', 'high'] %},
    events.{{ outcome }}_{{ bound }}
    {%- endfor %}
    {%- endfor %},
    events.n_articles,
    events.n_publishers,
    events.independent_sources,
    events.confidence_event,
    events.confidence_perpetrator
from {{ ref('fct_event') }} as events
inner join due on events.event_id = due.event_id
inner join {{ ref('dim_event_type') }} as types on events.sub_event_type = types.sub_event_type
left join {{ ref('dim_place') }} as places on events.place_id = places.place_id
