"""The audit: what must hold of the raw tables and of the marts, checked by Great Expectations.

Knows the records; knows nothing of Dagster.  Suites are plain data (`suites/`), so that listing the
checks costs no import of Great Expectations, which takes three seconds; `run` runs them.
"""
