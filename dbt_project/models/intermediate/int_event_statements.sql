{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_states', 'event_id') }}"
) }}

-- What one speaker in one article says about one side and one outcome of an event.
with due as (
    {{ due_events('has_counted_casualties') }}
),

members as (
    select
        members.claim_id,
        members.article_id,
        due.*
    from {{ ref('int_event_members') }} as members
    inner join due on members.event_id = due.event_id
),

counted as (
    select *
    from {{ ref('int_claims_counted') }}
    where article_id in (select members.article_id from members)
),

named as (
    select
        article_id,
        source_text,
        min(evidence_start) as first_cited,
        list_filter(
            regexp_split_to_array(lower(source_text), '[^\p{L}\p{N}]+'), lambda word: length(word) > 3
        ) as words
    from counted
    where source_text is not null
    group by article_id, source_text
),

-- "The office" is the office that the article has named in full: the first speaker who has all its words.
speakers as (
    select
        named.article_id,
        named.source_text,
        arg_min(fuller.source_text, (fuller.first_cited, fuller.source_text)) as speaker
    from named
    inner join named as fuller
        on
            named.article_id = fuller.article_id
            and (
                named.source_text = fuller.source_text
                or (len(named.words) > 0 and list_has_all(fuller.words, named.words))
            )
    group by named.article_id, named.source_text
),

-- What ACLED writes down for a vague word.
conventions as (
    select
        counted.claim_id,
        min(words.acled_convention) as acled_count
    from counted
    inner join {{ ref('vague_words') }} as words
        on
            counted.language = words.language
            and list_contains(regexp_split_to_array(lower(counted.count_text), '[^\p{L}\p{N}]+'), words.word)
    where counted.bound = 'vague'
    group by counted.claim_id
),

claims as (
    select
        members.event_id,
        members.event_state,
        claims.* exclude (article_state),
        coalesce(speakers.speaker, '') as speaker,
        case
            when claims.source_kind = 'party' and actors.side is not null and actors.side <> claims.target_side
                then 'party_on_enemy'
            else coalesce(claims.source_kind, 'none')
        end as reliability_kind,
        -- "more than 100" states 100 and cannot mean less than 101.
        case when claims.bound <> 'at_most' then greatest(claims.count, claims.count_low) end as count_best,
        case
            when claims.bound = 'at_most' then 'limit'
            when claims.bound in ('vague', 'unstated') then 'word'
            else 'number'
        end as told_as,
        case
            when claims.bound = 'vague' then coalesce(conventions.acled_count, claims.count_low)
            else coalesce(claims.count, claims.count_low)
        end as count_acled,
        parents.target_side as parent_side,
        parents.claim_id is not null as is_part
    from counted as claims
    inner join members on claims.claim_id = members.claim_id
    left join counted as parents
        on claims.part_of_claim_id = parents.claim_id and claims.outcome = parents.outcome
    left join conventions on claims.claim_id = conventions.claim_id
    left join speakers on claims.article_id = speakers.article_id and claims.source_text = speakers.source_text
    left join {{ ref('int_actor_sides') }} as actors on claims.source_actor_id = actors.actor_id
    where claims.kind = 'casualty'
),

-- A part is never added to its total.  Among its own side it is inside the total already; of another
-- side it still tells how many of that side, but it does not enter the event's total again.
measured as (
    select
        *,
        'side' as measure
    from claims
    where not is_part or parent_side <> target_side
    union all
    select
        *,
        'total' as measure
    from claims
    where not is_part
),

-- "a soldier and two officers": several numbers side by side in one sentence, each with victims of its
-- own, are different people and are added.  Nothing else is.
phrases as (
    select
        event_id,
        event_state,
        measure,
        article_id,
        speaker,
        outcome,
        target_side,
        evidence_start,
        -- Outside the theatre all named actors share one group: there the actor tells them apart.
        list_sort(list_distinct(list(
            if(target_group = 'OTHER', coalesce(target_actor_id, target_group), target_group)
        ))) as target_groups,
        count(*) > 1
        and count(*) = count(distinct lower(target_text))
        and count(*) = count(count_best)
        and max(span_end) - min(span_start) <= 80 as is_list,
        case when is_list then sum(count_low) else max(count_low) end as count_low,
        case when is_list then sum(count_best) else max(count_best) end as count_best,
        case when is_list then sum(count_acled) else max(count_acled) end as count_acled,
        case
            when count(count_high) < count(*) then null
            when is_list then sum(count_high)
            else max(count_high)
        end as count_high,
        -- number before limit before word
        arg_min(told_as, case told_as when 'number' then 1 when 'limit' then 2 else 3 end) as told_as,
        arg_min(reliability_kind, (span_start, claim_id)) as reliability_kind,
        max(confidence) as confidence,
        list_sort(list(claim_id)) as claim_ids
    from measured
    group by all
),

-- Of what one speaker says in several sentences the greatest number holds; the lesser ones are taken
-- for parts of it.
groups as (
    select
        event_id,
        event_state,
        measure,
        article_id,
        speaker,
        outcome,
        target_side,
        target_groups,
        arg_max(
            struct_pack(
                low := count_low, best := count_best, high := count_high, acled := count_acled,
                told_as := told_as, kind := reliability_kind
            ),
            (coalesce(count_best, count_high, 0), -evidence_start)
        ) as said,
        max(confidence) as confidence,
        list_sort(flatten(list(claim_ids))) as claim_ids
    from phrases
    group by all
),

statements as (
    select
        groups.event_id,
        groups.event_state,
        groups.measure,
        groups.article_id,
        groups.speaker,
        groups.outcome,
        groups.target_side as side,
        arg_max(groups.said, (coalesce(groups.said.best, groups.said.high, 0), groups.target_groups)) as said,
        -- Two groups of one side told in two places of an article may be different people: best and low keep to the
        -- greater, high allows for both.  A list that names both has added them already.
        case
            when count(groups.said.high) = count(*)
                then greatest(
                    sum(groups.said.high) filter (where len(groups.target_groups) = 1), max(groups.said.high)
                )
        end as high,
        max(groups.confidence) as confidence,
        list_sort(flatten(list(groups.claim_ids))) as claim_ids
    from groups
    group by all
)

select
    statements.event_id,
    statements.event_state,
    statements.measure,
    statements.article_id,
    statements.speaker,
    statements.outcome,
    statements.side,
    articles.publisher,
    articles.published,
    copies.source_article_id,
    -- sums are of a type that costs fifty times as much to read
    statements.said.low::bigint as low,
    statements.said.best::bigint as best,
    statements.high::bigint as high,
    statements.said.told_as,
    statements.said.acled::bigint as acled,
    statements.said.kind as reliability_kind,
    statements.confidence,
    statements.claim_ids
from statements
inner join {{ ref('stg_articles') }} as articles
    on statements.article_id = articles.article_id and articles.is_current
inner join {{ ref('int_text_copies') }} as copies on statements.article_id = copies.article_id
