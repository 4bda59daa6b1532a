{{ config(materialized='view') }}

{{ asserted('control', {
    'action': 'outcome',
    'actor_id': 'agent_actor_id',
    'actor_group': 'agent_group',
    'loser_actor_id': 'target_actor_id',
    'loser_group': 'target_group',
}) }}
