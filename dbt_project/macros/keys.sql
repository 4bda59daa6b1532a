{#- Hash of stable facts, 16 hexadecimal characters; the SQL twin of `extractors.identity.digest`:
    parts joined by U+001F, NULL written as U+0000. -#}
{% macro digest(parts) -%}
    left(sha256(
        {%- for part in parts %}
            coalesce(cast({{ part }} as varchar), chr(0)){% if not loop.last %} || chr(31) ||{% endif %}
        {%- endfor %}
    ), 16)
{%- endmacro %}
