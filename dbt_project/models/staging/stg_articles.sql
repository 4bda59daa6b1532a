with source as (
    select *
    from {{ source('raw', 'articles') }}
    where {{ in_arrival_window() }}
),

renamed as (
    select
        -- ids
        article_id,
        content_hash,
        external_id,
        -- text
        language,
        publisher,
        url,
        canonical_url,
        title,
        author,
        published_source,
        text,
        origin,
        reader,
        encoding,
        -- numbers
        n_characters,
        origin_line,
        -- times
        published,
        arrival_date,
        -- run metadata
        run_id,
        ingested_at
    from source
)

select *
from renamed
{% if arrival_from() -%}
where article_id not in (select earlier.article_id from {{ this }} as earlier)
{% endif -%}
qualify row_number() over (
    partition by article_id order by arrival_date, origin, origin_line nulls first
) = 1
