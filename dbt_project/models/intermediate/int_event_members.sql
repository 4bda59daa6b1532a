-- The last word of the history: the event that a claim belongs to today.
with latest as (
    select
        mention_id,
        event_id,
        founding_claim_id
    from {{ ref('int_event_history') }}
    qualify row_number() over (partition by mention_id order by arrival_date desc) = 1
)

select
    claims.claim_id,
    members.mention_id,
    latest.event_id,
    latest.founding_claim_id,
    claims.article_id,
    claims.kind,
    claims.scope,
    claims.is_counted,
    claims.arrival_date
from {{ ref('int_claims') }} as claims
inner join {{ ref('int_claim_mentions') }} as members on claims.claim_id = members.claim_id
inner join latest on members.mention_id = latest.mention_id
