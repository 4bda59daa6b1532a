"""The bank of short articles about days (days_told.jsonl), and the calendar of feasts."""

from datetime import date, timedelta

import pytest
from ar_coding import PUBLISHED, code

from extractors.languages.ar.feasts import Feast, feasts
from extractors.records import CasualtyClaim
from tests.unit.languages.banks import entries

BANK = entries(__file__, "days_told.jsonl")


def days(claim: CasualtyClaim) -> str | None:
    if claim.date_end is None:
        return None
    first, last = (str(day)[2:].removeprefix("18-") for day in (claim.date_start, claim.date_end))
    return last if first == last else f"{first} {last}"


@pytest.mark.parametrize("entry", BANK, ids=lambda entry: entry["id"])
def test_days_told(entry: dict) -> None:
    published = date.fromisoformat(entry["published"]) if "published" in entry else PUBLISHED
    assert [days(claim) for claim in code(entry["text"], published).casualties] == entry["days"]


@pytest.mark.parametrize("feast", feasts(), ids=lambda feast: feast.id)
def test_feasts(feast: Feast) -> None:
    gaps = [b - a for a, b in zip(feast.first, feast.first[1:], strict=False)]
    assert all(timedelta(days=353) <= gap <= timedelta(days=356) for gap in gaps)  # a lunar year
    context = " وتدور معارك بين المقاومة الشعبية والحوثيين في محافظة مأرب اليمنية."
    (claim,) = code(feast.example + context, feast.first[-1] + timedelta(days=5)).casualties
    assert claim.date_start == claim.date_end == feast.first[-1]
