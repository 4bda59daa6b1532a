{#- What claims of a kind assert as fact: `columns` of their own (name → expression), then where, when, according to whom. -#}
{% macro asserted(kind, columns) -%}
    select
        claim_id,
        event_id,
        article_id,
        {%- for name, expression in columns.items() %}
        {{ expression }} as {{ name }},
        {%- endfor %}
        place_text,
        place_id,
        country_code,
        admin1,
        admin1_pcode,
        admin2,
        admin2_pcode,
        latitude,
        longitude,
        geo_precision,
        date_start,
        date_end,
        date_precision,
        source_text,
        source_kind,
        scope,
        modality,
        confidence,
        arrival_date
    from {{ ref('fct_claim') }}
    where kind = '{{ kind }}' and modality = 'asserted' and scope <> 'background'
{%- endmacro %}
