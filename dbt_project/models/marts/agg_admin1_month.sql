-- Period totals (event_clarity 2) are counted and never summed: they hold the incidents that are summed here.
with events as (
    select
        * exclude (admin1_pcode),
        -- One code a governorate, even where some claims carry none.
        max(admin1_pcode) over (partition by country_code, admin1) as admin1_pcode,
        date_trunc('month', date_start)::date as month_start
    from {{ ref('fct_event') }}
)

select
    {{ digest(['country_code', 'admin1', 'month_start']) }} as admin1_month_id,
    country_code,
    admin1,
    admin1_pcode,
    month_start,
    {%- for outcome in outcomes() %}
    sum({{ outcome }}_low) filter (where event_clarity = 1)::bigint as {{ outcome }}_low,
    sum({{ outcome }}_best) filter (where event_clarity = 1)::bigint as {{ outcome }}_best,
    {{ sum_of_highs(outcome ~ '_high', outcome ~ '_best', 'event_clarity = 1') }} as {{ outcome }}_high,
    {%- endfor %}
    count(*) filter (where event_clarity = 1) as n_events,
    count(*) filter (where event_clarity = 2) as n_period_summaries
from events
group by country_code, admin1, admin1_pcode, month_start
