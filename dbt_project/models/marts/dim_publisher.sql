with published as (
    select
        publisher,
        count(*) as n_articles,
        min(first_arrival_date) as first_arrival_date
    from {{ ref('stg_articles') }}
    where publisher is not null and is_current
    group by publisher
),

known as (
    select *
    from {{ ref('stg_publishers') }}
),

-- Publishers that are configured and of which nothing has come yet: their silence is on view, too.
silent as (
    select distinct
        publisher,
        0 as n_articles,
        null::date as first_arrival_date
    from known
    where is_configured and publisher not in (select published.publisher from published)
),

publishers as (
    select * from published
    union all
    select * from silent
)

select
    publishers.publisher,
    coalesce(known.publisher_name, publishers.publisher) as publisher_name,
    known.country_code,
    known.language,
    known.kind,
    known.stands_near,
    known.reliability_note,
    coalesce(known.is_configured, false) as is_configured,
    publishers.n_articles,
    publishers.first_arrival_date
from publishers
left join known on lower(publishers.publisher) = known.named
