{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_event_states', 'event_id') }}"
) }}

-- What all marts need to know of an event besides its figures: when, where, who, how.
with due as (
    {{ due_events() }}
),

claims as (
    select
        due.event_id,
        due.event_state,
        members.founding_claim_id,
        members.mention_id,
        claims.* exclude (article_state),
        coalesce(claims.source_kind, 'none') as reliability_kind,
        copies.source_article_id,
        methods.family
    from {{ ref('int_claims') }} as claims
    inner join {{ ref('int_event_members') }} as members on claims.claim_id = members.claim_id
    inner join due on members.event_id = due.event_id
    inner join {{ ref('int_text_copies') }} as copies on claims.article_id = copies.article_id
    left join {{ ref('method_types') }} as methods on claims.method = methods.method
),

-- One independent source has one vote.  Of the best precision the answer with most votes wins, ties go
-- to the lesser value: nothing depends on the order of arrival.
places as (
    select
        event_id,
        place_id,
        country_code,
        admin1,
        admin1_pcode,
        admin2,
        admin2_pcode,
        latitude,
        longitude,
        geo_precision,
        arg_min(place_text, (arrival_date, claim_id)) as place_text,
        count(distinct source_article_id) as n_votes,
        count(*) as n_claims
    from claims
    where coalesce(place_id, admin1, country_code) is not null
    group by
        event_id, place_id, country_code, admin1, admin1_pcode, admin2, admin2_pcode, latitude, longitude, geo_precision
    qualify
        row_number() over (
            partition by event_id order by geo_precision nulls last, n_votes desc, n_claims desc, place_id, admin1
        ) = 1
),

dates as (
    select
        event_id,
        date_start,
        date_end,
        date_precision,
        count(distinct source_article_id) as n_votes,
        count(*) as n_claims
    from claims
    where date_start is not null or date_end is not null
    group by event_id, date_start, date_end, date_precision
    qualify
        row_number() over (
            partition by event_id
            order by date_precision nulls last, n_votes desc, n_claims desc, date_start nulls last, date_end nulls last
        ) = 1
),

methods as (
    select
        event_id,
        method,
        family,
        count(distinct source_article_id) as n_votes
    from claims
    where method <> 'unknown'
    group by event_id, method, family
    qualify row_number() over (partition by event_id order by method = 'other', n_votes desc, method) = 1
),

agents as (
    select
        event_id,
        agent_group,
        agent_side,
        count(distinct source_article_id) as n_votes,
        sum(n_votes) over (partition by event_id) as n_all_votes,
        max(case agent_basis when 'stated' then 0.9 when 'implied' then 0.6 when 'carried' then 0.5 else 0 end)
            as basis_weight,
        max(confidence) as confidence
    from claims
    where agent_side <> 'UNDIVIDED'
    group by event_id, agent_group, agent_side
    -- Of as many votes, who hurt people did it, and not who shot the missile down.
    qualify
        row_number() over (
            partition by event_id
            order by n_votes desc, count(*) filter (where kind = 'casualty') desc, agent_group
        ) = 1
),

agent_actors as (
    select
        claims.event_id,
        claims.agent_actor_id,
        count(distinct claims.source_article_id) as n_actor_votes
    from claims
    inner join agents on claims.event_id = agents.event_id and claims.agent_group = agents.agent_group
    where claims.agent_actor_id is not null
    group by claims.event_id, claims.agent_actor_id
    qualify row_number() over (partition by claims.event_id order by n_actor_votes desc, claims.agent_actor_id) = 1
),

targets as (
    select
        claims.event_id,
        claims.target_group,
        claims.target_side,
        count(distinct claims.source_article_id) as n_target_votes
    from claims
    left join agents on claims.event_id = agents.event_id
    where claims.target_side <> 'UNDIVIDED' and claims.target_side is distinct from agents.agent_side
    group by claims.event_id, claims.target_group, claims.target_side
    -- Of as many votes, fighters: an attack that hit civilians beside them is of the fight.
    qualify
        row_number() over (
            partition by claims.event_id
            order by n_target_votes desc, claims.target_side = 'CIVILIAN', claims.target_group
        ) = 1
),

target_actors as (
    select
        claims.event_id,
        claims.target_actor_id,
        count(distinct claims.source_article_id) as n_actor_votes
    from claims
    inner join targets on claims.event_id = targets.event_id and claims.target_group = targets.target_group
    where claims.target_actor_id is not null
    group by claims.event_id, claims.target_actor_id
    qualify row_number() over (partition by claims.event_id order by n_actor_votes desc, claims.target_actor_id) = 1
),

-- That it happened: what is left of doubt after every independent source has spoken.
beliefs as (
    select
        claims.event_id,
        claims.source_article_id,
        least(max(claims.confidence * reliability.reliability), 0.95) as belief
    from claims
    inner join {{ ref('source_reliability') }} as reliability on claims.reliability_kind = reliability.source_kind
    group by all
),

confidences as (
    select
        event_id,
        round(least(1 - exp(sum(ln(1 - belief) order by source_article_id)), 0.99), 3) as confidence_event
    from beliefs
    group by event_id
),

