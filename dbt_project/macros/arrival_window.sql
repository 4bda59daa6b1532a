{#-
  The one place that decides which arrival days an incremental model builds again.

  The window is half open: every day from `var('arrival_from')` on.  It has no upper bound, because
  of an article that arrives twice the earliest arrival counts: what a day shows depends on the days
  before it and never on those after it.  Rows of days before the window therefore cannot have
  changed, and building the window again gives the same rows as a full rebuild.
  Without the variable the window is the whole register.
-#}
{% macro arrival_from() -%}
    {#- The variable by hand; the environment from the pipeline, because another value of a variable
        makes dbt parse the whole project again. -#}
    {%- set start = var('arrival_from', '') or env_var('SIJILL_ARRIVAL_FROM', '') -%}
    {%- if is_incremental() and start -%}
        {{ return(start | string) }}
    {%- endif -%}
    {{ return('') }}
{%- endmacro %}

{% macro in_arrival_window(column='arrival_date') -%}
    {%- set start = arrival_from() -%}
    {%- if start -%} {{ column }} >= date '{{ start }}' {%- else -%} true {%- endif -%}
{%- endmacro %}

{#- Pre-hook: takes away what the model is about to insert again. -#}
{% macro clear_arrival_window() -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where {{ in_arrival_window() }}
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}
