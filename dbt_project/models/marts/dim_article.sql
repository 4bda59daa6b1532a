-- Without the text: it belongs to its publisher and stays in the lake.
with claims as (
    select
        article_id,
        count(*) as n_claims,
        count(*) filter (where is_counted) as n_counted_claims
    from {{ ref('int_claims') }}
    group by article_id
),

errors as (
    select distinct article_id
    from {{ ref('stg_extraction_errors') }}
)

select
    articles.article_id,
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
    articles.arrival_date,
    copies.source_article_id,
    copies.n_copies,
    coalesce(claims.n_claims, 0) as n_claims,
    coalesce(claims.n_counted_claims, 0) as n_counted_claims,
    errors.article_id is not null as has_extraction_error
from {{ ref('stg_articles') }} as articles
inner join {{ ref('int_text_copies') }} as copies on articles.article_id = copies.article_id
left join claims on articles.article_id = claims.article_id
left join errors on articles.article_id = errors.article_id
