{{ staged('control_claims', claim_columns() + [
    'actor_id', 'loser_actor_id', 'action', 'actor_text', 'actor_group', 'loser_text', 'loser_group',
]) }}
