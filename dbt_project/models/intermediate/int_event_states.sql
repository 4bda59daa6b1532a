-- What the figures of an event rest on, in one number: its claims as they stand, of which story each article
-- is a copy, and on whose side each speaker is.
select
    members.event_id,
    bit_xor(hash(members.claim_id, members.article_state, copies.source_article_id, sides.side)) as event_state,
    bool_or(members.kind = 'casualty' and members.is_counted) as has_counted_casualties
from {{ ref('int_event_members') }} as members
inner join {{ ref('int_text_copies') }} as copies on members.article_id = copies.article_id
left join {{ ref('int_actor_sides') }} as sides on members.source_actor_id = sides.actor_id
group by members.event_id
