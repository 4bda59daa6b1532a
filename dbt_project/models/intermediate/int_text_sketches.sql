{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_claims', 'article_id') }}"
) }}

-- MinHash of the texts that hold a claim.  Shingles of five words fall by the first six bits of their hash
-- into 64 bins, of which each keeps the least: the share of bins that two texts have in common estimates the
-- share of their shingles.  A band is two neighbouring bins: only texts that share one are compared.
-- Lists within a row and no groups over rows: the shingles of a large register would not fit into memory.
with missing as (
    select distinct
        article_id,
        version_id,
        article_state
    from {{ ref('int_claims') }}
    where {{ is_missing('article_id') }}
),

coded as materialized (
    select
        articles.article_id,
        articles.version_id,
        articles.arrival_date,
        articles.origin,
        articles.origin_line,
        articles.language,
        coalesce(articles.published, articles.first_arrival_date) as told_on,
        missing.article_state
    from {{ ref('stg_articles') }} as articles
    inner join missing on articles.article_id = missing.article_id and articles.version_id = missing.version_id
),

words as (
    select
        coded.article_id,
        coded.article_state,
        coded.language,
        coded.told_on,
        list_transform(
            list_filter(regexp_split_to_array(lower(texts.text), '[^\p{L}\p{N}]+'), lambda word: word <> ''),
            lambda word: hash(word)
        ) as words
    from {{ ref('stg_article_texts') }} as texts
    -- the day as well: the texts of other days need not be read
    inner join coded
        on
            texts.arrival_date = coded.arrival_date
            and texts.article_id = coded.article_id
            and texts.version_id = coded.version_id
            and texts.origin = coded.origin
            and texts.origin_line is not distinct from coded.origin_line
),

shingles as (
    select
        * exclude (words),
        list_sort(list_transform(
            range(1, greatest(len(words) - 3, 2)),
            lambda place: hash(
                language, words[place], words[place + 1], words[place + 2], words[place + 3], words[place + 4]
            )
        )) as shingles
    from words
),

sketched as (
    select
        * exclude (shingles),
        len(shingles) as n_shingles,
        list_filter(
            list_transform(
                range(1, len(shingles) + 1),
                lambda place: case
                    when place = 1 or {{ first_bits('shingles[place - 1]') }} <> {{ first_bits('shingles[place]') }}
                        then shingles[place]
                end
            ),
            lambda shingle: shingle is not null
        ) as sketch
    from shingles
)

select
    article_id,
    article_state,
    told_on,
    n_shingles,
    sketch,
    list_filter(
        list_transform(
            range(1, len(sketch)),
            lambda place: case
                when
                    {{ first_bits('sketch[place]') }} % 4 = 0
                    and {{ first_bits('sketch[place + 1]') }} = {{ first_bits('sketch[place]') }} + 1
                    then hash(sketch[place], sketch[place + 1])
            end
        ),
        lambda band: band is not null
    ) as bands,
    -- int_text_links sets it once it has compared the text with the others.
    false as is_compared
from sketched
