-- The articles that count today, and in which state: which texts each was seen with, and by which runs
-- they were read and coded.  What has the same state has the same claims.
with versions as (
    select
        articles.article_id,
        articles.version_id,
        articles.version,
        articles.n_versions,
        articles.arrival_date,
        articles.is_current,
        concat_ws(' ', articles.version_id, articles.run_id, runs.run_id) as made_by
    from {{ ref('stg_articles') }} as articles
    left join {{ ref('stg_extraction_runs') }} as runs on articles.arrival_date = runs.arrival_date
),

corrected as (
    select
        article_id,
        string_agg(made_by, '|' order by version) as made_by
    from versions
    where n_versions > 1
    group by article_id
)

select
    versions.article_id,
    versions.version_id,
    versions.arrival_date as version_arrival_date,
    {{ digest(['versions.version_id', 'coalesce(corrected.made_by, versions.made_by)']) }} as article_state
from versions
left join corrected on versions.article_id = corrected.article_id
where versions.is_current
