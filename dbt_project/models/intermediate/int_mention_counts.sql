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
    min(claims.count_low) as count_low,
    case when count(*) = count(claims.count_high) then max(claims.count_high) end as count_high,
    list_sort(list_distinct(list(claims.count) filter (where claims.bound = 'exact'))) as exact_counts,
    list_sort(list_distinct(list(claims.count) filter (where claims.count is not null))) as counts
from {{ ref('int_claims_counted') }} as claims
inner join {{ ref('int_claim_mentions') }} as members on claims.claim_id = members.claim_id
where claims.kind = 'casualty' and {{ is_missing('members.article_id') }}
group by all
