with mentions as (
    select * from {{ ref('int_mentions') }}
),

blocks as (
    select * from {{ ref('int_mention_blocks') }}
),

met as (
    select distinct
        a.mention_id as mention_a,
        b.mention_id as mention_b
    from blocks as a
    inner join blocks as b on a.block = b.block and a.mention_id < b.mention_id
),

-- Decisions of an analyst name claims, which keep their ids; they bring a pair in even if no block does.
decided as (
    select
        least(a.mention_id, b.mention_id) as mention_a,
        greatest(a.mention_id, b.mention_id) as mention_b,
        -- "different" is the careful answer where two analysts disagree.
        min(decisions.decision) as decision
    from {{ ref('review_decisions') }} as decisions
    inner join {{ ref('int_claim_mentions') }} as a on decisions.claim_id_a = a.claim_id
    inner join {{ ref('int_claim_mentions') }} as b on decisions.claim_id_b = b.claim_id
    where a.mention_id <> b.mention_id
    group by all
),

candidates as (
    select
        mention_a,
        mention_b
    from met
    union
    select
        mention_a,
        mention_b
    from decided
),

-- The most telling of the outcomes that both mentions count.
count_levels as (
    select
        candidates.mention_a,
        candidates.mention_b,
        case
            when not list_has_any(a.exact_counts, b.exact_counts)
                then case
                    when a.count_high < b.count_low
                        then case when b.count_low >= 1.5 * a.count_high then 'far_apart' else 'apart' end
                    when b.count_high < a.count_low
                        then case when a.count_low >= 1.5 * b.count_high then 'far_apart' else 'apart' end
                    else 'overlap'
                end
            when list_max(list_intersect(a.exact_counts, b.exact_counts)) >= 10 then 'equal_large'
            when list_max(list_intersect(a.exact_counts, b.exact_counts)) >= 3 then 'equal_middle'
            else 'equal_small'
        end as level
    from candidates
    inner join {{ ref('int_mention_counts') }} as a on candidates.mention_a = a.mention_id
    inner join {{ ref('int_mention_counts') }} as b
        on
            candidates.mention_b = b.mention_id
            and a.outcome = b.outcome
            and (a.target_side = b.target_side or a.target_side = 'UNDIVIDED' or b.target_side = 'UNDIVIDED')
),

counted as (
    select
        count_levels.mention_a,
        count_levels.mention_b,
        -- The best agreement and the worst disagreement are both heard.
        arg_max(count_levels.level, weights.points) as best_level,
        arg_min(count_levels.level, weights.points) as worst_level,
        greatest(max(weights.points), 0) + least(min(weights.points), 0) as points
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
        decided.decision,
        case
            when a.window_basis = 'none' or b.window_basis = 'none' then 'unknown'
            when
                {{ days_apart('a.window_start', 'a.window_end', 'b.window_start', 'b.window_end') }} > 3
                then 'excluded'
            when {{ days_apart('a.window_start', 'a.window_end', 'b.window_start', 'b.window_end') }} > 1 then 'apart'
            when {{ days_apart('a.window_start', 'a.window_end', 'b.window_start', 'b.window_end') }} = 1 then 'near'
            when
                a.window_start = b.window_start and a.window_end = b.window_end and a.window_start = a.window_end
                and a.window_basis = 'told' and b.window_basis = 'told'
                then 'same_day'
            else 'overlap'
        end as date_level,
        {{ place_relation('a', 'b') }} as place_level,
        case
            when len(a.target_sides) is null or len(b.target_sides) is null then 'unknown'
            when list_has_any(a.target_sides, b.target_sides) then 'same'
            when
                list_has_any(a.target_sides, b.agent_sides) or list_has_any(b.target_sides, a.agent_sides)
                then 'mirrored'
            else 'apart'
        end as target_level,
        case
            when len(a.agent_sides) is null or len(b.agent_sides) is null then 'unknown'
            when list_has_any(a.agent_sides, b.agent_sides) then 'same'
            when
                list_has_any(a.agent_sides, b.target_sides) or list_has_any(b.agent_sides, a.target_sides)
                then 'mirrored'
            else 'apart'
        end as agent_level,
        case
            when len(a.method_families) is null or len(b.method_families) is null then 'unknown'
            when list_has_any(a.method_families, b.method_families) then 'same'
            else 'apart'
        end as method_level,
        case when list_has_any(a.source_actor_ids, b.source_actor_ids) then 'same' else 'unknown' end
            as speaker_level,
        coalesce(counted.best_level, 'unknown') as count_level,
        coalesce(counted.worst_level, 'unknown') as count_worst_level,
        coalesce(counted.points, 0) as count_points,
        -- Share of the words of the shorter evidence that stand in the other.
        case
            when a.language = b.language
                then
                    len(list_intersect(a.evidence_words, b.evidence_words))
                    / greatest(least(len(a.evidence_words), len(b.evidence_words)), 1)
            else 0
        end as common_words
    from candidates
    inner join mentions as a on candidates.mention_a = a.mention_id
    inner join mentions as b on candidates.mention_b = b.mention_id
    left join counted
        on candidates.mention_a = counted.mention_a and candidates.mention_b = counted.mention_b
    left join decided
        on candidates.mention_a = decided.mention_a and candidates.mention_b = decided.mention_b
    where a.article_id <> b.article_id and a.scope = b.scope
),

levelled as (
    select
        *,
        case
            when common_words >= 0.9 then 'copy'
            when common_words >= 0.5 then 'close'
            when common_words >= 0.25 then 'some'
            else 'unlike'
        end as text_level
    from compared
),

pointed as (
    select
        *,
        {% for field in ['date', 'place', 'target', 'agent', 'method', 'speaker', 'text'] -%}
        {{ points(field, field ~ '_level') }} as {{ field }}_points,
        {% endfor -%}
        {{ points('prior', "'all'") }} as prior_points
    from levelled
),

scored as (
    select
        *,
        prior_points + date_points + place_points + target_points + agent_points + count_points
        + method_points + speaker_points + text_points as score
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
-- The best forty of either mention: enough for any incident, and a bound on a day that everybody reports.
qualify
    decision is not null
    or least(
        row_number() over (partition by mention_a order by score desc, mention_b),
        row_number() over (partition by mention_b order by score desc, mention_a)
    ) <= 40
