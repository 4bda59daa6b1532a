{#- The words of a text as lists of cues write them: lower case, Arabic with bare alifs and without short vowels, joined
    particles (and, then, by, for) cut off where the article follows. -#}
{% macro plain_words(text) -%}
    list_transform(
        list_filter(
            regexp_split_to_array(
                translate(
                    regexp_replace(lower({{ text }}), '[\x{064B}-\x{0652}\x{0640}]', '', 'g'), 'أإآ', 'ااا'
                ),
                '[^\p{L}]+'
            ),
            lambda word: word not in ('', 'و')
        ),
        lambda word: regexp_replace(word, '^[وفبك]{0,2}(ال|لل)', 'ال')
    )
{%- endmacro %}

{#- Runs of one to `most` words that begin at each of the places `starts` of a list of words. -#}
{% macro runs_of_words(words, starts, most) -%}
    flatten(list_transform(
        {{ starts }}, lambda first: list_transform(
            range({{ most }}), lambda more: array_to_string({{ words }}[first:first + more], ' ')
        )
    ))
{%- endmacro %}
