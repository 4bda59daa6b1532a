-- Registered actors, actors that only a claim names, and one actor per group for claims that say no more.
with known as (
    select
        sides.actor_id,
        coalesce(actors.name_en, sides.actor_id) as name_en,
        actors.name_ar,
        sides.actor_group,
        sides.side,
        actors.kind,
        actors.parent_id,
        actors.country_code,
        coalesce(actors.inter, groups.inter) as inter,
        actors.valid_from,
        actors.valid_to,
        actors.source,
        sides.is_registered
    from {{ ref('int_actor_sides') }} as sides
    left join {{ ref('stg_actors') }} as actors on sides.actor_id = actors.actor_id
    left join {{ ref('actor_groups') }} as groups on sides.actor_group = groups.actor_group
),

by_group as (
    select
        'group:' || actor_group as actor_id,
        name_en,
        name_ar,
        actor_group,
        side,
        'group' as kind,
        null::varchar as parent_id,
        null::varchar as country_code,
        inter,
        null::date as valid_from,
        null::date as valid_to,
        'seed actor_groups' as source,
        true as is_registered
    from {{ ref('actor_groups') }}
)

select * from known
union all
select * from by_group
