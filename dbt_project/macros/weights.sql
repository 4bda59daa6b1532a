{#- Points of `field` at the level that `expression` gives, from the seed match_weights. -#}
{% macro points(field, expression) -%}
    (select w.points from {{ ref('match_weights') }} as w where w.field = '{{ field }}' and w.level = {{ expression }})
{%- endmacro %}
