{{ config(materialized='table') }}

-- One row per version; the texts are in stg_article_texts.  A table, because many models join it.
with source as (
    select *
    from {{ source('raw', 'articles') }}
),

retractions as (
    select *
    from {{ ref('stg_retractions') }}
),

renamed as (
    select
        -- ids
        article_id,
        version_id,
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
        origin,
        reader,
        encoding,
        -- numbers
        n_characters,
        origin_line,
        -- times
        published,
        retrieved_at,
        arrival_date,
        -- run metadata
        landed_at,
        run_id,
        ingested_at,
        -- The same order as extractors/reading/versions.py: a file counts for the day on which it arrived,
        -- unless it tells that it was fetched before.
        least(arrival_date, coalesce(retrieved_at::date, arrival_date)) as seen_on,
        coalesce(retrieved_at, landed_at) as seen_at
    from source
),

-- A text that was taken back and came again has a row for each time that it was seen.
numbered as (
    select
        *,
        row_number() over (
            partition by article_id, version_id order by arrival_date, origin, origin_line nulls first
        ) as sighting,
        last_value(version_id) over (
            partition by article_id order by seen_on, seen_at, arrival_date, origin, origin_line nulls first
            rows between unbounded preceding and unbounded following
        ) as newest_version_id,
        min(arrival_date) over (partition by article_id) as first_arrival_date
    from renamed
),

versions as (
    select
        * exclude (sighting, newest_version_id),
        version_id = newest_version_id as is_newest,
        row_number() over (
            partition by article_id order by seen_on, seen_at, arrival_date, origin, origin_line nulls first
        ) as version,
        count(*) over (partition by article_id) as n_versions
    from numbered
    where sighting = 1
)

select
    versions.*,
    coalesce(retractions.is_retracted, false) as is_retracted,
    versions.is_newest and not coalesce(retractions.is_retracted, false) as is_current
from versions
left join retractions on versions.article_id = retractions.article_id
