{{ staged('actor_mentions', [
    'mention_id', 'actor_id', 'rule_id', 'text', 'actor_group', 'span_start', 'span_end',
]) }}
