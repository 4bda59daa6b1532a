with source as (
    select *
    from {{ source('raw', 'extraction_errors') }}
    where {{ in_arrival_window() }}
),

articles as (
    select
        article_id,
        arrival_date
    from {{ ref('stg_articles') }}
),

renamed as (
    select
        -- ids
        source.error_id,
        source.article_id,
        -- text
        source.stage,
        source.error_type,
        source.message,
        source.remedy,
        -- times
        source.arrival_date,
        -- run metadata
        source.coder_version,
        source.run_id,
        source.extracted_at
    from source
    inner join articles
        on
            source.article_id = articles.article_id
            and source.arrival_date = articles.arrival_date
)

select *
from renamed
qualify row_number() over (partition by error_id order by stage) = 1
