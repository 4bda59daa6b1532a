{{ config(
    materialized='incremental', incremental_strategy='append',
    pre_hook="{{ forget_changed('int_claim_mentions', 'article_id') }}"
) }}

with claims as (
    select
        claims.*,
        -- Outside the theatre all named actors share one side: there the actor stands for it.
        case
            when claims.target_side = 'OTHER' then claims.target_actor_id
            when claims.target_side <> 'UNDIVIDED' then claims.target_side
        end as target_party,
        case
            when claims.agent_side = 'OTHER' then claims.agent_actor_id
            when claims.agent_side <> 'UNDIVIDED' then claims.agent_side
        end as agent_party,
        members.mention_id,
        members.founding_claim_id
    from {{ ref('int_claims') }} as claims
    inner join {{ ref('int_claim_mentions') }} as members on claims.claim_id = members.claim_id
    where {{ is_missing_row('int_claims', 'article_id', 'lacking.is_event_claim', row='claims') }}
),

-- The governorate that most claims name, and in it the place that most claims of the best precision name;
-- ties go to the one named first.  One claim that a sentence drew to another governorate does not move the rest.
voting as (
    select
        *,
        count(*) over (partition by mention_id, country_code, admin1) as n_area_votes
    from claims
    where coalesce(place_id, admin1, country_code) is not null
),

place_votes as (
    select
        mention_id,
        place_id,
        country_code,
        admin1,
        admin1_pcode,
        admin2,
        admin2_pcode,
        latitude,
        longitude,
        geo_precision,
        count(*) as n_votes,
        min(evidence_start) as first_named
    from voting
    group by
        mention_id, place_id, country_code, admin1, admin1_pcode, admin2, admin2_pcode,
        latitude, longitude, geo_precision, n_area_votes
    qualify
        row_number() over (
            partition by mention_id
            order by
                admin1 is null, n_area_votes desc, geo_precision nulls last, n_votes desc, first_named, place_id, admin1
        ) = 1
),

naming as (
    select
        place_votes.mention_id,
        bool_or(contains(claims.evidence, claims.place_text)) as is_place_told
    from place_votes
    inner join claims
        on place_votes.mention_id = claims.mention_id and place_votes.place_id is not distinct from claims.place_id
    group by place_votes.mention_id
),

-- The window that most claims of the best precision tell; ties go to the one told first.
date_votes as (
    select
        mention_id,
        date_start,
        date_end,
        date_precision,
        count(*) as n_votes,
        min(evidence_start) as first_told
    from claims
    where date_start is not null or date_end is not null
    group by mention_id, date_start, date_end, date_precision
    qualify
        row_number() over (
            partition by mention_id
            order by date_precision nulls last, n_votes desc, first_told, date_start nulls last, date_end nulls last
        ) = 1
),

-- Words that are no name of a person: ranks and roles, names of actors, and what the article itself
-- names as an actor or a place.
role_words as (
    select list(distinct word) as words
    from (
        select word from {{ ref('role_words') }}
        union all
        select unnest(regexp_split_to_array(lower(concat_ws(' ', name_en, name_ar)), '[^\p{L}\p{N}]+')) as word
        from {{ ref('stg_actors') }}
    ) as every_word
),

single_victims as (
    select *
    from claims
    where kind = 'casualty' and count = 1 and target_text is not null
),

named_words as (
    select
        article_id,
        list(distinct word) as words
    from (
        select
            article_id,
            unnest(regexp_split_to_array(lower(text), '[^\p{L}\p{N}]+')) as word
        from (
            select
                article_id,
                text
            from {{ ref('stg_actor_mentions') }}
            where is_current
            union all
            select
                article_id,
                text
            from {{ ref('stg_place_mentions') }}
            where is_current
        ) as mentioned
        where article_id in (select single_victims.article_id from single_victims)
    ) as every_word
    group by article_id
),

victim_words as (
    select
        claims.mention_id,
        list_sort(list_distinct(flatten(list(
            list_filter(
                regexp_split_to_array(lower(claims.target_text), '[^\p{L}\p{N}]+'),
                lambda word: length(word) > 2
                and not list_contains(role_words.words, word)
                and not list_contains(coalesce(named_words.words, []), word)
            )
        )))) as name_words
    from single_victims as claims
    left join named_words on claims.article_id = named_words.article_id
    cross join role_words
    group by claims.mention_id
),

grouped as (
    select
        mention_id,
        any_value(founding_claim_id) as founding_claim_id,
        any_value(article_id) as article_id,
        any_value(article_state) as article_state,
        min(arrival_date) as arrival_date,
        any_value(published) as published,
        any_value(publisher) as publisher,
        any_value(language) as language,
        any_value(scope) as scope,
        count(*) as n_claims,
        list_sort(list_distinct(list(target_party) filter (
            where target_party is not null and kind = 'casualty'
        ))) as target_sides,
        list_sort(list_distinct(list(agent_party) filter (where agent_party is not null))) as agent_sides,
        list_sort(list_distinct(list(target_actor_id) filter (where kind = 'casualty'))) as target_actor_ids,
        list_sort(list_distinct(list(groups.state_code) filter (
            where kind = 'casualty' and groups.state_code is distinct from country_code
        ))) as target_states,
        list_sort(list_distinct(list(source_actor_id))) as source_actor_ids,
        list_sort(list_distinct(list(methods.family) filter (
            where methods.family not in ('unknown', 'other')
        ))) as method_families,
        list_sort(list_distinct(list(kind))) as kinds,
        -- A list of names is no sign that another report names other people: only a single death or arrest is.
        coalesce(bool_and(count = 1) filter (where kind = 'casualty'), false) as has_single_victim,
        list_sort(list_distinct(flatten(list(
            list_filter(regexp_split_to_array(lower(evidence), '[^\p{L}\p{N}]+'), lambda word: length(word) > 2)
        )))) as evidence_words
    from claims
    left join {{ ref('method_types') }} as methods on claims.method = methods.method
    left join {{ ref('actor_groups') }} as groups on claims.target_group = groups.actor_group
    group by mention_id
)

select
    grouped.*,
    -- Whether a sentence of the mention names its place, or the place was carried on from elsewhere in the article.
    coalesce(naming.is_place_told, false) as is_place_told,
    -- Of victims told one by one, what is left of their words beside rank, role and origin: a name.
    victim_words.name_words,
    place_votes.* exclude (mention_id, n_votes, first_named),
    date_votes.* exclude (mention_id, n_votes, first_told),
    -- For matching only, never published: an article without a date for its event tells of the days
    -- before it was published.
    coalesce(date_votes.date_start, date_votes.date_end, grouped.published - 7) as window_start,
    coalesce(date_votes.date_end, date_votes.date_start, grouped.published) as window_end,
    case
        when date_votes.mention_id is not null then 'told'
        when grouped.published is not null then 'published'
        else 'none'
    end as window_basis,
    -- int_mention_pairs sets it once it has compared the mention with the others.
    false as is_paired
from grouped
left join place_votes on grouped.mention_id = place_votes.mention_id
left join naming on grouped.mention_id = naming.mention_id
left join date_votes on grouped.mention_id = date_votes.mention_id
left join victim_words on grouped.mention_id = victim_words.mention_id
