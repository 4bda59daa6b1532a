{{ staged('extraction_errors', [
    'error_id', 'stage', 'error_type', 'message', 'remedy',
]) }}
