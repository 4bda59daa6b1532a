{{ staged('casualty_claims', claim_columns() + [
    'victim_actor_id', 'perpetrator_actor_id', 'repeats_claim_id', 'part_of_claim_id', 'outcome',
    'count_text', 'bound', 'victim_text', 'victim_group', 'victim_kind', 'perpetrator_text',
    'perpetrator_group', 'perpetrator_basis', 'method', 'count', 'count_low', 'count_high',
]) }}
