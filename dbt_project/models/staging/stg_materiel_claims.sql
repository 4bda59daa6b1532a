{{ staged('materiel_claims', claim_columns() + [
    'owner_actor_id', 'by_actor_id', 'item_text', 'item', 'action', 'bound', 'owner_text', 'owner_group',
    'by_text', 'by_group', 'count', 'count_low', 'count_high',
]) }}
