with source as (
    select *
    from {{ source('raw', 'fetch_errors') }}
),

renamed as (
    select
        -- ids
        error_id,
        -- text
        source,
        url,
        reason,
        message,
        remedy,
        -- numbers
        http_status,
        attempts,
        -- times
        first_at,
        last_at,
        resolved_at,
        arrival_date
    from source
)

select *
from renamed
