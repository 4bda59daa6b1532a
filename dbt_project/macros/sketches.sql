{#- The bin of a sketch that a shingle's hash falls into: its first six bits, 0 to 63. -#}
{% macro first_bits(shingle) -%}
    ({{ shingle }} // 288230376151711744::ubigint)
{%- endmacro %}
