{{ config(materialized='view') }}

select *
from {{ ref('int_claims') }}
where is_counted
