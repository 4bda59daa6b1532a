{{ config(materialized='view') }}

-- The claims that analysts decided on, as they stand today: by id, by the id under which they were first told (the
-- article was corrected since), or by their sentence (the coder has found it by another rule since).
with decisions as (
    select
        *,
        {{ digest(['claim_id_a', 'claim_id_b']) }} as decision_id
    from {{ ref('review_decisions') }}
),

wanted as (
    select
        decision_id,
        'a' as claim_end,
        claim_id_a as claim_id,
        article_id_a as article_id,
        sentence_start_a as sentence_start
    from decisions
    union all
    select
        decision_id,
        'b' as claim_end,
        claim_id_b as claim_id,
        article_id_b as article_id,
        sentence_start_b as sentence_start
    from decisions
),

claims as (
    select *
    from {{ ref('int_claims') }}
    where is_event_claim
),

found as (
    select
        wanted.decision_id,
        wanted.claim_end,
        claims.claim_id,
        1 as way
    from wanted
    inner join claims on wanted.claim_id = claims.claim_id
    union all
    select
        wanted.decision_id,
        wanted.claim_end,
        claims.claim_id,
        2 as way
    from wanted
    inner join claims on wanted.claim_id = claims.origin_claim_id
    union all
    select
        wanted.decision_id,
        wanted.claim_end,
        claims.claim_id,
        3 as way
    from wanted
    inner join claims
        on
            wanted.article_id = claims.article_id
            and wanted.sentence_start between claims.evidence_start and claims.evidence_end - 1
)

select
    decisions.decision_id,
    decisions.decision,
    found.claim_end,
    arg_min(found.claim_id, (found.way, found.claim_id)) as claim_id,
    min(found.way) as way
from decisions
inner join found on decisions.decision_id = found.decision_id
group by decisions.decision_id, decisions.decision, found.claim_end
