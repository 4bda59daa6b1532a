{#- A model lands in the schema that its folder names (`marts`, not `main_marts`), so that the
    Dagster asset key and the table's name are the same. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
