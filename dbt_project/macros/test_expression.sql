{#- Fails with the rows for which `expression` is false.  NULL passes: not reported is not wrong. -#}
{% test expression(model, expression, column_name=none) %}

    select *
    from {{ model }}
    where not ({{ expression }})

{% endtest %}

{#- Fails with the combinations of `columns` that stand more than once. -#}
{% test unique_together(model, columns) %}

    select {{ columns | join(', ') }}, count(*) as n_rows
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1

{% endtest %}
