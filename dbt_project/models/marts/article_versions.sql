{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_article_records', 'article_id') }}"
) }}

-- Every text that an article was seen with, and what it claims that the one before did not.
with due as (
    {{ due_articles() }}
),

claims as (
    select
        claims.article_id,
        claims.version,
        successions.origin_claim_id,
        concat_ws(
            ' ', claims.kind, claims.outcome, coalesce(claims.count_text, claims.item), claims.target_text,
            '(' || coalesce(claims.place_text, '?') || ')'
        ) as words,
        concat_ws('|', claims.count_low, claims.count, claims.count_high, claims.bound) as figure
    from {{ ref('int_claim_versions') }} as claims
    inner join {{ ref('int_claim_successions') }} as successions
        on claims.claim_id = successions.claim_id and claims.version_id = successions.version_id
    where claims.n_versions > 1 and claims.article_id in (select due.article_id from due)
),

compared as (
    select
        coalesce(later.article_id, earlier.article_id) as article_id,
        coalesce(later.version, earlier.version + 1) as version,
        case
            when earlier.origin_claim_id is null then 'new: ' || later.words
            when later.origin_claim_id is null then 'gone: ' || earlier.words
            when earlier.figure <> later.figure then 'changed: ' || earlier.words || ' -> ' || later.words
        end as change
    from claims as later
    full outer join claims as earlier
        on
            later.article_id = earlier.article_id
            and later.origin_claim_id = earlier.origin_claim_id
            and later.version = earlier.version + 1
),

changes as (
    select
        article_id,
        version,
        count(*) filter (where change like 'new: %') as n_claims_new,
        count(*) filter (where change like 'gone: %') as n_claims_gone,
        count(*) filter (where change like 'changed: %') as n_claims_changed,
        string_agg(change, '; ' order by change) as changes
    from compared
    group by article_id, version
),

counts as (
    select
        article_id,
        version_id,
        count(*) as n_claims
    from {{ ref('int_claim_versions') }}
    where article_id in (select due.article_id from due)
    group by article_id, version_id
)

select
    versions.version_id,
    versions.article_id,
    due.article_state,
    versions.version,
    versions.n_versions,
    versions.arrival_date,
    versions.retrieved_at,
    versions.published,
    versions.publisher,
    versions.url,
    versions.title,
    versions.origin,
    versions.origin_line,
    versions.n_characters,
    versions.n_characters - former.n_characters as n_characters_more,
    coalesce(former.version is not null and versions.title is distinct from former.title, false) as is_title_changed,
    versions.is_newest,
    versions.is_retracted,
    versions.is_current,
    coalesce(counts.n_claims, 0) as n_claims,
    -- of the first version every claim is new, which is no change
    case when former.version is not null then coalesce(changes.n_claims_new, 0) end as n_claims_new,
    case when former.version is not null then coalesce(changes.n_claims_gone, 0) end as n_claims_gone,
    case when former.version is not null then coalesce(changes.n_claims_changed, 0) end as n_claims_changed,
    case when former.version is not null then changes.changes end as changes
from {{ ref('stg_articles') }} as versions
inner join due on versions.article_id = due.article_id
left join {{ ref('stg_articles') }} as former
    on versions.article_id = former.article_id and versions.version = former.version + 1
left join changes on versions.article_id = changes.article_id and versions.version = changes.version
left join counts on versions.article_id = counts.article_id and versions.version_id = counts.version_id
