"""How dbt builds a register, and what took longest."""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.measure import Cost, command
from orchestration import dbt

_SLOWEST = 12
_RESULTS = "run_results.json"


def build(warehouse: Path, target: Path, arguments: Sequence[str]) -> tuple[Cost, dict[str, float]]:
    """Run dbt as the register does; its cost, and the seconds of each model and test.

    Raises BenchmarkError where dbt fails, a failing test included.
    """
    target.mkdir(exist_ok=True)
    cost = command(
        [str(dbt.executable()), "--quiet", *arguments],
        dbt.PROJECT,
        dbt.environment(warehouse, target),
    )
    results = json.loads((target / _RESULTS).read_text(encoding="utf-8"))["results"]
    return cost, {result["unique_id"]: float(result["execution_time"]) for result in results}


def print_slowest(title: str, builds: Sequence[tuple[str, dict[str, float]]]) -> None:
    """The models and tests that took longest in the last of the builds, (name, seconds by node) each."""
    last = builds[-1][1]
    nodes = sorted(last, key=lambda node: -last[node])[:_SLOWEST]
    rows = [(node.split(".")[2], *(models.get(node, 0.0) for _, models in builds)) for node in nodes]
    report.table(title, ("node", *(name for name, _ in builds)), rows)
