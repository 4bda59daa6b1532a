-- What no longer counts and stays readable: claims of older versions, and of articles that are retracted.
select
    {{ digest(['claims.claim_id', 'claims.version_id']) }} as former_claim_id,
    claims.claim_id,
    claims.version_id,
    claims.article_id,
    coalesce(successions.origin_claim_id, claims.claim_id) as origin_claim_id,
    current_claims.claim_id as current_claim_id,
    case when articles.is_retracted then 'retracted' else 'superseded' end as why,
    claims.version,
    claims.kind,
    claims.language,
    claims.evidence,
    claims.evidence_start,
    claims.evidence_end,
    claims.outcome,
    claims.item,
    claims.count_text,
    claims.count,
    claims.bound,
    claims.count_low,
    claims.count_high,
    claims.target_text,
    claims.target_group,
    claims.agent_text,
    claims.agent_group,
    claims.method,
    claims.place_text,
    claims.admin1,
    claims.country_code,
    claims.date_start,
    claims.date_end,
    claims.source_text,
    claims.modality,
    claims.scope,
    claims.rule_id,
    claims.confidence,
    claims.arrival_date
from {{ ref('int_claim_versions') }} as claims
left join {{ ref('int_claim_successions') }} as successions
    on claims.claim_id = successions.claim_id and claims.version_id = successions.version_id
inner join {{ ref('stg_articles') }} as articles
    on claims.article_id = articles.article_id and claims.version_id = articles.version_id
left join {{ ref('int_claims') }} as current_claims
    on coalesce(successions.origin_claim_id, claims.claim_id) = current_claims.origin_claim_id
where not claims.is_current
