{#- The words of a sentence as incident_cues writes them: lower case, Arabic with bare alifs and without short vowels;
    an "and" joined to the first word, and particles joined to the article (and, then, by, as, for) are cut off. -#}
{% macro sentence_words(sentence) -%}
    list_transform(
        list_filter(
            regexp_split_to_array(
                translate(
                    regexp_replace(
                        regexp_replace(lower({{ sentence }}), '[\x{064B}-\x{0652}\x{0640}]', '', 'g'),
                        '^[^\p{L}]*و', ''
                    ), 'أإآ', 'ااا'
                ),
                '[^\p{L}]+'
            ),
            lambda word: word <> ''
        ),
        lambda word: regexp_replace(word, '^[وفبك]{0,2}(ال|لل)', 'ال')
    )
{%- endmacro %}

{#- Runs of one to four words that begin at each of the places `starts` of a list of words. -#}
{% macro runs_of_words(words, starts) -%}
    flatten(list_transform(
        {{ starts }}, lambda first: list_transform(
            range(4), lambda more: array_to_string({{ words }}[first:first + more], ' ')
        )
    ))
{%- endmacro %}

{#- The runs that a sentence begins with. -#}
{% macro opening_runs(words) -%}
    {{ runs_of_words(words, '[1]') }}
{%- endmacro %}

{#- All runs of a sentence. -#}
{% macro all_runs(words) -%}
    {{ runs_of_words(words, 'range(1, len(' ~ words ~ ') + 1)') }}
{%- endmacro %}
