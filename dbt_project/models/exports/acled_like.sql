{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_export_states', 'event_id', held='event_id_cnty') }}"
) }}

-- Our own rows in the columns and code lists of ACLED; notes are written here, never taken from an article.
with due as (
    {{ due_events(source='int_export_states', held='event_id_cnty') }}
),

events as (
    select
        events.* exclude (event_state),
        due.event_state
    from {{ ref('fct_event') }} as events
    inner join due on events.event_id = due.event_id
    where events.event_clarity = 1 and events.date_start is not null
),

sources as (
    select
        event_articles.event_id,
        string_agg(distinct articles.publisher, '; ' order by articles.publisher) as source
    from {{ ref('bridge_event_article') }} as event_articles
    inner join events on event_articles.event_id = events.event_id
    inner join {{ ref('dim_article') }} as articles on event_articles.article_id = articles.article_id
    group by event_articles.event_id
),

named as (
    select
        events.*,
        types.event_type,
        types.disorder_type,
        coalesce(agent_actors.name_en, agents.name_en) as actor1,
        agents.inter as inter1,
        coalesce(target_actors.name_en, targets.name_en) as actor2,
        targets.inter as inter2
    from events
    inner join {{ ref('dim_event_type') }} as types on events.sub_event_type = types.sub_event_type
    left join {{ ref('actor_groups') }} as agents on events.perpetrator_group = agents.actor_group
    left join {{ ref('actor_groups') }} as targets on events.target_group = targets.actor_group
    left join {{ ref('dim_actor') }} as agent_actors on events.perpetrator_actor_id = agent_actors.actor_id
    left join {{ ref('dim_actor') }} as target_actors on events.target_actor_id = target_actors.actor_id
)

select
    named.event_id as event_id_cnty,
    named.date_start as event_date,
    year(named.date_start) as year,
    -- 1 day, 2 week, 3 month.
    case when named.date_precision = 1 then 1 when named.date_precision <= 3 then 2 else 3 end as time_precision,
    named.disorder_type,
    named.event_type,
    named.sub_event_type,
    coalesce(named.actor1, case when named.actor2 is not null then 'Unidentified Armed Group' end) as actor1,
    null::varchar as assoc_actor_1,
    coalesce(named.inter1, case when named.actor2 is not null then 3 end) as inter1,
    named.actor2,
    null::varchar as assoc_actor_2,
    coalesce(named.inter2, 0) as inter2,
    -- The two classes, the lesser first.
    case
        when coalesce(named.inter1, named.inter2) is not null
            then
                least(coalesce(named.inter1, 3), coalesce(named.inter2, 0)) * 10
                + greatest(coalesce(named.inter1, 3), coalesce(named.inter2, 0))
    end as interaction,
    case when named.target_side = 'CIVILIAN' then 'Civilian targeting' end as civilian_targeting,
    countries.iso_numeric as iso,
    countries.acled_region as region,
    countries.name_en as country,
    named.admin1,
    named.admin2,
    null::varchar as admin3,
    coalesce(places.name, named.place_text, named.admin1) as location,
    named.latitude,
    named.longitude,
    -- 1 town, 2 part of a region, 3 region.
    case when named.geo_precision = 1 then 1 when named.geo_precision <= 3 then 2 else 3 end as geo_precision,
    sources.source,
    null::varchar as source_scale,
    concat_ws(
        ' ',
        named.sub_event_type, 'in', coalesce(places.name, named.place_text, named.admin1, 'an unknown place'),
        format('on {}:', named.date_start),
        coalesce(named.actor1, 'unknown'), 'against', coalesce(named.actor2, 'unknown') || ';',
        format('{} reports, {} independent.', named.n_articles, named.independent_sources)
    ) as notes,
    coalesce(named.acled_fatalities, 0) as fatalities,
    null::varchar as tags,
    epoch(named.last_arrival_date)::bigint as timestamp,
    named.event_state
from named
left join sources on named.event_id = sources.event_id
left join {{ ref('dim_place') }} as places on named.place_id = places.place_id
left join {{ ref('countries') }} as countries on named.country_code = countries.country_code
