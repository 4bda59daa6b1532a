with bounds as (
    select
        min(day) as first_day,
        max(day) as last_day
    from (
        select unnest([published, arrival_date]) as day from {{ ref('stg_articles') }}
        union all
        select unnest([date_start, date_end]) as day from {{ ref('int_claims') }}
    )
),

days as (
    select unnest(generate_series(first_day, last_day, interval 1 day))::date as date_day
    from bounds
    where first_day is not null
)

select
    date_day,
    year(date_day) as year,
    quarter(date_day) as quarter,
    month(date_day) as month,
    date_trunc('month', date_day)::date as month_start,
    isoyear(date_day) as iso_year,
    weekofyear(date_day) as iso_week,
    isodow(date_day) as iso_weekday,
    dayname(date_day) as weekday_name
from days
