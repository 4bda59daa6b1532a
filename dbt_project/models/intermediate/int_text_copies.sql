-- Copies of one story, whole or cut: the articles that links connect, and which of them arrived first.
with recursive edges as (
    {{ links_both_ways() }}
),

reached as (
    select distinct
        article_id,
        article_id as reached_id
    from edges
    union
    select
        reached.article_id,
        edges.copy_id as reached_id
    from reached
    inner join edges on reached.reached_id = edges.article_id
),

stories as (
    select
        reached.article_id,
        arg_min(reached.reached_id, (articles.first_arrival_date, reached.reached_id)) as source_article_id,
        count(*) as n_copies
    from reached
    inner join {{ ref('stg_articles') }} as articles on reached.reached_id = articles.article_id and articles.is_current
    group by reached.article_id
)

select
    sketches.article_id,
    coalesce(stories.source_article_id, sketches.article_id) as source_article_id,
    coalesce(stories.n_copies, 1) as n_copies
from {{ ref('int_text_sketches') }} as sketches
left join stories on sketches.article_id = stories.article_id
