{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook=["{{ forget_unpaired() }}", "{{ forget_crowded_out() }}"],
    post_hook="update {{ ref('int_mentions') }} set is_paired = true where not is_paired"
) }}

with candidates as materialized (
    select candidates.*
    from {{ ref('int_mention_candidates') }} as candidates
    anti join {{ ref('int_mentions_crowded_out') }} as crowded_out
        on candidates.mention_a = crowded_out.mention_a and candidates.mention_b = crowded_out.mention_b
    {% if is_incremental() -%}
    -- by row number: nothing else is read of those that are compared already
    where
        candidates.rowid in (
            select found.rowid
            from {{ ref('int_mention_candidates') }} as found
            anti join {{ this }} as held
                on found.mention_a = held.mention_a and found.mention_b = held.mention_b
        )
    {%- endif %}
),

-- What follows looks at the mentions of these alone where they are few: in all builds but those from nothing.
mentions as {% if is_incremental() -%} materialized {%- endif %} (
    select
        mention_id,
        article_id,
        arrival_date,
        published,
        language,
        kinds,
        has_single_victim,
        name_words,
        evidence_words
    from {{ ref('int_mentions') }}
    {% if is_incremental() -%}
    where mention_id in (select unnest([candidates.mention_a, candidates.mention_b]) from candidates)
    {%- endif %}
),

-- What both mentions say about one outcome.  A number over several sides holds those of each side: such
-- two can agree but not disagree.
counts_met as (
    select
        candidates.mention_a,
        candidates.mention_b,
        a.target_side = b.target_side as is_same_side,
        coalesce(list_intersect(a.exact_counts, b.exact_counts), []) as equal_counts,
        len(coalesce(a.counts, [])) = 0 or len(coalesce(b.counts, [])) = 0 as is_vague,
        a.count_low as low_a,
        a.count_high as high_a,
        b.count_low as low_b,
        b.count_high as high_b,
        -- Tolls rise: a report that is not older and tells more does not contradict.
        case
            when a.count_high < b.count_low then coalesce(mentions_a.published <= mentions_b.published, false)
            when b.count_high < a.count_low then coalesce(mentions_b.published <= mentions_a.published, false)
        end as is_risen
    from candidates
    inner join mentions as mentions_a on candidates.mention_a = mentions_a.mention_id
    inner join mentions as mentions_b on candidates.mention_b = mentions_b.mention_id
    inner join {{ ref('int_mention_counts') }} as a on candidates.mention_a = a.mention_id
    inner join {{ ref('int_mention_counts') }} as b
        on
            candidates.mention_b = b.mention_id
            and a.outcome = b.outcome
            and (a.target_side = b.target_side or a.target_side = 'UNDIVIDED' or b.target_side = 'UNDIVIDED')
),

count_levels as (
    select
        mention_a,
        mention_b,
        case
            when list_max(equal_counts) >= 10 then 'equal_large'
            when list_max(equal_counts) >= 3 then 'equal_middle'
            when len(equal_counts) > 0 then 'equal_small'
            when high_a < low_b and low_b >= 1.5 * high_a then if(is_risen, 'risen_far', 'far_apart')
            when high_b < low_a and low_a >= 1.5 * high_b then if(is_risen, 'risen_far', 'far_apart')
            when high_a < low_b or high_b < low_a then if(is_risen, 'risen', 'apart')
            -- "Several" fits any number; "dozens" in both is as good as a number.
            when is_vague and (low_a is distinct from low_b or coalesce(low_a, 0) < 10) then 'vague'
            else 'overlap'
        end as level,
        list_filter(equal_counts, lambda number: number >= 3) as telling_counts
    from counts_met
    where is_same_side or len(equal_counts) > 0
),

counted as (
    select
        count_levels.mention_a,
        count_levels.mention_b,
        -- The best agreement and the worst disagreement are both heard, the latter by half beside an
        -- agreement: the same report was brought up to date.
        arg_max(count_levels.level, weights.points) as best_level,
        arg_min(count_levels.level, weights.points) as worst_level,
        len(list_distinct(flatten(list(count_levels.telling_counts)))) >= 2 as is_several,
        greatest(max(weights.points), 0)
        + least(min(weights.points), 0) * if(max(weights.points) >= 4, 0.5, 1) as points
    from count_levels
    inner join {{ ref('match_weights') }} as weights
        on weights.field = 'count' and count_levels.level = weights.level
    group by all
),

