-- The last word of the history: the event that a claim belongs to today.
with latest as (
    select
        mention_id,
        arg_max(event_id, arrival_date) as event_id,
        arg_max(founding_claim_id, arrival_date) as founding_claim_id
    from {{ ref('int_event_history') }}
    group by mention_id
)

select
    claims.claim_id,
    members.mention_id,
    latest.event_id,
    latest.founding_claim_id,
    claims.article_id,
    claims.article_state,
    claims.source_actor_id,
    claims.kind,
    claims.scope,
    claims.is_counted,
    claims.arrival_date
from {{ ref('int_claims') }} as claims
inner join {{ ref('int_claim_mentions') }} as members on claims.claim_id = members.claim_id
inner join latest on members.mention_id = latest.mention_id
