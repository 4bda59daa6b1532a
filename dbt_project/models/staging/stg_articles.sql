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
        ingested_at
    from source
),

-- Most articles come once: they need no order, and a large register no sort.
came_again as (
    select article_id
    from source
    group by article_id
    having count(*) > 1
),

repeated as (
    select *
    from renamed
    where article_id in (select came_again.article_id from came_again)
    -- a version that had arrived before when its day was read again
    qualify row_number() over (
        partition by article_id, version_id order by arrival_date, origin, origin_line nulls first
    ) = 1
),

-- Each time that an article was seen with a text: when the text came first, and when a copy of it came.
told as (
    select
        article_id,
        version_id,
        retrieved_at,
        landed_at,
        arrival_date
    from source
    union all
    select
        duplicate_of as article_id,
        version_id,
        retrieved_at,
        landed_at,
        arrival_date
    from {{ ref('stg_rejected_articles') }}
    where reason = 'duplicate'
),

-- A file counts for the day on which it arrived, unless it tells that it was fetched before.
sightings as (
    select
        article_id,
        version_id,
        (
            least(arrival_date, coalesce(retrieved_at::date, arrival_date)),
            coalesce(retrieved_at, landed_at),
            version_id
        ) as seen
    from told
    where article_id in (select came_again.article_id from came_again)
),

seen_versions as (
    select
        article_id,
        version_id,
        min(seen) as first_seen,
        max(seen) as last_seen
    from sightings
    group by article_id, version_id
),

versions as (
    select
        repeated.*,
        seen_versions.last_seen = max(seen_versions.last_seen) over (partition by repeated.article_id) as is_newest,
        row_number() over (partition by repeated.article_id order by seen_versions.first_seen) as version,
        count(*) over (partition by repeated.article_id) as n_versions,
        min(repeated.arrival_date) over (partition by repeated.article_id) as first_arrival_date
    from repeated
    inner join seen_versions
        on repeated.article_id = seen_versions.article_id and repeated.version_id = seen_versions.version_id

    union all by name

    select
        *,
        true as is_newest,
        1 as version,
        1 as n_versions,
        arrival_date as first_arrival_date
    from renamed
    where article_id not in (select came_again.article_id from came_again)
)

select
    versions.*,
    coalesce(retractions.is_retracted, false) as is_retracted,
    versions.is_newest and not coalesce(retractions.is_retracted, false) as is_current
from versions
left join retractions on versions.article_id = retractions.article_id
