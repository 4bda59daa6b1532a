{{ config(severity='warn') }}

-- Decisions of which a claim stands nowhere any more: its article was retracted, or the coder no longer finds it.
select
    decisions.claim_id_a,
    decisions.claim_id_b,
    decisions.decision
from {{ ref('review_decisions') }} as decisions
left join {{ ref('int_decided_claims') }} as claims
    on {{ digest(['decisions.claim_id_a', 'decisions.claim_id_b']) }} = claims.decision_id
group by all
having count(claims.claim_id) < 2
