"""The samples' gold: exact substrings, known codes, links that hold, and texts as the readers yield them."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from extractors.reading import land, read_landing
from extractors.records import (
    GROUPS,
    MATERIEL_ACTIONS,
    MATERIEL_ITEMS,
    VICTIM_KINDS,
    Article,
    RejectedArticle,
)

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
GOLD = {row["id"]: row for row in map(json.loads, (SAMPLES / "gold.jsonl").read_text("utf-8").splitlines())}
GOVERNORATES = {
    "Abyan", "Aden", "Al Bayda", "Ad Dali", "Al Hudaydah", "Al Jawf", "Al Mahrah", "Al Mahwit", "Sanaa City", "Amran",
    "Dhamar", "Hadramawt", "Hajjah", "Ibb", "Lahij", "Marib", "Raymah", "Saada", "Sanaa", "Shabwah", "Socotra", "Taizz",
}  # fmt: skip
COUNTRIES = {"SA", "SD", "SY", "UA"}
ROWS = [(key, kind, row) for key, article in GOLD.items() for kind in ("casualties", "control", "materiel")
        for row in article[kind]]  # fmt: skip
ARRIVED = date(2026, 11, 20)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[Article | RejectedArticle]:
    files = land([SAMPLES / "landing"], tmp_path_factory.mktemp("landing"), ARRIVED)
    return list(read_landing(files, arrival_date=ARRIVED, run_id="test"))


@pytest.mark.parametrize(("key", "kind", "row"), ROWS)
def test_quoted_fields_are_exact_substrings(key, kind, row):
    text, evidence = GOLD[key]["text"], row["evidence"]
    assert text.count(evidence) == 1
    assert evidence == evidence.strip()
    for field in ("count_text", "victim_text", "item_text"):
        assert (row.get(field) or "") in evidence
    for field in ("place_text", "time_text", "source_text"):
        assert (row.get(field) or "") in text


@pytest.mark.parametrize(("key", "kind", "row"), ROWS)
def test_codes_are_those_of_the_guide(key, kind, row):
    assert row["admin1"] in GOVERNORATES | COUNTRIES | {None}
    assert row.get("bound", "exact") in {"exact", "at_least", "at_most", "approx", "vague", "unstated"}
    assert row.get("scope", "incident") in {"incident", "period", "background"}
    assert {row[f] for f in ("victim", "perpetrator", "actor", "loser", "owner", "by") if f in row} <= set(GROUPS)
    if kind == "casualties":
        assert row["outcome"] in {"killed", "wounded", "captured", "killed_or_wounded"}
        assert row["victim_kind"] in VICTIM_KINDS
        assert (row["count"] is None) == (row["bound"] in {"vague", "unstated"})
    if kind == "materiel":
        assert row["item"] in MATERIEL_ITEMS
        assert row["action"] in MATERIEL_ACTIONS


@pytest.mark.parametrize(("key", "kind", "row"), ROWS)
def test_days_are_whole_and_not_after_publication(key, kind, row):
    start, end = row["date_start"], row["date_end"]
    assert (start is None) == (end is None)
    if start:
        assert date.fromisoformat(start) <= date.fromisoformat(end) <= date.fromisoformat(GOLD[key]["published"])


@pytest.mark.parametrize("key", GOLD)
def test_links_point_at_other_rows_of_the_article(key):
    rows = GOLD[key]["casualties"]
    for index, row in enumerate(rows):
        if row["repeats"] is not None:
            assert 0 <= row["repeats"] < index
            assert rows[row["repeats"]]["outcome"] == row["outcome"]
        if row["part_of"] is not None:
            assert row["part_of"] != index
            whole = rows[row["part_of"]]
            assert whole["outcome"] == row["outcome"]
            assert row["count"] < whole["count"]


def test_the_readers_yield_the_gold_and_nothing_else(read):
    articles = [row for row in read if isinstance(row, Article)]
    by_text = {article.text: article for article in articles}
    assert len(by_text) == len(articles) == len(GOLD)
    for gold in GOLD.values():
        article = by_text[gold["text"]]
        published = article.published.isoformat() if article.published else None
        given = (article.language, article.publisher, published, article.title)
        assert given == (gold["language"], gold["publisher"], gold["published"], gold["title"])


def test_every_wrong_input_is_rejected_with_file_line_and_reason(read):
    rejected = sorted(
        (r.origin.split("/")[-1], r.origin_line or 0, r.reason) for r in read if isinstance(r, RejectedArticle)
    )
    assert rejected == [
        ("empty.txt", 0, "empty_text"),
        ("no-text.html", 0, "missing_text"),
        ("photograph.txt", 0, "undecodable"),
        ("resent-harib-clashes-en.txt", 0, "duplicate"),
        ("wire-line-7.jsonl", 2, "missing_text"),
        ("wire-line-7.jsonl", 3, "invalid_record"),
        ("wire-line-7.jsonl", 4, "unsupported_language"),
        ("wire-line-7.jsonl", 7, "invalid_json"),
    ]


def test_the_samples_show_what_the_register_is_for(read):
    reports = [key for key, gold in GOLD.items() if any(gold[kind] for kind in ("casualties", "control", "materiel"))]
    languages = Counter(GOLD[key]["language"] for key in reports)
    assert languages["en"] >= 8
    assert languages["ar"] >= 6
    assert {article.reader for article in read if isinstance(article, Article)} == {"text", "jsonl", "html"}
    casualties = [row for gold in GOLD.values() for row in gold["casualties"]]
    assert {row["bound"] for row in casualties} >= {"exact", "at_least", "at_most", "approx", "vague"}
    assert {row["outcome"] for row in casualties} >= {"killed", "wounded", "captured"}
    assert any(row["repeats"] is not None for row in casualties)
    assert any(gold["control"] for gold in GOLD.values())
    assert {row["action"] for gold in GOLD.values() for row in gold["materiel"]} == set(MATERIEL_ACTIONS)


@pytest.mark.parametrize(
    ("one", "other", "same_killed"),
    [
        ("harib-clashes-en", "harib-clashes-ar", True),
        ("aden-assassination-en", "aden-assassination-ar", True),
        ("natie-army-ar", "natie-residents-ar", False),
        ("taiz-market-hospital-en", "taiz-market-rights-office-en", False),
    ],
)
def test_pairs_report_one_event(one, other, same_killed):
    def facts(key):
        rows = [row for kind in ("casualties", "control") for row in GOLD[key][kind] if row["scope"] == "incident"]
        killed = [row["count"] for row in rows if row.get("outcome") == "killed"][:1]
        return {(row["admin1"], row["date_start"]) for row in rows}, killed

    assert facts(one)[0] == facts(other)[0]
    assert len(facts(one)[0]) == 1
    assert (facts(one)[1] == facts(other)[1]) == same_killed
