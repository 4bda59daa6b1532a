{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_statements', 'event_id') }}"
) }}

with statements as (
    select
        statements.*,
        reliability.preference
    from {{ ref('int_event_statements') }} as statements
    inner join {{ ref('source_reliability') }} as reliability
        on statements.reliability_kind = reliability.source_kind
    where {{ is_missing('statements.event_id') }}
),

-- Copies of one story that give the same number: one wording.  A corrected number is another one, in however many
-- words the two texts agree.
worded as (
    select
        *,
        {{ digest(['source_article_id', 'speaker', 'low', 'best', 'high']) }} as wording
    from statements
),

-- A publisher's later report revises its earlier one; the same wording printed again revises nothing.
printed as (
    select
        *,
        publisher is null
        or published is null
        or max(published) over (partition by event_id, measure, outcome, side, publisher, wording)
        = max(published) over (partition by event_id, measure, outcome, side, publisher) as is_latest
    from worded
),

-- A wording speaks once, and no more once one of those who printed it has revised it: so it makes no
-- difference which of them speaks, nor how many there are.
standing as (
    select *
    from printed
    qualify
        bool_and(is_latest) over (partition by event_id, measure, outcome, side, wording)
        and row_number() over (
            partition by event_id, measure, outcome, side, wording
            order by published nulls last, article_id
        ) = 1
),

preferred as (
    select *
    from standing
    qualify preference = min(preference) over (partition by event_id, measure, outcome, side)
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

totals as (
    select
        event_id,
        outcome,
        greatest(sides_low, undivided_low) as low,
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
    from statements
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
