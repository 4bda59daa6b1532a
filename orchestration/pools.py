"""Pools of concurrency; `dagster.yaml` limits each to one step at a time."""

WAREHOUSE = "warehouse"
"""Every step that opens the working DuckDB file: DuckDB lets one process write, alone."""

CODER = "coder"
"""Coding uses every core by itself; two at a time would only be slower."""
