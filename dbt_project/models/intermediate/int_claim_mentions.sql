{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_claims', 'article_id') }}"
) }}

-- Which claims of an article belong together: links between two claims, then what they reach.
with recursive claims as (
    select *
    from {{ ref('int_claims') }}
    where is_event_claim and {{ is_missing_row('int_claims', 'article_id', 'lacking.is_event_claim') }}
),

-- "Elsewhere, a mine killed two" goes over to another incident, "the blast also wounded five" stays with the one told.
worded as (
    select
        article_id,
        evidence_start,
        {{ sentence_words('max(evidence)') }} as words
    from claims
    group by article_id, evidence_start
),

cues as (
    select
        coalesce(list(words) filter (where cue = 'opens'), []) as opening,
        coalesce(list(words) filter (where cue = 'may_open'), []) as perhaps_opening,
        coalesce(list(words) filter (where cue = 'continues'), []) as continuing
    from {{ ref('incident_cues') }}
),

cued as (
    select
        worded.article_id,
        worded.evidence_start,
        list_has_any({{ all_runs('worded.words') }}, cues.continuing) as is_continuing,
        list_has_any({{ opening_runs('worded.words') }}, cues.opening)
        or not is_continuing
        and list_has_any({{ opening_runs('worded.words') }}, cues.perhaps_opening) as is_opening
    from worded
    cross join cues
),

-- From an opening on an article tells other incidents than before.
told as (
    select
        claims.*,
        cued.is_continuing,
        dense_rank() over (partition by claims.article_id, claims.scope order by claims.evidence_start)
            as sentence_number,
        sum(cued.is_opening::int) over (
            partition by claims.article_id order by claims.evidence_start range unbounded preceding
        ) as stretch
    from claims
    inner join cued on claims.article_id = cued.article_id and claims.evidence_start = cued.evidence_start
),

compared as (
    select
        a.claim_id as claim_a,
        b.claim_id as claim_b,
        coalesce(
            a.repeats_claim_id = b.claim_id or b.repeats_claim_id = a.claim_id
            or a.part_of_claim_id = b.claim_id or b.part_of_claim_id = a.claim_id, false
        ) as is_linked,
        a.evidence_start < b.evidence_end and b.evidence_start < a.evidence_end as is_same_sentence,
        a.stretch = b.stretch as is_same_stretch,
        abs(a.sentence_number - b.sentence_number) = 1
        and if(a.evidence_start < b.evidence_start, b.is_continuing, a.is_continuing) as is_continued,
        {{ place_relation('a', 'b') }} as place_relation,
        coalesce({{ days_apart('a.date_start', 'a.date_end', 'b.date_start', 'b.date_end') }}, 0) as days_apart,
        -- One number for one outcome, told again: of the same people as far as the article says.  One and two are often
        -- told of places that differ.
        coalesce(
            a.kind = b.kind and a.outcome = b.outcome and a.count = b.count
            and (a.target_side = b.target_side or a.target_side = 'UNDIVIDED' or b.target_side = 'UNDIVIDED')
            and (
                a.count >= 3 or place_relation <> 'same_country'
                or greatest(coalesce(a.geo_precision, 6), coalesce(b.geo_precision, 6)) >= 6
            ), false
        ) as is_same_number,
        coalesce(a.place_id = b.place_id and a.geo_precision < 6, false) as is_same_place_id,
        -- Two acted, and not on each other: a clash is one incident, a clash and shells on a market are two.
        coalesce(
            a.agent_side <> b.agent_side and a.agent_side <> 'UNDIVIDED' and b.agent_side <> 'UNDIVIDED'
            and not (b.target_side in (a.agent_side, 'UNDIVIDED') and a.target_side in (b.agent_side, 'UNDIVIDED')),
            false
        ) as is_agent_apart,
        coalesce(
            a.method <> b.method and a.method not in ('unknown', 'other') and b.method not in ('unknown', 'other')
            -- Whoever is seized at home is no prisoner of the fight in the same town.
            or a.method in ('abduction', 'detention')
            and b.outcome in ('killed', 'wounded') and b.method <> 'execution'
            or b.method in ('abduction', 'detention')
            and a.outcome in ('killed', 'wounded') and a.method <> 'execution', false
        ) as is_method_apart,
        -- Others suffered, not at the hands of those who suffered here, and not in the same way as far as is told.
        coalesce(
            a.target_side <> b.target_side and a.target_side <> 'UNDIVIDED' and b.target_side <> 'UNDIVIDED'
            and not (a.agent_side = b.target_side and b.agent_side = a.target_side)
            and a.method <> b.method, false
        ) as is_target_apart
    from told as a
    inner join told as b on a.article_id = b.article_id and a.scope = b.scope and a.claim_id < b.claim_id
),

links as (
    select
        claim_a,
        claim_b
    from compared
    where
        is_linked
        or (
            place_relation not in ('other_country', 'other_admin1', 'other_district', 'neighbour')
            and days_apart = 0
            and (
                is_same_sentence
                -- Other numbers of one place and time are another speaker's, an earlier toll or parts of it,
                -- unless who did it or how tells two incidents apart, or the article goes over to another.
                or (
                    (
                        is_same_number
                        or is_same_stretch and (place_relation in ('same', 'near') or is_same_place_id or is_continued)
                    )
                    and not (is_agent_apart or is_method_apart or is_target_apart)
                )
            )
        )
),

edges as (
    select
        claim_a as claim_id,
        claim_b as linked_id
    from links
    union all
    select
        claim_b as claim_id,
        claim_a as linked_id
    from links
),

reached as (
    select
        claim_id,
        claim_id as reached_id
    from claims
    union
    select
        reached.claim_id,
        edges.linked_id as reached_id
    from reached
    inner join edges on reached.reached_id = edges.claim_id
),

-- The claim that was told first, by the id under which it was first told: no correction renames an event.
roots as (
    select
        reached.claim_id,
        arg_min(told.origin_claim_id, (told.arrival_date, told.origin_claim_id)) as founding_claim_id
    from reached
    inner join claims as told on reached.reached_id = told.claim_id
    group by reached.claim_id
)

select
    claims.claim_id,
    claims.article_id,
    claims.article_state,
    claims.arrival_date,
    roots.founding_claim_id,
    {{ digest(["'incident'", 'roots.founding_claim_id']) }} as mention_id
from claims
inner join roots on claims.claim_id = roots.claim_id
