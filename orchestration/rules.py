"""By which rules the models make their tables: under other rules all of them have to be made anew."""

import hashlib
from importlib.metadata import version

from orchestration.dbt import PROJECT
from orchestration.storage import reference

_FOLDERS = ("macros", "models", "seeds")
_FOLLOWED = "review_decisions.csv"
"""The models look at each decision of the analysts themselves."""


def rules() -> str:
    """Hash of the dbt project (models, macros, seeds), of the register of actors and of the database's version."""
    told = hashlib.sha256(version("duckdb").encode())
    for path in sorted(path for folder in _FOLDERS for path in (PROJECT / folder).rglob("*.*")):
        if path.suffix in (".sql", ".py", ".csv") and path.name != _FOLLOWED:
            told.update(f"\n{path.relative_to(PROJECT)}\n".encode() + path.read_bytes())
    told.update(str(reference.actors().to_pylist()).encode())
    return told.hexdigest()[:16]
