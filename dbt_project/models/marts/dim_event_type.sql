select
    sub_event_type,
    event_type,
    disorder_type,
    plover_category,
    plover_mode,
    plover_context,
    is_civilian_violence
from {{ ref('event_types') }}
