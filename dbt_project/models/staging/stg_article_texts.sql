-- A view, and every time that a text came: texts are large, so that nothing may be joined before rows are chosen.
select
    article_id,
    version_id,
    language,
    origin,
    origin_line,
    arrival_date,
    text
from {{ source('raw', 'articles') }}
