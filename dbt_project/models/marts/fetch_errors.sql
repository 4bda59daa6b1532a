select * exclude (first_at, last_at)
from {{ ref('stg_fetch_errors') }}
