-- The claims that count today: of the newest version of each article, unless it is retracted.
with claims as (
    select * exclude (version, n_versions, is_current, arrival_date)
    from {{ ref('int_claim_versions') }}
    where is_current
)

select
    claims.*,
    -- A correction does not make a report younger: its claims arrived when they were first told.
    origins.origin_claim_id,
    origins.arrival_date,
    articles.published,
    articles.publisher,
    targets.side as target_side,
    agents.side as agent_side,
    -- What can belong to an event: history is kept as a claim, and never becomes one.
    claims.modality = 'asserted' and claims.scope in ('incident', 'period') as is_event_claim,
    claims.modality = 'asserted'
    and claims.scope in ('incident', 'period')
    and claims.repeats_claim_id is null as is_counted
from claims
inner join {{ ref('int_claim_origins') }} as origins
    on claims.claim_id = origins.claim_id and claims.version_id = origins.version_id
inner join {{ ref('stg_articles') }} as articles
    on claims.article_id = articles.article_id and claims.version_id = articles.version_id
left join {{ ref('actor_groups') }} as targets on claims.target_group = targets.actor_group
left join {{ ref('actor_groups') }} as agents on claims.agent_group = agents.actor_group
