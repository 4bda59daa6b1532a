-- Keys under which two mentions can meet.  A mention has several, so that a missing field does not
-- hide it; neighbouring days meet because a window is widened by a day before it is cut into thirds.
with mentions as (
    select * from {{ ref('int_mentions') }}
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
),

keys as (
    select
        mentions.mention_id,
        concat_ws('|', 'place', mentions.country_code, mentions.admin1, buckets.bucket) as block
    from mentions
    inner join buckets on mentions.mention_id = buckets.mention_id
    where mentions.admin1 is not null

    union

    -- A number says where two reports meet although one of them names no place.  One and two are
    -- everywhere: they need the side as well.
    select
        counts.mention_id,
        concat_ws(
            '|', 'count', counts.outcome, counts.count,
            case when counts.count < 3 then counts.target_side end, buckets.bucket
        ) as block
    from counts
    inner join buckets on counts.mention_id = buckets.mention_id
    where counts.count >= 3 or counts.target_side <> 'UNDIVIDED'

    union

    -- Reports without any date meet others of their place by the number.
    select
        counts.mention_id,
        concat_ws('|', 'undated', mentions.country_code, mentions.admin1, counts.outcome, counts.count) as block
    from counts
    inner join mentions on counts.mention_id = mentions.mention_id
    where mentions.admin1 is not null and counts.count >= 2

    union

    -- Copies of one story.
    select
        mentions.mention_id,
        concat_ws('|', 'copy', copies.source_article_id) as block
    from mentions
    inner join {{ ref('int_text_copies') }} as copies on mentions.article_id = copies.article_id
    where copies.n_copies > 1
)

select
    keys.mention_id,
    keys.block,
    {{ digest(['keys.mention_id', 'keys.block']) }} as mention_block_id
from keys