compared as (
    select
        candidates.mention_a,
        candidates.mention_b,
        a.article_id as article_a,
        b.article_id as article_b,
        greatest(a.arrival_date, b.arrival_date) as arrival_date,
        candidates.decision,
        candidates.date_level,
        candidates.place_level,
        candidates.naming_level,
        candidates.target_level,
        candidates.agent_level,
        candidates.method_level,
        candidates.speaker_level,
        -- Names are compared within one script; one common word may be a frequent forename.
        case
            when a.language <> b.language or coalesce(least(len(a.name_words), len(b.name_words)), 0) < 2 then 'unknown'
            when len(list_intersect(a.name_words, b.name_words)) >= 2 then 'same'
            when list_has_any(a.name_words, b.name_words) then 'unknown'
            when not (a.has_single_victim and b.has_single_victim) then 'unknown'
            else 'apart'
        end as name_level,
        -- Two reports that both count people, but none of the same side and outcome, have nothing to agree in.
        case
            when counted.is_several then 'equal_several'
            when counted.best_level is not null then counted.best_level
            when list_contains(a.kinds, 'casualty') and list_contains(b.kinds, 'casualty') then 'other'
            else 'unknown'
        end as count_level,
        coalesce(counted.worst_level, 'unknown') as count_worst_level,
        case
            when counted.is_several then {{ points('count', "'equal_several'") }}
            when counted.points is not null then counted.points
            when list_contains(a.kinds, 'casualty') and list_contains(b.kinds, 'casualty')
                then {{ points('count', "'other'") }}
            else 0
        end as count_points,
        -- Share of the words of the shorter evidence that stand in the other; NULL across languages.
        case
            when a.language = b.language
                then
                    len(list_intersect(a.evidence_words, b.evidence_words))
                    / greatest(least(len(a.evidence_words), len(b.evidence_words)), 1)
        end as common_words
    from candidates
    inner join mentions as a on candidates.mention_a = a.mention_id
    inner join mentions as b on candidates.mention_b = b.mention_id
    left join counted
        on candidates.mention_a = counted.mention_a and candidates.mention_b = counted.mention_b
),

levelled as (
    select
        *,
        case
            when common_words is null then 'unknown'
            when common_words >= 0.9 then 'copy'
            when common_words >= 0.4 then 'close'
            when common_words >= 0.25 then 'some'
            when common_words >= 0.12 then 'little'
            else 'unlike'
        end as text_level
    from compared
),

pointed as (
    select
        *,
        {% for field in ['date', 'place', 'naming', 'target', 'agent', 'method', 'speaker', 'name', 'text'] -%}
        {{ points(field, field ~ '_level') }} as {{ field }}_points,
        {% endfor -%}
        {{ points('prior', "'all'") }} as prior_points
    from levelled
),

scored as (
    select
        *,
        prior_points + date_points + place_points + naming_points + target_points + agent_points + count_points
        + method_points + speaker_points + name_points + text_points as score
    from pointed
)

select
    {{ digest(['mention_a', 'mention_b']) }} as pair_id,
    mention_a,
    mention_b,
    article_a,
    article_b,
    arrival_date,
    date_level,
    date_points,
    place_level,
    place_points,
    naming_level,
    naming_points,
    target_level,
    target_points,
    agent_level,
    agent_points,
    count_level,
    count_worst_level,
    count_points,
    method_level,
    method_points,
    speaker_level,
    speaker_points,
    name_level,
    name_points,
    round(common_words, 3) as common_words,
    text_level,
    text_points,
    prior_points,
    round(score, 3) as score,
    decision,
    case
        when decision = 'same' then 'join'
        when decision = 'different' then 'forbidden'
        when date_level = 'excluded' or place_level in ('other_admin1', 'other_country') then 'forbidden'
        when score >= {{ points('decision', "'join'") }} then 'join'
        when score >= {{ points('decision', "'review'") }} then 'review'
        else 'apart'
    end as verdict
from scored
