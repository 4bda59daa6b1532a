with source as (
    select *
    from {{ source('raw', 'rejected_articles') }}
),

renamed as (
    select
        -- ids
        reject_id,
        -- text
        origin,
        reason,
        message,
        remedy,
        duplicate_of,
        version_id,
        resolution,
        -- numbers
        origin_line,
        size,
        -- times
        retrieved_at,
        resolved_on,
        arrival_date,
        -- run metadata
        landed_at,
        run_id,
        rejected_at
    from source
)

select *
from renamed
qualify row_number() over (partition by reject_id order by arrival_date) = 1
