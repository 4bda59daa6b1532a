with claims as (
    select
        claims.*,
        members.mention_id,
        members.founding_claim_id
    from {{ ref('int_claims') }} as claims
    inner join {{ ref('int_claim_mentions') }} as members on claims.claim_id = members.claim_id
),

-- The place that most claims of the best precision name; ties go to the one named first.
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
    from claims
    where coalesce(place_id, admin1, country_code) is not null
    group by
        mention_id, place_id, country_code, admin1, admin1_pcode, admin2, admin2_pcode,
        latitude, longitude, geo_precision
    qualify
        row_number() over (
            partition by mention_id order by geo_precision nulls last, n_votes desc, first_named, place_id, admin1
        ) = 1
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

role_words as (
    select list(word) as words
    from {{ ref('role_words') }}
),

grouped as (
    select
        mention_id,
        any_value(founding_claim_id) as founding_claim_id,
        any_value(article_id) as article_id,
        any_value(arrival_date) as arrival_date,
        any_value(published) as published,
        any_value(publisher) as publisher,
        any_value(language) as language,
        any_value(scope) as scope,
        count(*) as n_claims,
        list_sort(list_distinct(list(target_side) filter (
            where target_side <> 'UNDIVIDED' and kind = 'casualty'
        ))) as target_sides,
        list_sort(list_distinct(list(agent_side) filter (where agent_side <> 'UNDIVIDED'))) as agent_sides,
        list_sort(list_distinct(list(target_actor_id) filter (where kind = 'casualty'))) as target_actor_ids,
        list_sort(list_distinct(list(source_actor_id))) as source_actor_ids,
        list_sort(list_distinct(list(methods.family) filter (
            where methods.family not in ('unknown', 'other')
        ))) as method_families,
        list_sort(list_distinct(list(kind))) as kinds,
        -- Of victims told one by one, what is left of their words beside rank, role and origin: a name.
        list_sort(list_distinct(flatten(list(
            list_filter(
                regexp_split_to_array(lower(target_text), '[^\p{L}\p{N}]+'),
                lambda word: length(word) > 2 and not list_contains(role_words.words, word)
            )
        ) filter (where kind = 'casualty' and count = 1 and target_text is not null)))) as name_words,
        list_sort(list_distinct(flatten(list(
            list_filter(regexp_split_to_array(lower(evidence), '[^\p{L}\p{N}]+'), lambda word: length(word) > 2)
        )))) as evidence_words
    from claims
    left join {{ ref('method_types') }} as methods on claims.method = methods.method
    cross join role_words
    group by mention_id
)

select
    grouped.*,
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
    end as window_basis
from grouped
left join place_votes on grouped.mention_id = place_votes.mention_id
left join date_votes on grouped.mention_id = date_votes.mention_id
