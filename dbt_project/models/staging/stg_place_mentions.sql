{{ staged('place_mentions', [
    'place_mention_id', 'place_id', 'rule_id', 'text', 'country_code', 'admin1', 'span_start', 'span_end',
    'latitude', 'longitude', 'geo_precision',
]) }}
