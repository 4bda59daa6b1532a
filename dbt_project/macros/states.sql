{#-
  How an incremental model knows what to build again.

  Each row carries the state of what it was made of: `article_state` (which versions of the article there
  are, and who coded them) or `event_state` (the claims of the event and what else its figures rest on).
  Before a model is built, rows that its source does not hold in the same state are deleted; the model then
  inserts what it does not hold.  So it makes no difference what arrived, was coded again or was retracted
  since the last build, nor whether that build was killed half-way or was of one model only: the tables are
  those of a full refresh.  Only other rules (models, macros, seeds) ask for a full refresh; orchestration/dbt.py
  sees to it.
-#}

{#-
  Pre-hook: deletes the rows whose `key` stands in `source` with another state, or not at all.
  `held` is the name of the key in the model where it is another.
-#}
{% macro forget_changed(source, key, held=none) -%}
    {%- if is_incremental() -%}
        {%- set state = key | replace('_id', '_state') -%}
        delete from {{ this }} as held
        where not exists (
            select 1 from {{ ref(source) }} as source
            where source.{{ key }} = held.{{ held or key }} and source.{{ state }} = held.{{ state }}
        )
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}

{#- Condition: `column` holds a key of which the model has no row yet. -#}
{% macro is_missing(column, key=none) -%}
    {%- if is_incremental() -%}
        {{ column }} not in (select held.{{ key or column.split('.')[-1] }} from {{ this }} as held)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#-
  The same of the rows of the table `source`, under the name `row` where others stand beside it.  By row number:
  DuckDB then reads no other column of the rows that are there already, which are nearly all.  `condition` leaves out
  what the model never holds.
-#}
{% macro is_missing_row(source, key, condition='true', row=none) -%}
    {%- if is_incremental() -%}
        {{ row ~ '.' if row }}rowid in (
            select lacking.rowid from {{ ref(source) }} as lacking
            where {{ condition }} and lacking.{{ key }} not in (select held.{{ key }} from {{ this }} as held)
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- Query: the events of which the model has no row yet (under the name `held`), with their states in `source`. -#}
{% macro due_events(condition='true', source='int_event_states', held=none) -%}
    select
        event_id,
        event_state
    from {{ ref(source) }}
    where {{ condition }} and {{ is_missing('event_id', held) }}
{%- endmacro %}

{#- Query: the articles of which the model has no row yet, with their states. -#}
{% macro due_articles() -%}
    select
        article_id,
        article_state
    from {{ ref('int_article_records') }}
    where {{ is_missing('article_id') }}
{%- endmacro %}

{#- Pre-hook of int_text_links: what is gone or changed has to be compared anew. -#}
{% macro forget_unlinked() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where
            article_a not in (select article_id from {{ ref('int_text_sketches') }} where is_compared)
            or article_b not in (select article_id from {{ ref('int_text_sketches') }} where is_compared)
    {%- else -%}
        update {{ ref('int_text_sketches') }} set is_compared = false where is_compared
    {%- endif -%}
{%- endmacro %}

{#- What analysts decided, by mentions: decisions name claims, whatever has become of them. -#}
{% macro decided_pairs() -%}
    select
        least(a.mention_id, b.mention_id) as mention_a,
        greatest(a.mention_id, b.mention_id) as mention_b,
        -- "different" is the careful answer where two analysts disagree.
        min(claims_a.decision) as decision
    from {{ ref('int_decided_claims') }} as claims_a
    inner join {{ ref('int_decided_claims') }} as claims_b on claims_a.decision_id = claims_b.decision_id
    inner join {{ ref('int_claim_mentions') }} as a on claims_a.claim_id = a.claim_id and claims_a.claim_end = 'a'
    inner join {{ ref('int_claim_mentions') }} as b on claims_b.claim_id = b.claim_id and claims_b.claim_end = 'b'
    where a.mention_id <> b.mention_id and a.article_id <> b.article_id
    group by all
{%- endmacro %}

{#- Pre-hook of int_mention_candidates: mentions on which a decision was made or taken back are compared anew. -#}
{% macro unpair_redecided() -%}
    {%- if is_incremental() -%}
        update {{ ref('int_mentions') }} set is_paired = false
        where mention_id in (
            select unnest([coalesce(held.mention_a, now.mention_a), coalesce(held.mention_b, now.mention_b)])
            from (select * from {{ this }} where decision is not null) as held
            full outer join ({{ decided_pairs() }}) as now
                on held.mention_a = now.mention_a and held.mention_b = now.mention_b
            where held.decision is distinct from now.decision
        )
    {%- else -%}
        update {{ ref('int_mentions') }} set is_paired = false where is_paired
    {%- endif -%}
{%- endmacro %}

{#- Pre-hook: deletes the pairs of mentions that are gone or have to be compared anew. -#}
{% macro forget_unpaired() -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where
            mention_a not in (select mention_id from {{ ref('int_mentions') }} where is_paired)
            or mention_b not in (select mention_id from {{ ref('int_mentions') }} where is_paired)
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}

{#- Pre-hook of int_mention_pairs: deletes the pairs for which their mentions have found nearer ones since. -#}
{% macro forget_crowded_out() -%}
    {%- if is_incremental() -%}
        delete from {{ this }} as held
        where exists (
            select 1 from {{ ref('int_mentions_crowded_out') }} as crowded_out
            where crowded_out.mention_a = held.mention_a and crowded_out.mention_b = held.mention_b
        )
    {%- else -%}
        select 1
    {%- endif -%}
{%- endmacro %}
