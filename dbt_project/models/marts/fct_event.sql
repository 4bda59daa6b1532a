{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_events', 'event_id') }}"
) }}

with due as (
    {{ due_events(source='int_events') }}
),

totals as (
    select
        event_id
        {%- for outcome in outcomes() %}
        {%- for bound in ['low', 'best', 'high'] %},
        max({{ bound }}) filter (where outcome = '{{ outcome }}') as {{ outcome }}_{{ bound }}
        {%- endfor %}
        {%- endfor %}
    from {{ ref('int_event_estimates') }}
    where side = 'TOTAL' and event_id in (select due.event_id from due)
    group by event_id
),

sides as (
    select
        event_id,
        sum(best) filter (where outcome = 'killed') as killed_by_side
    from {{ ref('int_event_estimates') }}
    where side not in ('TOTAL', 'UNDIVIDED') and event_id in (select due.event_id from due)
    group by event_id
),

conventions as (
    select * from {{ ref('int_event_conventions') }}
    where event_id in (select due.event_id from due)
)

select
    events.event_id,
    events.event_state,
    events.founding_claim_id,
    events.event_clarity,
    -- when
    events.date_start,
    events.date_end,
    events.date_precision,
    -- where
    events.place_id,
    events.place_text,
    events.country_code,
    events.admin1,
    events.admin1_pcode,
    events.admin2,
    events.admin2_pcode,
    events.latitude,
    events.longitude,
    events.geo_precision,
    -- who and how
    events.perpetrator_actor_id,
    events.perpetrator_group,
    events.perpetrator_side,
    events.target_actor_id,
    events.target_group,
    events.target_side,
    events.method,
    events.sub_event_type,
    events.type_of_violence,
    -- how many
    {%- for outcome in outcomes() %}
    {%- for bound in ['low', 'best', 'high'] %}
    totals.{{ outcome }}_{{ bound }},
    {%- endfor %}
    {%- endfor %}
    coalesce(sides.killed_by_side > totals.killed_best, false) as is_total_exceeded_by_sides,
    -- the same, by the conventions of others
    conventions.acled_fatalities,
    conventions.ucdp_low,
    conventions.ucdp_best,
    conventions.ucdp_high,
    -- behind it
    events.has_casualties,
    events.has_control,
    events.has_materiel,
    events.n_claims,
    events.n_articles,
    events.n_publishers,
    events.independent_sources,
    events.n_languages,
    events.confidence_event,
    events.confidence_perpetrator,
    events.first_arrival_date,
    events.last_arrival_date
from {{ ref('int_events') }} as events
inner join due on events.event_id = due.event_id
left join totals on events.event_id = totals.event_id
left join sides on events.event_id = sides.event_id
left join conventions on events.event_id = conventions.event_id
