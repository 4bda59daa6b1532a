{#- Query: the links between copies of one story, each told from both of its ends. -#}
{% macro links_both_ways() -%}
    select
        article_a as article_id,
        article_b as copy_id
    from {{ ref('int_text_links') }}
    union all
    select
        article_b as article_id,
        article_a as copy_id
    from {{ ref('int_text_links') }}
{%- endmacro %}
