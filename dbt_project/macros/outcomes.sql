{#- The outcomes of extractors/records/codes.py, in their order; a test holds the two together. -#}
{% macro outcomes() -%}
    {{ return(['killed', 'wounded', 'captured', 'killed_or_wounded', 'missing']) }}
{%- endmacro %}
