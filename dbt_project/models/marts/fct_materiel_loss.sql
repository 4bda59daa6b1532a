{{ config(materialized='view') }}

{{ asserted('materiel', {
    'action': 'outcome',
    'item': 'item',
    'count_text': 'count_text',
    'count': 'count',
    'bound': 'bound',
    'count_low': 'count_low',
    'count_high': 'count_high',
    'owner_actor_id': 'target_actor_id',
    'owner_group': 'target_group',
    'by_actor_id': 'agent_actor_id',
    'by_group': 'agent_group',
}) }}
