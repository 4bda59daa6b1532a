{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_article_records', 'article_id') }}"
) }}

-- Without the text: it belongs to its publisher and stays in the lake.
with due as (
    {{ due_articles() }}
),

claims as (
    select
        article_id,
        count(*) as n_claims,
        count(*) filter (where is_counted) as n_counted_claims
    from {{ ref('int_claims') }}
    where article_id in (select due.article_id from due)
    group by article_id
),

errors as (
    select distinct article_id
    from {{ ref('stg_extraction_errors') }}
    where is_current
)

select
    articles.article_id,
    due.article_state,
    articles.version_id,
    articles.content_hash,
    articles.external_id,
    articles.language,
    articles.publisher,
    articles.url,
    articles.canonical_url,
    articles.title,
    articles.author,
    articles.published,
    articles.published_source,
    articles.n_characters,
    articles.origin,
    articles.origin_line,
    articles.reader,
    articles.first_arrival_date as arrival_date,
    articles.arrival_date as version_arrival_date,
    articles.n_versions,
    articles.is_retracted,
    case when articles.is_retracted then retractions.reason end as retraction_reason,
    coalesce(copies.source_article_id, articles.article_id) as source_article_id,
    coalesce(copies.n_copies, 1) as n_copies,
    coalesce(claims.n_claims, 0) as n_claims,
    coalesce(claims.n_counted_claims, 0) as n_counted_claims,
    errors.article_id is not null as has_extraction_error
from {{ ref('stg_articles') }} as articles
inner join due on articles.article_id = due.article_id
left join {{ ref('int_text_copies') }} as copies on articles.article_id = copies.article_id
left join {{ ref('stg_retractions') }} as retractions on articles.article_id = retractions.article_id
left join claims on articles.article_id = claims.article_id
left join errors on articles.article_id = errors.article_id
where articles.is_newest
