-- Places of the gazetteer that an article refers to, and any that only a claim carries.
with referred as (
    select place_id from {{ ref('stg_place_mentions') }}
    union
    select place_id from {{ ref('int_claim_versions') }}
),

registered as (
    select
        *,
        true as is_registered
    from {{ ref('stg_places') }}
    where place_id in (select referred.place_id from referred)
),

named as (
    select
        place_id,
        arg_min(place_text, (arrival_date, claim_id)) as name,
        null::varchar as level,
        any_value(country_code order by claim_id) as country_code,
        any_value(admin1 order by claim_id) as admin1,
        any_value(admin1_pcode order by claim_id) as admin1_pcode,
        any_value(admin2 order by claim_id) as admin2,
        any_value(admin2_pcode order by claim_id) as admin2_pcode,
        any_value(latitude order by claim_id) as latitude,
        any_value(longitude order by claim_id) as longitude,
        any_value(geo_precision order by claim_id) as geo_precision,
        false as is_registered
    from {{ ref('int_claims') }}
    where place_id is not null and place_id not in (select place_id from registered)
    group by place_id
)

select * from registered
union all
select * from named
