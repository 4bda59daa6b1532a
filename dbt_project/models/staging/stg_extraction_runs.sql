with source as (
    select *
    from {{ source('raw', 'extraction_runs') }}
),

renamed as (
    select
        -- numbers
        n_articles,
        n_articles_with_claims,
        n_casualty_claims,
        n_control_claims,
        n_materiel_claims,
        n_errors,
        -- times
        arrival_date,
        -- run metadata
        run_id,
        coder_version,
        started_at,
        finished_at
    from source
)

select *
from renamed
qualify row_number() over (partition by arrival_date order by finished_at desc, run_id) = 1
