{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_mentions', 'article_id') }}"
) }}

-- Keys under which two mentions can meet.  A mention has several, so that a missing field does not
-- hide it; neighbouring days meet because a window is widened by a day before it is cut into thirds.
-- Where a key is only there for mentions that lack something, one of the two must lack it (`is_open`):
-- a number alone must not bring the reports of a whole country together.
with mentions as (
    select
        *,
        -- Abroad a place may lie in no division that the gazetteer knows: its degree square stands for it.
        coalesce(
            admin1, case when geo_precision < 4 then concat_ws(',', round(latitude), round(longitude)) end
        ) as area
    from {{ ref('int_mentions') }}
    where {{ is_missing_row('int_mentions', 'article_id') }}
),

buckets as (
    select
        mention_id,
        unnest(range(
            (window_start - date '2000-01-01' - 1) // 3,
            -- A window of months would meet everything: its first month stands for it.
            (least(window_end, window_start + 31) - date '2000-01-01' + 1) // 3 + 1
        )) as bucket
    from mentions
    where window_basis <> 'none'
),

counts as (
    select
        mention_id,
        outcome,
        target_side,
        unnest(counts) as count
    from {{ ref('int_mention_counts') }}
    where {{ is_missing_row('int_mention_counts', 'article_id') }}
),

-- One and two are everywhere: they need the side as well.
telling_counts as (
    select
        mention_id,
        concat_ws(',', outcome, count, case when count < 3 then target_side end) as number
    from counts
    where count >= 3 or target_side <> 'UNDIVIDED'
),

name_words as (
    select
        mention_id,
        unnest(name_words[1:6]) as word
    from mentions
    where len(name_words) >= 2
),

keys as (
    -- One district, or two of one governorate if one of them is told coarsely …
    select
        mentions.mention_id,
        concat_ws('|', 'district', mentions.country_code, mentions.area, mentions.admin2, buckets.bucket) as block,
        true as is_open
    from mentions
    inner join buckets on mentions.mention_id = buckets.mention_id
    where mentions.area is not null and mentions.admin2 is not null

    union

    select
        mentions.mention_id,
        concat_ws('|', 'area', mentions.country_code, mentions.area, buckets.bucket) as block,
        mentions.admin2 is null or coalesce(mentions.geo_precision, 4) >= 4 as is_open
    from mentions
    inner join buckets on mentions.mention_id = buckets.mention_id
    where mentions.area is not null

    union

    -- … or if both tell one number.
    select
        mentions.mention_id,
        concat_ws('|', 'area and count', mentions.country_code, mentions.area, telling_counts.number, buckets.bucket)
            as block,
        true as is_open
    from telling_counts
    inner join mentions on telling_counts.mention_id = mentions.mention_id
    inner join buckets on telling_counts.mention_id = buckets.mention_id
    where mentions.area is not null

    union

    select
        mentions.mention_id,
        concat_ws('|', 'count', mentions.country_code, telling_counts.number, buckets.bucket) as block,
        mentions.area is null as is_open
    from telling_counts
    inner join mentions on telling_counts.mention_id = mentions.mention_id
    inner join buckets on telling_counts.mention_id = buckets.mention_id
    where mentions.country_code is not null

    union

    select
        telling_counts.mention_id,
        concat_ws('|', 'count anywhere', telling_counts.number, buckets.bucket) as block,
        mentions.country_code is null as is_open
    from telling_counts
    inner join mentions on telling_counts.mention_id = mentions.mention_id
    inner join buckets on telling_counts.mention_id = buckets.mention_id

    union

    -- Reports without any date meet others of their place and month of arrival by the number.
    select
        counts.mention_id,
        concat_ws(
            '|', 'undated', mentions.country_code, mentions.area, counts.outcome, counts.count,
            unnest([
                (mentions.arrival_date - date '2000-01-01' - 10) // 30,
                (mentions.arrival_date - date '2000-01-01' + 10) // 30
            ])
        ) as block,
        mentions.window_basis = 'none' as is_open
    from counts
    inner join mentions on counts.mention_id = mentions.mention_id
    where mentions.area is not null and counts.count >= 2

    union

    -- Reports of the death of a person who is named: any two words of the name, for one is often a forename.
    select
        firsts.mention_id,
        concat_ws('|', 'name', firsts.word, seconds.word, buckets.bucket) as block,
        true as is_open
    from name_words as firsts
    inner join name_words as seconds on firsts.mention_id = seconds.mention_id and firsts.word < seconds.word
    inner join buckets on firsts.mention_id = buckets.mention_id
)

select
    keys.mention_id,
    mentions.article_id,
    mentions.article_state,
    concat_ws('|', mentions.scope, keys.block) as block,
    keys.is_open
from keys
inner join mentions on keys.mention_id = mentions.mention_id
