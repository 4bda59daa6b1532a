{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_states', 'event_id') }}"
) }}

with due as (
    {{ due_events() }}
),

claims as (
    select
        claims.*,
        due.event_state
    from {{ ref('fct_claim') }} as claims
    inner join due on claims.event_id = due.event_id
),

roles as (
    select
        event_id,
        event_state,
        agent_actor_id as actor_id,
        agent_group as actor_group,
        'agent' as role,
        article_id
    from claims
    union all
    select
        event_id,
        event_state,
        target_actor_id as actor_id,
        target_group as actor_group,
        'target' as role,
        article_id
    from claims
    union all
    select
        event_id,
        event_state,
        source_actor_id as actor_id,
        null as actor_group,
        'speaker' as role,
        article_id
    from claims
    where source_actor_id is not null
),

named as (
    select
        event_id,
        event_state,
        -- A claim that names a group and nobody in it counts for the group itself.
        coalesce(actor_id, 'group:' || actor_group) as actor_id,
        role,
        article_id
    from roles
    where coalesce(actor_id, nullif(actor_group, 'UNKNOWN')) is not null
)

select
    {{ digest(['event_id', 'actor_id', 'role']) }} as event_actor_id,
    event_id,
    any_value(event_state) as event_state,
    actor_id,
    role,
    count(*) as n_claims,
    count(distinct article_id) as n_articles
from named
group by event_id, actor_id, role
