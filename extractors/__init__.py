"""Text in, rows out: the readers and coders of Sijill, without Dagster and without DuckDB."""

CODER_VERSION = "0.1.0"
"""Version of the rules as a whole: raised whenever a change of rules can change a row."""