grouped as (
    select
        claims.event_id,
        any_value(claims.event_state) as event_state,
        any_value(claims.founding_claim_id) as founding_claim_id,
        any_value(claims.scope) as scope,
        min(claims.arrival_date) as first_arrival_date,
        max(claims.arrival_date) as last_arrival_date,
        count(*) as n_claims,
        count(distinct claims.article_id) as n_articles,
        count(distinct claims.publisher) as n_publishers,
        count(distinct claims.source_article_id) as independent_sources,
        count(distinct claims.language) as n_languages,
        bool_or(claims.kind = 'casualty') as has_casualties,
        bool_or(claims.kind = 'control') as has_control,
        bool_or(claims.kind = 'materiel') as has_materiel,
        coalesce(bool_and(claims.outcome = 'captured') filter (where claims.kind = 'casualty'), false)
            as is_only_captured,
        coalesce(bool_and(claims.outcome = 'withdrawn') filter (where claims.kind = 'control'), false)
            as is_only_withdrawal,
        coalesce(bool_and(claims.outcome in ('intercepted', 'downed', 'captured')) filter (
            where claims.kind = 'materiel'
        ), false) as is_weapons_disrupted,
        coalesce(bool_or(claims.target_side = 'CIVILIAN') filter (where claims.kind = 'casualty'), false)
            as has_civilian_target,
        coalesce(bool_or(claims.target_side not in ('CIVILIAN', 'UNDIVIDED')) filter (
            where claims.kind = 'casualty'
        ), false) as has_armed_target
    from claims
    group by claims.event_id
),

takers as (
    select
        event_id,
        arg_min(agent_group, (arrival_date, claim_id)) as taker_group
    from claims
    where kind = 'control' and outcome <> 'withdrawn' and agent_side <> 'UNDIVIDED'
    group by event_id
),

joined as (
    select
        grouped.*,
        case when grouped.scope = 'incident' then 1 else 2 end as event_clarity,
        dates.date_start,
        dates.date_end,
        dates.date_precision,
        places.* exclude (event_id, n_votes, n_claims),
        coalesce(methods.method, 'unknown') as method,
        coalesce(methods.family, 'unknown') as method_family,
        agents.agent_group as perpetrator_group,
        agents.agent_side as perpetrator_side,
        agent_actors.agent_actor_id as perpetrator_actor_id,
        targets.target_group,
        targets.target_side,
        target_actors.target_actor_id,
        takers.taker_group,
        confidences.confidence_event,
        round(agents.basis_weight * agents.confidence * agents.n_votes / agents.n_all_votes, 3)
            as confidence_perpetrator
    from grouped
    left join dates on grouped.event_id = dates.event_id
    left join places on grouped.event_id = places.event_id
    left join methods on grouped.event_id = methods.event_id
    left join agents on grouped.event_id = agents.event_id
    left join agent_actors on grouped.event_id = agent_actors.event_id
    left join targets on grouped.event_id = targets.event_id
    left join target_actors on grouped.event_id = target_actors.event_id
    left join takers on grouped.event_id = takers.event_id
    left join confidences on grouped.event_id = confidences.event_id
)

select
    joined.*,
    case
        when joined.is_only_withdrawal and not joined.has_casualties then 'Non-violent transfer of territory'
        when joined.has_control and joined.method_family in ('ground', 'unknown', 'other') and takers.is_government_side
            then 'Government regains territory'
        when
            joined.has_control and joined.method_family in ('ground', 'unknown', 'other')
            and joined.taker_group is not null
            then 'Non-state actor overtakes territory'
        when joined.is_only_captured and joined.method = 'detention'
            then if(agents.is_government_side, 'Arrests', 'Abduction/forced disappearance')
        when joined.is_only_captured and joined.method = 'unknown'
            then case
                when joined.has_armed_target then 'Armed clash'
                when agents.is_government_side then 'Arrests'
                else 'Abduction/forced disappearance'
            end
        when joined.has_casualties and joined.has_civilian_target and not joined.has_armed_target
            then methods.civilian_sub_event_type
        when joined.has_casualties then methods.sub_event_type
        when joined.has_control then 'Other'
        when joined.is_weapons_disrupted then 'Disrupted weapons use'
        else 'Looting/property destruction'
    end as sub_event_type,
    case
        when joined.perpetrator_group is null or joined.target_group is null then null
        when joined.is_only_withdrawal and not joined.has_casualties then null
        when joined.target_side = 'CIVILIAN' then 3
        when joined.perpetrator_side = 'CIVILIAN' then null
        when agents.is_government_side or targets.is_government_side then 1
        else 2
    end as type_of_violence
from joined
inner join {{ ref('method_types') }} as methods on joined.method = methods.method
left join {{ ref('actor_groups') }} as agents on joined.perpetrator_group = agents.actor_group
left join {{ ref('actor_groups') }} as targets on joined.target_group = targets.actor_group
left join {{ ref('actor_groups') }} as takers on joined.taker_group = takers.actor_group
