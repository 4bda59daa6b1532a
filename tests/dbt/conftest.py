"""Three scratch registers, each built once by a real dbt run: a full one, the same in batches, an empty one."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.scratch import DAY, NIHM, WORKING, Register, dbt, query

NEXT_DAY = DAY + timedelta(days=1)
HOUTHIS = {"victim_text": "Houthi fighters", "victim_group": "HOUTHI", "victim_kind": "combatant"}
BY_GOVERNMENT = {"perpetrator_group": "GOV", "perpetrator_basis": "stated"}
CIVILIANS = {"victim_text": "civilians", "victim_group": "CIVILIAN", "victim_kind": "civilian"}
WIRE = (
    "An agency tells of a blast at the gate of the old harbour that killed nine dock workers before noon "
    "while two ships lay at the quay, and of the smoke that stood over the roofs until the evening."
)


def first_day(register: Register) -> dict[str, str]:
    """Add what arrives on the first day; name → claim_id."""
    ids = {}
    english = register.article("english", publisher="daily.example")
    arabic = register.article("arabic", language="ar", publisher="sahifa.example")
    ids["aden_en"] = register.casualty(english, count=12, method="clash", **HOUTHIS, **BY_GOVERNMENT)
    ids["aden_ar"] = register.casualty(
        arabic, count=14, bound="at_least", count_low=14, count_high=None, method="clash", **HOUTHIS, **BY_GOVERNMENT
    )
    # another place of the same article, and the same sentence again
    ids["nihm"] = register.casualty(english, 200, count=12, **(NIHM | HOUTHIS))
    ids["nihm_again"] = register.casualty(english, 300, count=12, repeats_claim_id=ids["nihm"], **(NIHM | HOUTHIS))
    # history, what is denied, and a total over a month
    ids["history"] = register.casualty(english, 400, count=5000, scope="background")
    ids["denied"] = register.casualty(english, 500, count=3, modality="denied")
    ids["month"] = register.casualty(
        english, 600, count=140, scope="period", date_start=DAY.replace(day=1), date_end=DAY.replace(day=28)
    )

    parts = register.article("parts")
    market = {"place_text": "Ghayl", "place_id": "ye-ghayl", "country_code": "YE", "admin1": "Al Jawf"}
    market |= {"latitude": 16.3, "longitude": 44.8, "geo_precision": 1, "date_start": DAY, "date_end": DAY}
    ids["total"] = register.claim("casualty_claims", parts, count=20, **market, **CIVILIANS)
    ids["part"] = register.claim(
        "casualty_claims", parts, 30, count=5, part_of_claim_id=ids["total"], **(market | CIVILIANS)
    )
    for start, (count, victims) in enumerate([(1, "soldier"), (2, "officers")]):
        ids[f"list_{start}"] = register.claim(
            "casualty_claims",
            parts,
            50 + 20 * start,
            count=count,
            victim_text=victims,
            victim_group="GOV",
            outcome="wounded",
            **market,
        )

    for name in ("wire_a", "wire_b"):
        story = register.article(name, text=WIRE + (" Own desk." if name == "wire_b" else ""))
        ids[name] = register.casualty(story, count=9, method="bombing", **CIVILIANS)

    ids["taken"] = register.claim(
        "control_claims", arabic, 700, action="liberated", actor_group="GOV", loser_group="HOUTHI", **NIHM
    )
    ids["tanks"] = register.claim(
        "materiel_claims", arabic, 720, action="captured", item="tank", item_text="tanks", count=2, **NIHM
    )
    return ids


def second_day(register: Register) -> dict[str, str]:
    """Add what arrives on the day after: another report of the first clash, and the wire once more."""
    later = register.article("later", arrival=NEXT_DAY, published=NEXT_DAY, publisher="later.example")
    ids = {
        "aden_later": register.casualty(
            later, count=12, method="clash", source_kind="medical", source_text="a hospital", **HOUTHIS
        )
    }
    copy = register.article("wire_c", arrival=NEXT_DAY, published=NEXT_DAY, text=WIRE)
    ids["wire_c"] = register.casualty(copy, count=9, method="bombing", **CIVILIANS)
    return ids


class Built:
    """A built register: its file and the claims by name."""

    def __init__(self, path: Path, ids: dict[str, str]) -> None:
        self.path, self.ids = path, ids

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        return query(self.path, sql, *parameters)

    def event(self, name: str) -> str | None:
        """Event of the claim called `name`; None where it has none."""
        ((event,),) = self.rows("select event_id from marts.fct_claim where claim_id = ?", self.ids[name])
        return event

    def figures(self, name: str, outcome: str = "killed") -> dict[str, tuple[int | None, ...]]:
        """Side → (low, best, high) of the event of the claim called `name`."""
        found = self.rows(
            "select side, low, best, high from intermediate.int_event_estimates where event_id = ? and outcome = ?",
            self.event(name),
            outcome,
        )
        return {side: tuple(bounds) for side, *bounds in found}


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both days in one build, with every test of dbt, unit tests included."""
    path = tmp_path_factory.mktemp("whole") / WORKING
    raw = Register()
    ids = first_day(raw) | second_day(raw)
    raw.write(path)
    dbt(path, "build")
    return Built(path, ids)


@pytest.fixture(scope="session")
def batches(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same a day at a time, the rows of a day in reverse order."""
    path = tmp_path_factory.mktemp("batches") / WORKING
    raw = Register()
    ids = first_day(raw)
    raw.shuffle()
    raw.write(path)
    only_models = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
    dbt(path, "build", *only_models)
    ids |= second_day(raw)
    raw.write(path)
    dbt(path, "build", *only_models, "--exclude-resource-type", "seed")
    return Built(path, ids)


@pytest.fixture(scope="session")
def decided(tmp_path_factory: pytest.TempPathFactory, register: Built) -> Built:
    """The full register after an analyst has parted two reports that had been joined."""
    path = tmp_path_factory.mktemp("decided") / WORKING
    path.write_bytes(register.path.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "insert into reference.review_decisions (claim_id_a, claim_id_b, decision, analyst, decided_on, reason) "
            "values (?, ?, 'different', 'test', ?, 'two clashes')",
            [register.ids["aden_en"], register.ids["aden_ar"], date(2016, 3, 2)],
        )
    dbt(path, "run", "--select", "int_decided_claims+")
    return Built(path, register.ids)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register without any article, with every data test."""
    path = tmp_path_factory.mktemp("empty") / WORKING
    Register().write(path)
    dbt(path, "build", "--exclude-resource-type", "unit_test")
    return path
