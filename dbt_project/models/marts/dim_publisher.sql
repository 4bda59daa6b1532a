with published as (
    select
        publisher,
        count(*) as n_articles,
        min(first_arrival_date) as first_arrival_date
    from {{ ref('stg_articles') }}
    where publisher is not null and is_current
    group by publisher
)

select
    published.publisher,
    coalesce(known.publisher_name, published.publisher) as publisher_name,
    known.country_code,
    known.language,
    known.kind,
    published.n_articles,
    published.first_arrival_date
from published
left join {{ ref('publishers') }} as known on published.publisher = known.publisher
