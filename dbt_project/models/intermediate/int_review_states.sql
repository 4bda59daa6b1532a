-- The pairs that a person should look at or has decided, with the claim that stands for each mention and the state
-- of what review_pairs says of them.
with members as (
    select
        mention_id,
        any_value(event_id) as event_id,
        any_value(article_state) as article_state,
        min(claim_id) as claim_id
    from {{ ref('int_event_members') }}
    group by mention_id
)

select
    pairs.pair_id,
    a.claim_id as claim_id_a,
    b.claim_id as claim_id_b,
    a.event_id as event_id_a,
    b.event_id as event_id_b,
    hash(
        a.claim_id, b.claim_id, a.event_id, b.event_id, a.article_state, b.article_state,
        pairs.score, pairs.verdict, pairs.decision
    ) as pair_state
from {{ ref('int_mention_pairs') }} as pairs
inner join members as a on pairs.mention_a = a.mention_id
inner join members as b on pairs.mention_b = b.mention_id
where pairs.verdict = 'review' or pairs.decision is not null
