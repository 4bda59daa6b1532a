-- What sources.toml says of a publisher goes before the publishers that ship as a seed.
with source as (
    select *
    from {{ source('raw', 'publishers') }}
),

configured as (
    select
        -- ids
        publisher,
        named,
        -- text
        publisher_name,
        country_code,
        language,
        kind,
        stands_near,
        reliability_note
    from source
),

shipped as (
    select
        publisher,
        lower(publisher) as named,
        publisher_name,
        country_code,
        language,
        kind,
        null::varchar as stands_near,
        null::varchar as reliability_note
    from {{ ref('publishers') }}
)

select
    *,
    true as is_configured
from configured
union all
select
    *,
    false as is_configured
from shipped
where named not in (select configured.named from configured)
