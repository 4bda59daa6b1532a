{{ config(materialized='table') }}

with source as (
    select *
    from {{ source('raw', 'places') }}
),

renamed as (
    select
        place_id,
        name,
        level,
        country_code,
        admin1,
        admin1_pcode,
        admin2,
        admin2_pcode,
        latitude,
        longitude,
        geo_precision
    from source
)

select *
from renamed
where place_id is not null
qualify row_number() over (partition by place_id order by geo_precision, name) = 1
