{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_claim_mentions', 'article_id') }}"
) }}

-- What a mention says about each outcome and side, as an interval that its claims span.
select
    members.mention_id,
    members.article_id,
    members.article_state,
    claims.outcome,
    claims.target_side,
    -- "About forty" fits twenty-six to sixty here; the claim itself keeps open bounds.
    min(if(claims.bound = 'approx', floor(claims.count / 1.5), claims.count_low))::bigint as count_low,
    case
        when count(*) = count(if(claims.bound = 'approx', claims.count, claims.count_high))
            then max(if(claims.bound = 'approx', ceil(claims.count * 1.5), claims.count_high))::bigint
    end as count_high,
    list_sort(list_distinct(list(claims.count) filter (where claims.bound = 'exact'))) as exact_counts,
    list_sort(list_distinct(list(claims.count) filter (where claims.count is not null))) as counts
from {{ ref('int_claims_counted') }} as claims
inner join {{ ref('int_claim_mentions') }} as members on claims.claim_id = members.claim_id
where claims.kind = 'casualty' and {{ is_missing('members.article_id') }}
group by all
