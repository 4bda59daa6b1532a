{#- Great-circle distance in kilometres between the coordinates of two aliases; NULL where either has none. -#}
{% macro distance_km(a, b) -%}
    2 * 6371 * asin(least(1, sqrt(
        power(sin(radians({{ b }}.latitude - {{ a }}.latitude) / 2), 2)
        + cos(radians({{ a }}.latitude)) * cos(radians({{ b }}.latitude))
        * power(sin(radians({{ b }}.longitude - {{ a }}.longitude) / 2), 2)
    )))
{%- endmacro %}

{#-
  How the places of two aliases stand to each other, as a level of `match_weights`:
  same, near, parent, same_admin1_only, neighbour, other_district, other_admin1, same_country,
  other_country, unknown.
  A place is coarse from geo_precision 4 (admin1) on; UCDP's codes are those of extractors/records/.
  A city of many districts carries none itself: it is the parent of what lies within 15 km of it.
-#}
{% macro place_relation(a, b) -%}
    case
        when coalesce({{ a }}.place_id, {{ a }}.admin1, {{ a }}.country_code) is null then 'unknown'
        when coalesce({{ b }}.place_id, {{ b }}.admin1, {{ b }}.country_code) is null then 'unknown'
        when {{ a }}.country_code <> {{ b }}.country_code then 'other_country'
        when {{ a }}.place_id = {{ b }}.place_id and coalesce({{ a }}.geo_precision, 1) < 4 then 'same'
        when {{ a }}.geo_precision < 4 and {{ b }}.geo_precision < 4 and {{ distance_km(a, b) }} is not null
            then case
                when {{ distance_km(a, b) }} <= 3 then 'near'
                when {{ a }}.admin2 = {{ b }}.admin2 and {{ distance_km(a, b) }} <= 40 then 'near'
                when {{ a }}.admin1 <> {{ b }}.admin1 and {{ distance_km(a, b) }} > 10 then 'other_admin1'
                when {{ distance_km(a, b) }} > 15 then 'other_district'
                when {{ a }}.admin2 is null or {{ b }}.admin2 is null then 'parent'
                else 'neighbour'
            end
        when {{ a }}.admin1 is null or {{ b }}.admin1 is null
            then case
                when {{ a }}.country_code is null or {{ b }}.country_code is null then 'unknown' else 'same_country'
            end
        when {{ a }}.admin1 <> {{ b }}.admin1 then 'other_admin1'
        when coalesce({{ a }}.geo_precision, 4) >= 4 and coalesce({{ b }}.geo_precision, 4) >= 4
            then 'same_admin1_only'
        when coalesce({{ a }}.geo_precision, 4) >= 4 or coalesce({{ b }}.geo_precision, 4) >= 4 then 'parent'
        when {{ a }}.admin2 = {{ b }}.admin2 then 'near'
        else 'other_district'
    end
{%- endmacro %}

{#- Days between two windows: 0 where they meet or overlap, NULL where either is unknown. -#}
{% macro days_apart(start_a, end_a, start_b, end_b) -%}
    greatest(0, greatest({{ start_a }}, {{ start_b }}) - least({{ end_a }}, {{ end_b }}))
{%- endmacro %}
