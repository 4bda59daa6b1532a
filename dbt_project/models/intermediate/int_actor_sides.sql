-- Canonical actors with their group and side: the register's own, and any that a claim names beyond it.
with registered as (
    select * from {{ ref('stg_actors') }}
),

named as (
    select
        actor_id,
        arg_min(actor_group, (actor_group = 'UNKNOWN', actor_group)) as actor_group
    from (
        select
            actor_id,
            actor_group
        from {{ ref('stg_actor_mentions') }}
        where is_current
        union all
        select
            target_actor_id as actor_id,
            target_group as actor_group
        from {{ ref('int_claims') }}
        union all
        select
            agent_actor_id as actor_id,
            agent_group as actor_group
        from {{ ref('int_claims') }}
        union all
        select
            source_actor_id as actor_id,
            'UNKNOWN' as actor_group
        from {{ ref('int_claims') }}
    )
    where actor_id is not null
    group by actor_id
),

actors as (
    select
        coalesce(registered.actor_id, named.actor_id) as actor_id,
        coalesce(registered.actor_group, named.actor_group) as actor_group,
        registered.actor_id is not null as is_registered
    from registered
    full outer join named on registered.actor_id = named.actor_id
)

select
    actors.actor_id,
    coalesce(actor_groups.actor_group, 'UNKNOWN') as actor_group,
    actors.is_registered,
    coalesce(actor_groups.side, 'UNDIVIDED') as side
from actors
left join {{ ref('actor_groups') }} as actor_groups on actors.actor_group = actor_groups.actor_group
