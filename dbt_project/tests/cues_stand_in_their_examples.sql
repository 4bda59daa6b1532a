-- A cue that its own example does not show was written in a way in which it is never found.
with worded as (
    select
        language,
        cue,
        words,
        example,
        {{ sentence_words('example') }} as example_words
    from {{ ref('incident_cues') }}
)

select
    language,
    cue,
    words,
    example
from worded
where
    not list_contains(
        if(
            cue = 'continues',
            {{ all_runs('example_words') }},
            {{ opening_runs('example_words') }}
        ), words
    )
