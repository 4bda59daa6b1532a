select
    articles.article_id,
    articles.version_id,
    articles.language,
    articles.arrival_date,
    source.text
from {{ source('raw', 'articles') }} as source
-- the row that stg_articles chose, where the text was seen more than once
inner join {{ ref('stg_articles') }} as articles
    on
        source.article_id = articles.article_id
        and source.version_id = articles.version_id
        and source.arrival_date = articles.arrival_date
        and source.origin = articles.origin
        and source.origin_line is not distinct from articles.origin_line
