{{ config(materialized='table') }}

with source as (
    select *
    from {{ source('raw', 'actors') }}
),

renamed as (
    select
        actor_id,
        name_en,
        name_ar,
        actor_group,
        kind,
        parent_id,
        country_code,
        inter,
        side,
        valid_from,
        valid_to,
        source
    from source
)

select *
from renamed
where actor_id is not null
qualify row_number() over (partition by actor_id order by valid_from nulls first, source) = 1
