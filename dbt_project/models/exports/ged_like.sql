{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_export_states', 'event_id', held='id') }}"
) }}

-- Our own rows in the columns and code lists of UCDP GED 24.1.  Ids of UCDP's own registers are not ours to give: NULL.
with due as (
    {{ due_events(source='int_export_states', held='id') }}
),

events as (
    select
        events.* exclude (event_state),
        due.event_state
    from {{ ref('fct_event') }} as events
    inner join due on events.event_id = due.event_id
    -- GED holds events with at least one death and a known type of violence.
    where events.ucdp_high > 0 and events.date_start is not null and events.type_of_violence is not null
),

deaths as (
    select
        event_id,
        side,
        best
    from {{ ref('fct_casualty') }}
    where outcome = 'killed' and event_id in (select events.event_id from events)
),

sources as (
    select
        event_articles.event_id,
        string_agg(
            concat_ws(', ', articles.publisher, articles.published::varchar), '; '
            order by articles.published, articles.publisher, articles.article_id
        ) as source_article,
        string_agg(distinct articles.publisher, '; ' order by articles.publisher) as source_office,
        string_agg(distinct articles.published::varchar, '; ' order by articles.published::varchar) as source_date,
        string_agg(articles.title, '; ' order by articles.published, articles.article_id) as source_headline
    from {{ ref('bridge_event_article') }} as event_articles
    inner join events on event_articles.event_id = events.event_id
    inner join {{ ref('dim_article') }} as articles on event_articles.article_id = articles.article_id
    group by event_articles.event_id
),

speakers as (
    select
        event_id,
        string_agg(distinct source_text, '; ' order by source_text) as source_original
    from {{ ref('fct_claim') }}
    where source_text is not null and event_id in (select events.event_id from events)
    group by event_id
),

-- Side a is the government in a state-based conflict and the perpetrator in one-sided violence; else the
-- groups stand in the order of the code list.
sided as (
    select
        events.*,
        case
            when events.type_of_violence = 3 then true
            when agents.is_government_side <> targets.is_government_side then agents.is_government_side
            else (agents.side_order, agents.actor_group) <= (targets.side_order, targets.actor_group)
        end as is_agent_first,
        agents.name_en as agent_name,
        agents.state_code as agent_state,
        targets.name_en as target_name,
        targets.state_code as target_state
    from events
    inner join {{ ref('actor_groups') }} as agents on events.perpetrator_group = agents.actor_group
    inner join {{ ref('actor_groups') }} as targets on events.target_group = targets.actor_group
)

select
    sided.event_id as id,
    concat_ws('-', coalesce(sided.country_code, 'XX'), year(sided.date_start), sided.event_id) as relid,
    year(sided.date_start) as year,
    null::boolean as active_year,
    'Clear' as code_status,
    sided.type_of_violence,
    null::bigint as conflict_dset_id,
    null::bigint as conflict_new_id,
    null::varchar as conflict_name,
    null::bigint as dyad_dset_id,
    null::bigint as dyad_new_id,
    concat_ws(
        ' - ',
        case when sided.is_agent_first then sided.agent_name else sided.target_name end,
        case when sided.is_agent_first then sided.target_name else sided.agent_name end
    ) as dyad_name,
    null::bigint as side_a_dset_id,
    null::bigint as side_a_new_id,
    case when sided.is_agent_first then sided.agent_name else sided.target_name end as side_a,
    null::bigint as side_b_dset_id,
    null::bigint as side_b_new_id,
    case when sided.is_agent_first then sided.target_name else sided.agent_name end as side_b,
    sided.independent_sources as number_of_sources,
    sources.source_article,
    sources.source_office,
    sources.source_date,
    sources.source_headline,
    speakers.source_original,
    sided.geo_precision as where_prec,
    coalesce(places.name, sided.place_text, sided.admin1) as where_coordinates,
    sided.place_text as where_description,
    sided.admin1 as adm_1,
    sided.admin2 as adm_2,
    sided.latitude,
    sided.longitude,
    case
        when sided.latitude is not null then format('POINT ({} {})', sided.longitude, sided.latitude)
    end as geom_wkt,
    -- PRIO-GRID cells of half a degree, numbered from the south-west corner.
    case
        when sided.latitude is not null
            then (floor((sided.latitude + 90) * 2) * 720 + floor((sided.longitude + 180) * 2) + 1)::bigint
    end as priogrid_gid,
    countries.name_en as country,
    countries.gwno as country_id,
    countries.ucdp_region as region,
    sided.event_clarity,
    sided.date_precision as date_prec,
    sided.date_start,
    coalesce(sided.date_end, sided.date_start) as date_end,
    coalesce(case when sided.is_agent_first then agent_deaths.best else target_deaths.best end, 0) as deaths_a,
    case
        when sided.type_of_violence = 3 then 0
        else coalesce(case when sided.is_agent_first then target_deaths.best else agent_deaths.best end, 0)
    end as deaths_b,
    coalesce(civilian_deaths.best, 0) as deaths_civilians,
    greatest(
        sided.ucdp_best - coalesce(agent_deaths.best, 0) - coalesce(civilian_deaths.best, 0)
        - case when sided.type_of_violence = 3 then 0 else coalesce(target_deaths.best, 0) end, 0
    ) as deaths_unknown,
    sided.ucdp_best as best,
    sided.ucdp_high as high,
    sided.ucdp_low as low,
    side_a_state.gwno as gwnoa,
    side_b_state.gwno as gwnob,
    sided.event_state
from sided
left join sources on sided.event_id = sources.event_id
left join speakers on sided.event_id = speakers.event_id
left join {{ ref('dim_place') }} as places on sided.place_id = places.place_id
left join {{ ref('countries') }} as countries on sided.country_code = countries.country_code
left join {{ ref('countries') }} as side_a_state
    on case when sided.is_agent_first then sided.agent_state else sided.target_state end = side_a_state.country_code
left join {{ ref('countries') }} as side_b_state
    on case when sided.is_agent_first then sided.target_state else sided.agent_state end = side_b_state.country_code
left join deaths as agent_deaths
    on sided.event_id = agent_deaths.event_id and sided.perpetrator_side = agent_deaths.side
left join deaths as target_deaths
    on sided.event_id = target_deaths.event_id and sided.target_side = target_deaths.side
left join deaths as civilian_deaths
    on sided.event_id = civilian_deaths.event_id and civilian_deaths.side = 'CIVILIAN'
