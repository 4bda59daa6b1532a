with source as (
    select *
    from {{ source('raw', 'extraction_errors') }}
),

articles as (
    select
        article_id,
        version_id,
        arrival_date,
        is_current
    from {{ ref('stg_articles') }}
),

renamed as (
    select
        -- ids
        source.error_id,
        source.article_id,
        source.version_id,
        -- text
        source.stage,
        source.error_type,
        source.message,
        source.remedy,
        -- times
        source.arrival_date,
        -- state
        articles.is_current,
        -- run metadata
        source.coder_version,
        source.run_id,
        source.extracted_at
    from source
    inner join articles
        on
            source.article_id = articles.article_id
            and source.version_id = articles.version_id
            and source.arrival_date = articles.arrival_date
)

select *
from renamed
qualify row_number() over (partition by error_id, version_id order by stage) = 1
