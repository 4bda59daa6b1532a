-- Pairs whose score lies in the band where a person should look, and those that a person has decided.
with members as (
    select
        mention_id,
        any_value(event_id) as event_id,
        min(claim_id) as claim_id
    from {{ ref('int_event_members') }}
    group by mention_id
),

pairs as (
    select * from {{ ref('int_mention_pairs') }}
    where verdict = 'review' or decision is not null
)

select
    pairs.pair_id,
    a.claim_id as claim_id_a,
    b.claim_id as claim_id_b,
    pairs.score,
    pairs.verdict,
    pairs.decision,
    a.event_id as event_id_a,
    b.event_id as event_id_b,
    a.event_id = b.event_id as is_one_event,
    claims_a.evidence as evidence_a,
    claims_b.evidence as evidence_b,
    pairs.date_level,
    pairs.place_level,
    pairs.target_level,
    pairs.agent_level,
    pairs.count_level,
    pairs.method_level,
    pairs.text_level
from pairs
inner join members as a on pairs.mention_a = a.mention_id
inner join members as b on pairs.mention_b = b.mention_id
inner join {{ ref('int_claims') }} as claims_a on a.claim_id = claims_a.claim_id
inner join {{ ref('int_claims') }} as claims_b on b.claim_id = claims_b.claim_id
