select
    article_id,
    version_id,
    language,
    arrival_date,
    text
from {{ source('raw', 'articles') }}
qualify row_number() over (
    partition by article_id, version_id order by arrival_date, origin, origin_line nulls first
) = 1
