{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_statements_heard', 'event_id') }}"
) }}

with standing as (
    select *
    from {{ ref('int_statements_heard') }}
    where hearing not in ('copy', 'revised') and {{ is_missing_row('int_statements_heard', 'event_id') }}
),

preferred as (
    select * from standing
    where hearing = 'preferred'
),

daily as (
    select
        event_id,
        measure,
        outcome,
        side,
        published,
        quantile_disc(best, 0.5) as best
    from preferred
    group by all
),

bests as (
    select
        event_id,
        measure,
        outcome,
        side,
        max(best) as best
    from daily
    group by all
),

lows as (
    select
        event_id,
        measure,
        outcome,
        side,
        min(coalesce(low, best)) as low,
        count(*) as n_preferred
    from preferred
    group by all
),

-- Everybody is heard for the upper bound, a party about its enemy's dead as well.
highs as (
    select
        event_id,
        measure,
        outcome,
        side,
        max(high) as closed_high,
        max(greatest(low, best)) as greatest_said,
        count(*) as n_statements,
        count(distinct source_article_id) as n_sources
    from standing
    group by all
),

estimated as (
    select
        bests.event_id,
        bests.measure,
        bests.outcome,
        bests.side,
        least(lows.low, bests.best) as low,
        bests.best,
        case when highs.closed_high >= coalesce(highs.greatest_said, 0) then highs.closed_high end as high,
        lows.n_preferred,
        highs.n_statements,
        highs.n_sources
    from bests
    inner join lows using (event_id, measure, outcome, side)
    inner join highs using (event_id, measure, outcome, side)
),

-- Sides are different people and add up; a number that no side is told for may hold them all.
sums as (
    select
        event_id,
        outcome,
        sum(low) filter (where side <> 'UNDIVIDED') as sides_low,
        sum(best) filter (where side <> 'UNDIVIDED') as sides_best,
        case
            when count(high) filter (where side <> 'UNDIVIDED') = count(*) filter (where side <> 'UNDIVIDED')
                then sum(high) filter (where side <> 'UNDIVIDED')
        end as sides_high,
        count(*) filter (where side <> 'UNDIVIDED') as n_sides,
        max(low) filter (where side = 'UNDIVIDED') as undivided_low,
        max(best) filter (where side = 'UNDIVIDED') as undivided_best,
        max(high) filter (where side = 'UNDIVIDED') as undivided_high,
        count(*) filter (where side = 'UNDIVIDED') as n_undivided,
        max(n_preferred) as n_preferred,
        max(n_statements) as n_statements,
        max(n_sources) as n_sources
    from estimated
    where measure = 'total'
    group by all
),

-- Where parts and total exclude each other, the total is disputed and low is the lesser of both.  Parts of one side
-- alone may leave the others untold.
totals as (
    select
        event_id,
        outcome,
        case
            when sides_low > undivided_high then undivided_low
            when n_sides >= 2 and undivided_low > sides_high then sides_low
            else greatest(sides_low, undivided_low)
        end as low,
        greatest(sides_best, undivided_best) as best,
        case
            when n_sides > 0 and sides_high is null then null
            when n_undivided > 0 and undivided_high is null then null
            else greatest(sides_high, undivided_high)
        end as high,
        n_preferred,
        n_statements,
        n_sources
    from sums
),

unioned as (
    select
        event_id,
        outcome,
        side,
        low,
        best,
        high,
        n_preferred,
        n_statements,
        n_sources
    from estimated
    where measure = 'side'
    union all
    select
        event_id,
        outcome,
        'TOTAL' as side,
        low,
        best,
        high,
        n_preferred,
        n_statements,
        n_sources
    from totals
),

states as (
    select distinct
        event_id,
        event_state
    from standing
)

select
    {{ digest(['unioned.event_id', 'unioned.side', 'unioned.outcome']) }} as estimate_id,
    unioned.event_id,
    states.event_state,
    unioned.side,
    unioned.outcome,
    -- sum() widens to HUGEINT, which Parquet does not hold.
    unioned.low::bigint as low,
    unioned.best::bigint as best,
    unioned.high::bigint as high,
    unioned.n_preferred,
    unioned.n_statements,
    unioned.n_sources
from unioned
inner join states on unioned.event_id = states.event_id
