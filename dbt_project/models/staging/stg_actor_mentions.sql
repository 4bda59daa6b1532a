{{ staged('actor_mentions', [
    'actor_mention_id', 'actor_id', 'rule_id', 'text', 'actor_group', 'span_start', 'span_end',
]) }}
