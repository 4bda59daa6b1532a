with source as (
    select *
    from {{ source('raw', 'casualty_claims') }}
),

articles as (
    select
        article_id,
        version_id,
        arrival_date,
        version,
        n_versions,
        is_current
    from {{ ref('stg_articles') }}
),

renamed as (
    select
        -- ids
        source.claim_id,
        source.article_id,
        source.version_id,
        source.rule_id,
        source.place_id,
        source.source_actor_id,
        source.victim_actor_id,
        source.perpetrator_actor_id,
        source.repeats_claim_id,
        source.part_of_claim_id,
        -- text
        source.language,
        source.evidence,
        source.place_text,
        source.country_code,
        source.admin1,
        source.admin1_pcode,
        source.admin2,
        source.admin2_pcode,
        source.time_text,
        source.source_text,
        source.source_kind,
        source.modality,
        source.scope,
        source.outcome,
        source.count_text,
        source.bound,
        source.victim_text,
        source.victim_group,
        source.victim_kind,
        source.perpetrator_text,
        source.perpetrator_group,
        source.perpetrator_basis,
        source.method,
        -- numbers
        source.claim_index,
        source.evidence_start,
        source.evidence_end,
        source.span_start,
        source.span_end,
        source.confidence,
        source.latitude,
        source.longitude,
        source.geo_precision,
        source.date_precision,
        source.count,
        source.count_low,
        source.count_high,
        -- times
        source.date_start,
        source.date_end,
        source.arrival_date,
        -- state
        articles.version,
        articles.n_versions,
        articles.is_current,
        -- run metadata
        source.coder_version,
        source.run_id,
        source.extracted_at
    from source
    inner join articles
        on
            source.article_id = articles.article_id
            and source.version_id = articles.version_id
            and source.arrival_date = articles.arrival_date
)

select *
from renamed
qualify row_number() over (partition by claim_id, version_id order by claim_index) = 1
