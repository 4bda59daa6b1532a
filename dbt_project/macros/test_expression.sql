{#- Fails with the rows for which `expression` is false.  NULL passes: not reported is not wrong. -#}
{% test expression(model, expression, column_name=none) %}

    select *
    from {{ model }}
    where not ({{ expression }})

{% endtest %}

{#- Fails with the combinations of `columns` that stand more than once; hashes are compared first, which is cheap. -#}
{% test unique_together(model, columns) %}

with hashed as (
    select
        {{ columns | join(', ') }},
        hash({{ columns | join(', ') }}) as row_hash
    from {{ model }}
)

select {{ columns | join(', ') }}, count(*) as n_rows
from hashed
where row_hash in (select row_hash from hashed group by row_hash having count(*) > 1)
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
