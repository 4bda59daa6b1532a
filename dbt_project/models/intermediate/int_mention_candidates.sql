{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook=["{{ unpair_redecided() }}", "{{ forget_unpaired() }}"]
) }}

-- Pairs of mentions that may be of one event, and what costs little to compare of them.
with blocks as (
    select * from {{ ref('int_mention_blocks') }}
),

-- Mentions that were not compared yet; only pairs with one of them are made.
fresh as (
    select
        mention_id,
        article_id
    from {{ ref('int_mentions') }}
    where not is_paired
),

copies as (
    {{ links_both_ways() }}
),

met as (
    select
        least(a.mention_id, b.mention_id) as mention_a,
        greatest(a.mention_id, b.mention_id) as mention_b
    from blocks as a
    inner join blocks as b on a.block = b.block
    where
        a.article_id <> b.article_id
        and (a.is_open or b.is_open)
        {% if is_incremental() -%}
        and a.mention_id in (select fresh.mention_id from fresh)
        {%- else -%}
        and a.mention_id < b.mention_id
        {%- endif %}

    union

    -- Copies of one story need no block.
    select
        least(fresh.mention_id, others.mention_id) as mention_a,
        greatest(fresh.mention_id, others.mention_id) as mention_b
    from fresh
    inner join copies on fresh.article_id = copies.article_id
    inner join {{ ref('int_mentions') }} as others on copies.copy_id = others.article_id
),

decided as (
    select
        decisions.mention_a,
        decisions.mention_b,
        decisions.decision
    from ({{ decided_pairs() }}) as decisions
    inner join {{ ref('int_mentions') }} as lesser on decisions.mention_a = lesser.mention_id
    inner join {{ ref('int_mentions') }} as greater on decisions.mention_b = greater.mention_id
    where not (lesser.is_paired and greater.is_paired)
),

proposed as {% if is_incremental() -%} materialized {%- endif %} (
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

-- What follows looks at these alone where they are few: in all builds but those from nothing.
mentions as {% if is_incremental() -%} materialized {%- endif %} (
    select
        mention_id,
        article_id,
        window_start,
        window_end,
        window_basis,
        place_id,
        country_code,
        admin1,
        admin2,
        latitude,
        longitude,
        geo_precision,
        is_place_told,
        target_sides,
        target_states,
        agent_sides,
        method_families,
        source_actor_ids,
        name_words
    from {{ ref('int_mentions') }}
    {% if is_incremental() -%}
    where mention_id in (select unnest([proposed.mention_a, proposed.mention_b]) from proposed)
    {%- endif %}
),

placed as (
    select
        proposed.mention_a,
        proposed.mention_b,
        decided.decision,
        {{ days_apart('a.window_start', 'a.window_end', 'b.window_start', 'b.window_end') }} as gap,
        -- An article that tells no day is most often of the last three days before it was published.
        {{ days_apart(
            "a.window_start + if(a.window_basis = 'published', 4, 0)", 'a.window_end',
            "b.window_start + if(b.window_basis = 'published', 4, 0)", 'b.window_end'
        ) }} as likely_gap,
        case
            when a.window_basis = 'none' or b.window_basis = 'none' then 'unknown'
            when gap > 3 then 'excluded'
            when a.window_basis = 'published' or b.window_basis = 'published'
                then case when gap > 0 then 'excluded' when likely_gap > 0 then 'untold_late' else 'untold' end
            when gap > 1 then 'apart'
            when gap = 1 then 'near'
            when a.window_start = b.window_start and a.window_end = b.window_end and a.window_start = a.window_end
                then 'same_day'
            else 'overlap'
        end as date_level,
        {{ place_relation('a', 'b') }} as place_level
    from proposed
    inner join mentions as a on proposed.mention_a = a.mention_id
    inner join mentions as b on proposed.mention_b = b.mention_id
    left join decided on proposed.mention_a = decided.mention_a and proposed.mention_b = decided.mention_b
),

-- Numbers of three or more, which tell incidents apart, as far as they are exact.
numbers as (
    select
        mention_id,
        list(concat_ws(',', outcome, number)) as numbers
    from (
        select
            mention_id,
            outcome,
            unnest(exact_counts) as number
        from {{ ref('int_mention_counts') }}
        {% if is_incremental() -%}
        where mention_id in (select mentions.mention_id from mentions)
        {%- endif %}
    )
    where number >= 3
    group by mention_id
),

-- What costs little to compare, of those that meet.
weighed as (
    select
        placed.*,
        case
            when placed.place_level in ('unknown', 'same_country') or (a.is_place_told and b.is_place_told) then 'told'
            else 'carried'
        end as naming_level,
        case
            when list_has_any(a.target_states, b.target_states) then 'same_foreign'
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
        coalesce(list_has_any(numbers_a.numbers, numbers_b.numbers), false)
        or coalesce(len(list_intersect(a.name_words, b.name_words)) >= 2, false)
        or copies.article_id is not null as is_told_alike
    from placed
    inner join mentions as a on placed.mention_a = a.mention_id
    inner join mentions as b on placed.mention_b = b.mention_id
    left join numbers as numbers_a on placed.mention_a = numbers_a.mention_id
    left join numbers as numbers_b on placed.mention_b = numbers_b.mention_id
    left join copies on a.article_id = copies.article_id and b.article_id = copies.copy_id
    where
        placed.decision is not null
        or (placed.date_level <> 'excluded' and placed.place_level not in ('other_admin1', 'other_country'))
),

closeness as (
    select
        *,
        {{ points('prior', "'all'") }}
        {%- for field in ['date', 'place', 'naming', 'target', 'agent', 'method', 'speaker'] %}
        + {{ points(field, field ~ '_level') }}
        {%- endfor %} as points
    from weighed
)

-- Most of those that meet are of other days, places, sides and means.  Where these say so much against one event
-- that only an equal number, a name or a copy could outweigh it, and there is none, nothing else is compared.
select
    mention_a,
    mention_b,
    decision,
    date_level,
    place_level,
    naming_level,
    target_level,
    agent_level,
    method_level,
    speaker_level,
    -- How near they are as far as is known; what they tell alike weighs as much as an equal number.
    (points + if(is_told_alike, {{ points('count', "'equal_large'") }}, 0))::float as closeness
from closeness
where
    decision is not null
    or is_told_alike
    or points + {{ points('count', "'equal_small'") }} + {{ points('text', "'close'") }}
    >= {{ points('decision', "'review'") }}
