{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_unlinked() }}",
    post_hook="update {{ ref('int_text_sketches') }} set is_compared = true where not is_compared"
) }}

-- Pairs of articles of which one prints most of the other, within two weeks.  Only texts that were not
-- compared yet are compared, with all others that share a band.
with fresh_days as (
    select
        min(told_on) - 14 as first_day,
        max(told_on) + 14 as last_day
    from {{ ref('int_text_sketches') }}
    where not is_compared
),

-- What is told too long before and after all new texts can be a copy of none.
sketches as (
    select sketches.*
    from {{ ref('int_text_sketches') }} as sketches
    inner join fresh_days on sketches.told_on between fresh_days.first_day and fresh_days.last_day
),

-- Two grids of months, half a month apart: of texts that are two weeks apart one month holds both.
keys as (
    select
        article_id,
        is_compared,
        unnest(bands) as band,
        unnest([told_on - date '2000-01-01', told_on - date '2000-01-01' + 15]) // 30 as month
    from sketches
),

met as (
    select distinct
        least(fresh.article_id, others.article_id) as article_a,
        greatest(fresh.article_id, others.article_id) as article_b
    from keys as fresh
    inner join keys as others on fresh.band = others.band and fresh.month = others.month
    where not fresh.is_compared and fresh.article_id {{ '<>' if is_incremental() else '<' }} others.article_id

    union

    -- Texts of too few words for a band are copies where they are the same.
    select
        least(fresh.article_id, others.article_id) as article_a,
        greatest(fresh.article_id, others.article_id) as article_b
    from sketches as fresh
    inner join sketches as others on fresh.sketch = others.sketch and fresh.article_id <> others.article_id
    where not fresh.is_compared and len(fresh.bands) = 0
),

likened as (
    select
        met.article_a,
        met.article_b,
        a.n_shingles as n_shingles_a,
        b.n_shingles as n_shingles_b,
        a.sketch = b.sketch as is_same,
        len(list_intersect(a.sketch, b.sketch)) as n_common,
        -- Jaccard's index: bins alike among those that either text fills.
        n_common / len(list_distinct(list_transform(
            list_concat(a.sketch, b.sketch), lambda shingle: {{ first_bits('shingle') }}
        ))) as likeness
    from met
    inner join sketches as a on met.article_a = a.article_id
    inner join sketches as b on met.article_b = b.article_id
    where abs(a.told_on - b.told_on) <= 14
),

shared as (
    select
        *,
        -- Share of the shorter text: a paper that cuts an agency story short prints it all the same.
        least(1, likeness / (1 + likeness) * (n_shingles_a + n_shingles_b) / least(n_shingles_a, n_shingles_b))
            as share_of_shorter
    from likened
)

select
    article_a,
    article_b,
    round(share_of_shorter, 3) as share_of_shorter
from shared
where is_same or (n_common >= 3 and share_of_shorter >= 0.6)
