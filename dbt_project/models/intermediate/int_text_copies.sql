-- Near-duplicate texts.  Shingles of five words, of which one in four is kept by its hash: a sketch
-- whose overlap estimates the overlap of the texts, found through an index and not pair by pair.
with recursive articles as (
    select *
    from {{ ref('stg_articles') }}
    where is_current
),

words as (
    select
        articles.article_id,
        articles.language,
        articles.first_arrival_date as arrival_date,
        list_filter(regexp_split_to_array(lower(texts.text), '[^\p{L}\p{N}]+'), lambda word: word <> '') as words
    from articles
    inner join {{ ref('stg_article_texts') }} as texts
        on articles.article_id = texts.article_id and articles.version_id = texts.version_id
),

hashed as (
    select
        article_id,
        language,
        hash(
            words[position], words[position + 1], words[position + 2], words[position + 3], words[position + 4]
        ) as shingle
    from (
        select
            article_id,
            language,
            words,
            unnest(range(1, greatest(len(words) - 3, 2))) as position
        from words
    ) as places
),

sketches as (
    select distinct
        article_id,
        language,
        shingle
    from hashed
    where shingle % 4 = 0
),

-- A phrase that many articles share is a standing phrase and says nothing of copying.
telling as (
    select *
    from sketches
    qualify count(*) over (partition by shingle) between 2 and 60
),

sizes as (
    select
        article_id,
        count(*) as n_shingles
    from sketches
    group by article_id
),

pairs as (
    select
        a.article_id as article_a,
        b.article_id as article_b,
        count(*) as n_common
    from telling as a
    inner join telling as b on a.shingle = b.shingle and a.language = b.language and a.article_id < b.article_id
    group by all
),

copies as (
    select
        pairs.article_a,
        pairs.article_b
    from pairs
    inner join sizes as a on pairs.article_a = a.article_id
    inner join sizes as b on pairs.article_b = b.article_id
    -- Share of the shorter text: a paper that cuts an agency story short prints it all the same.
    where pairs.n_common >= 3 and pairs.n_common >= 0.6 * least(a.n_shingles, b.n_shingles)

    union

    select
        a.article_id as article_a,
        b.article_id as article_b
    from articles as a
    inner join articles as b on a.content_hash = b.content_hash and a.article_id < b.article_id
),

edges as (
    select
        article_a as article_id,
        article_b as copy_id
    from copies
    union all
    select
        article_b as article_id,
        article_a as copy_id
    from copies
),

reached as (
    select
        article_id,
        article_id as reached_id
    from words
    union
    select
        reached.article_id,
        edges.copy_id as reached_id
    from reached
    inner join edges on reached.reached_id = edges.article_id
)

select
    reached.article_id,
    arg_min(reached.reached_id, (words.arrival_date, reached.reached_id)) as source_article_id,
    count(*) as n_copies
from reached
inner join words on reached.reached_id = words.article_id
group by reached.article_id
