{#- What every claim says besides its own facts: by which words, where, when and according to whom. -#}
{% macro claim_columns() -%}
    {{ return([
        'claim_id', 'claim_index', 'rule_id', 'language',
        'evidence', 'evidence_start', 'evidence_end', 'span_start', 'span_end',
        'place_text', 'place_id', 'country_code', 'admin1', 'admin1_pcode', 'admin2', 'admin2_pcode',
        'latitude', 'longitude', 'geo_precision',
        'time_text', 'date_start', 'date_end', 'date_precision',
        'source_text', 'source_kind', 'source_actor_id',
        'modality', 'scope', 'confidence',
    ]) }}
{%- endmacro %}

{#-
  Rows of a raw table of the coder with these columns of their own, and of which version of its article each is.
  Of an article that arrived again with the same text only the rows of the first arrival.  That a row stands once
  is for the audit of the raw tables to see; here it would cost a sort of the whole register in every query.
-#}
{% macro staged(table, columns) -%}
    select
        source.article_id,
        source.version_id,
        {%- for column in columns %}
        source.{{ column }},
        {%- endfor %}
        source.arrival_date,
        -- of the article
        articles.published,
        articles.publisher,
        articles.version,
        articles.n_versions,
        articles.is_current,
        -- run metadata
        source.coder_version,
        source.run_id,
        source.extracted_at
    from {{ source('raw', table) }} as source
    inner join {{ ref('stg_articles') }} as articles
        on
            source.article_id = articles.article_id
            and source.version_id = articles.version_id
            and source.arrival_date = articles.arrival_date
{%- endmacro %}
