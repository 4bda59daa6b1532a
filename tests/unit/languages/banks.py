"""Banks of sentences and stories: JSON Lines beside the tests that they belong to, with comments behind `//`."""

import json
from pathlib import Path
from typing import Any


def entries(test: str, name: str) -> list[dict[str, Any]]:
    """The lines of the bank `name` beside the module `test` (its `__file__`)."""
    lines = Path(test).with_name(name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line and not line.startswith("//")]
