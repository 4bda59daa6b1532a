-- Of every article, retracted ones included, the state of what dim_article and article_versions say of it: its
-- versions as they were read and coded, which story it is a copy of, why it is retracted.
with versions as (
    select
        articles.article_id,
        bit_xor(hash(
            articles.version_id, articles.version, articles.n_versions, articles.arrival_date, articles.is_newest,
            articles.is_retracted, articles.run_id, runs.run_id
        )) as made_by,
        bool_or(articles.is_retracted) as is_retracted
    from {{ ref('stg_articles') }} as articles
    left join {{ ref('stg_extraction_runs') }} as runs on articles.arrival_date = runs.arrival_date
    group by articles.article_id
)

select
    versions.article_id,
    hash(
        versions.made_by, copies.source_article_id, copies.n_copies, if(versions.is_retracted, retractions.reason, null)
    ) as article_state
from versions
left join {{ ref('int_text_copies') }} as copies on versions.article_id = copies.article_id
left join {{ ref('stg_retractions') }} as retractions on versions.article_id = retractions.article_id
