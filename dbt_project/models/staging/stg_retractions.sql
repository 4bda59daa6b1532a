with source as (
    select *
    from {{ source('raw', 'retractions') }}
),

renamed as (
    select
        -- ids
        article_id,
        -- text
        action,
        reason,
        -- numbers
        position,
        -- times
        recorded_at
    from source
)

select
    article_id,
    action = 'retract' as is_retracted,
    reason,
    recorded_at
from renamed
qualify row_number() over (partition by article_id order by position desc) = 1
