"""Where rows are kept: the lake (Parquet), the working DuckDB file, the published copy."""
