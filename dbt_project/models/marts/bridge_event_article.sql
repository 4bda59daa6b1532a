{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_states', 'event_id') }}"
) }}

with due as (
    {{ due_events() }}
)

select
    {{ digest(['claims.event_id', 'claims.article_id']) }} as event_article_id,
    claims.event_id,
    due.event_state,
    claims.article_id,
    articles.source_article_id,
    claims.article_id = articles.source_article_id as is_first_of_its_copies,
    count(*) as n_claims,
    count(*) filter (where claims.is_counted) as n_counted_claims,
    max(claims.confidence) as confidence
from {{ ref('fct_claim') }} as claims
inner join due on claims.event_id = due.event_id
inner join {{ ref('dim_article') }} as articles on claims.article_id = articles.article_id
group by all
