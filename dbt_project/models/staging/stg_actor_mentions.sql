with source as (
    select *
    from {{ source('raw', 'actor_mentions') }}
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
        source.mention_id,
        source.article_id,
        source.version_id,
        source.actor_id,
        source.rule_id,
        -- text
        source.text,
        source.actor_group,
        -- numbers
        source.span_start,
        source.span_end,
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
qualify row_number() over (partition by mention_id, version_id order by span_start) = 1
