-- Candidates that are not compared, because one of the two has so many nearer ones.  Only what is hardly told at all
-- (a number, no place), or by hundreds of reports, has that many.
with sides as (
    select
        mention_a,
        mention_b,
        closeness,
        mention_a as mention_id
    from {{ ref('int_mention_candidates') }}
    where decision is null
    union all
    select
        mention_a,
        mention_b,
        closeness,
        mention_b as mention_id
    from {{ ref('int_mention_candidates') }}
    where decision is null
),

crowded as (
    select mention_id
    from sides
    group by mention_id
    having count(*) > {{ var('most_candidates') }}
),

ranked as (
    select
        mention_a,
        mention_b,
        -- Ties go to the lesser ids: nothing depends on the order of arrival.
        row_number() over (partition by mention_id order by closeness desc, mention_a, mention_b) as place
    from sides
    where mention_id in (select crowded.mention_id from crowded)
)

select distinct
    mention_a,
    mention_b
from ranked
where place > {{ var('most_candidates') }}
