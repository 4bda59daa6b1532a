-- Under which id, and on which day, each claim was first told.
select
    claims.claim_id,
    claims.version_id,
    claims.article_id,
    claims.is_current,
    coalesce(successions.origin_claim_id, claims.claim_id) as origin_claim_id,
    coalesce(successions.arrival_date, claims.arrival_date) as arrival_date
from {{ ref('int_claim_versions') }} as claims
left join {{ ref('int_claim_successions') }} as successions
    on claims.claim_id = successions.claim_id and claims.version_id = successions.version_id
