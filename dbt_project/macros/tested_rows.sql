{#-
  Which rows a test of raw tables, of staging and of pairs looks at: those of the days that were loaded since the
  last build, where the pipeline tells them (pipeline.pending).  The others were tested when they came.
  All of them in a full refresh, in a database without a pipeline, and where nothing is pending.
-#}
{% macro duckdb__get_where_subquery(relation) -%}
    {%- set is_large = relation.schema in ('raw', 'staging') or relation.identifier == 'int_mention_pairs' -%}
    {%- if execute and is_large and not flags.FULL_REFRESH -%}
        {%- set columns = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
        {%- set days = pending_days() if 'arrival_date' in columns -%}
        {%- if days -%}
            {{ return('(select * from ' ~ relation ~ ' where arrival_date in (' ~ days ~ ')) as dbt_subquery') }}
        {%- endif -%}
    {%- endif -%}
    {{ return(default__get_where_subquery(relation)) }}
{%- endmacro %}

{#- The days that are pending, as dates in SQL; none where no pipeline loads this database. -#}
{% macro pending_days() -%}
    {%- set pipeline = run_query("select 1 from duckdb_tables() where schema_name = 'pipeline' and table_name = 'pending'") -%}
    {%- if pipeline | length -%}
        {%- set days = run_query('select arrival_date::varchar from pipeline.pending order by 1').columns[0].values() -%}
        {{ return("date '" ~ days | join("', date '") ~ "'" if days else '') }}
    {%- endif -%}
{%- endmacro %}
