select
    error_id,
    source,
    url,
    reason,
    message,
    remedy,
    http_status,
    attempts,
    resolved_at,
    arrival_date
from {{ ref('stg_fetch_errors') }}
