{#- Sum of upper bounds over rows where `condition` holds: open (NULL) where one that tells a number is open. -#}
{% macro sum_of_highs(high, best, condition) -%}
    case
        when not bool_or({{ condition }} and {{ high }} is null and {{ best }} is not null)
            then sum({{ high }}) filter (where {{ condition }})
    end::bigint
{%- endmacro %}
