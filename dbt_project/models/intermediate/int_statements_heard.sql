{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_statements', 'event_id') }}"
) }}

-- Which statements set the figures of a side and an outcome, and why the others do not.
{% set one = 'event_id, measure, outcome, side' -%}
with statements as (
    select
        statements.*,
        reliability.preference,
        reliability.reliability,
        -- Copies of one story that give the same number: one wording.  A corrected number is another one, in however
        -- many words the two texts agree.
        {{ digest(['source_article_id', 'speaker', 'low', 'best', 'high']) }} as wording
    from {{ ref('int_event_statements') }} as statements
    inner join {{ ref('source_reliability') }} as reliability
        on statements.reliability_kind = reliability.source_kind
    where {{ is_missing_row('int_event_statements', 'event_id', row='statements') }}
),

-- A publisher's later report revises its earlier one; the same wording printed again revises nothing.
printed as (
    select
        *,
        publisher is null
        or published is null
        or max(published) over (partition by {{ one }}, publisher, wording)
        = max(published) over (partition by {{ one }}, publisher) as is_latest
    from statements
),

-- A wording speaks once, and no more once one of those who printed it has revised it: so it makes no
-- difference which of them speaks, nor how many there are.
worded as (
    select
        *,
        not bool_and(is_latest) over (partition by {{ one }}, wording) as is_revised,
        row_number() over (partition by {{ one }}, wording order by published nulls last, article_id) > 1 as is_copy
    from printed
),

standing as (
    select * from worded
    where not is_revised and not is_copy
),

-- A party is heard on its enemy's dead where nobody else speaks, a vague word where nobody tells a number.
ranked as (
    select
        *,
        preference > min(preference) over (partition by {{ one }}) as is_outranked,
        told_as = 'word'
        and bool_or(told_as = 'number') over (partition by {{ one }}, preference) as is_vague
    from standing
),

-- Tolls rise, and whoever counts bodies corrects others: a later day's greater number from a source as reliable
-- overtakes an earlier one, and so does a lesser one from a source more reliable.
overtaken as (
    select distinct
        earlier.event_id,
        earlier.measure,
        earlier.outcome,
        earlier.side,
        earlier.wording
    from ranked as earlier
    inner join ranked as later using ({{ one }})
    where
        later.published > earlier.published
        and not (earlier.is_outranked or earlier.is_vague or later.is_outranked or later.is_vague)
        and (
            (later.best > earlier.best and later.reliability >= earlier.reliability)
            or (later.best < earlier.best and later.reliability > earlier.reliability)
        )
)

select
    worded.* exclude (is_latest, is_revised, is_copy),
    case
        when worded.is_revised then 'revised'
        when worded.is_copy then 'copy'
        when ranked.is_outranked then 'outranked'
        when ranked.is_vague then 'vague'
        when overtaken.event_id is not null then 'overtaken'
        else 'preferred'
    end as hearing
from worded
left join ranked using ({{ one }}, article_id, speaker)
left join overtaken
    on
        worded.event_id = overtaken.event_id
        and worded.measure = overtaken.measure
        and worded.outcome = overtaken.outcome
        and worded.side = overtaken.side
        and worded.wording = overtaken.wording
