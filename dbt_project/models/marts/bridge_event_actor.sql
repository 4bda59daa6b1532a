with roles as (
    select
        event_id,
        agent_actor_id as actor_id,
        agent_group as actor_group,
        'agent' as role,
        article_id
    from {{ ref('fct_claim') }}
    union all
    select
        event_id,
        target_actor_id as actor_id,
        target_group as actor_group,
        'target' as role,
        article_id
    from {{ ref('fct_claim') }}
    union all
    select
        event_id,
        source_actor_id as actor_id,
        null as actor_group,
        'speaker' as role,
        article_id
    from {{ ref('fct_claim') }}
    where source_actor_id is not null
),

named as (
    select
        event_id,
        -- A claim that names a group and nobody in it counts for the group itself.
        coalesce(actor_id, 'group:' || actor_group) as actor_id,
        role,
        article_id
    from roles
    where event_id is not null and coalesce(actor_id, nullif(actor_group, 'UNKNOWN')) is not null
)

select
    {{ digest(['event_id', 'actor_id', 'role']) }} as event_actor_id,
    event_id,
    actor_id,
    role,
    count(*) as n_claims,
    count(distinct article_id) as n_articles
from named
group by event_id, actor_id, role
