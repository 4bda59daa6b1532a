"""The synthetic register: the same for a seed, true to its truth, and made of rows that the records allow."""

from collections import Counter
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import whole_run
from benchmarks.synthetic.articles import FIRST_DAY, ArrivalDay, arrival_days
from benchmarks.synthetic.incidents import incidents_of
from benchmarks.synthetic.register import fill, load_reference, to_lake, truth_of, unload, until
from extractors.reading import code_inputs
from extractors.records import LANGUAGES, RAW_TABLES, ArticleToCode, allowed_values, field_types
from orchestration.storage.lake import Lake
from orchestration.storage.warehouse import Warehouse

CLAIMS = ("casualty_claims", "control_claims", "materiel_claims")
SEED = 7


@pytest.fixture(scope="module")
def days() -> list[ArrivalDay]:
    return list(islice(arrival_days(SEED), 6))


def rows(days: list[ArrivalDay], *tables: str) -> list[dict]:
    return [row for day in days for table in tables for row in day.rows[table]]


def test_same_seed_gives_same_rows(days):
    again = list(islice(arrival_days(SEED), 6))
    assert [day.rows for day in again] == [day.rows for day in days]
    assert [day.truth for day in again] == [day.truth for day in days]


def test_other_seed_gives_other_rows(days):
    (other,) = islice(arrival_days(SEED + 1), 1)
    assert other.truth.keys().isdisjoint(days[0].truth)


def test_days_follow_each_other(days):
    assert [day.day for day in days] == [FIRST_DAY + timedelta(days=n) for n in range(6)]
    for day in days:
        for table in RAW_TABLES:
            assert {row["arrival_date"] for row in day.rows[table]} <= {day.day}


@pytest.mark.parametrize("table", RAW_TABLES)
def test_rows_are_rows_of_the_record(days, table):
    record = RAW_TABLES[table]
    for row in rows(days, table):
        record(**row)
        for name, (kind, nullable) in field_types(record).items():
            value = row[name]
            assert isinstance(value, (kind, int) if kind is float else kind) if value is not None else nullable, name
        for name, allowed in allowed_values(record).items():
            assert row[name] is None or row[name] in allowed, (name, row[name])


def test_every_claim_has_its_truth(days):
    for day in days:
        assert {row["claim_id"] for table in CLAIMS for row in day.rows[table]} == day.truth.keys()
        history = {row["claim_id"] for row in day.rows["casualty_claims"] if row["scope"] == "background"}
        assert {claim for claim, incident in day.truth.items() if incident is None} == history
        assert sum(len(day.rows[table]) for table in CLAIMS) == day.n_claims


def test_truth_agrees_with_the_claims(days):
    """A claim is of an incident that happened before it arrived, on the day and in the country that it tells."""
    incidents = {}
    for offset in range(60):
        for incident in incidents_of(SEED, FIRST_DAY - timedelta(days=54 - offset)):
            incidents[incident.number] = incident
    truth = {claim: number for day in days for claim, number in day.truth.items() if number is not None}
    claims = [row for row in rows(days, *CLAIMS) if row["claim_id"] in truth]
    assert len({truth[row["claim_id"]] for row in claims}) > 200
    for row in claims:
        incident = incidents[truth[row["claim_id"]]]
        assert incident.day <= row["arrival_date"]
        assert row["country_code"] in (None, incident.ground.country.fields["country_code"])
        if row["date_start"]:
            assert row["date_start"] <= incident.day <= row["date_end"]


def test_spans_point_at_the_words(days):
    texts = {row["article_id"]: row["text"] for row in rows(days, "articles")}
    for row in rows(days, *CLAIMS):
        text = texts[row["article_id"]]
        assert text[row["evidence_start"] : row["evidence_end"]] == row["evidence"]
        words = text[row["span_start"] : row["span_end"]]
        assert words == row.get("count_text", words)
        assert row["evidence_start"] <= row["span_start"] < row["span_end"] <= row["evidence_end"]
    for row in rows(days, "actor_mentions", "place_mentions"):
        assert texts[row["article_id"]][row["span_start"] : row["span_end"]] == row["text"]


def test_ids_are_unique_and_links_stay_in_the_article(days):
    claims = {row["claim_id"]: row for row in rows(days, *CLAIMS)}
    assert len(claims) == len(rows(days, *CLAIMS))
    for kind in ("actor", "place"):
        mentions = [row[f"{kind}_mention_id"] for row in rows(days, f"{kind}_mentions")]
        assert len(set(mentions)) == len(mentions)
    names = ("repeats_claim_id", "part_of_claim_id")
    links = [(row, row[name]) for row in claims.values() for name in names if row.get(name)]
    assert links
    for row, linked in links:
        assert claims[linked]["article_id"] == row["article_id"]
        assert claims[linked]["outcome"] == row["outcome"]


def test_it_is_as_varied_as_news(days):
    claims, articles = rows(days, "casualty_claims"), rows(days, "articles")
    assert {row["language"] for row in articles} == set(LANGUAGES)
    for name in ("date_start", "place_id", "source_text", "perpetrator_text", "count"):
        assert 0.02 < sum(row[name] is None for row in claims) / len(claims) < 0.9, name
    assert {"exact", "at_least", "approx", "vague"} <= {row["bound"] for row in claims}
    assert {1, 3, 4, 6} <= {row["geo_precision"] for row in claims}
    assert len({row["publisher"] for row in articles}) > 30
    incidents: Counter[int] = Counter()
    for article in articles:
        told = {
            day.truth[row["claim_id"]]
            for day in days
            for t in CLAIMS
            for row in day.rows[t]
            if row["article_id"] == article["article_id"]
        }
        incidents[len(told - {None})] += 1
    assert all(incidents[n] for n in (0, 1, 2, 3))


def test_density_does_not_depend_on_the_length():
    """A longer register is a longer period, not a denser one."""
    first, *_, last = (day.n_claims for day in islice(arrival_days(SEED), 20))
    assert 0.5 < first / last < 2


def test_fill_writes_raw_tables_and_truth(tmp_path: Path):
    warehouse = Warehouse(tmp_path / "register.duckdb")
    after = fill(warehouse, tmp_path / "truth.parquet", SEED, 500)
    with warehouse.open(read_only=True) as connection:
        (claims,) = connection.execute(
            "SELECT count(*) FROM (SELECT claim_id FROM raw.casualty_claims UNION ALL "
            "SELECT claim_id FROM raw.control_claims UNION ALL SELECT claim_id FROM raw.materiel_claims) "
            "JOIN read_parquet(?) USING (claim_id)",
            [str(tmp_path / "truth.parquet")],
        ).fetchone()
        (last,) = connection.execute("SELECT max(arrival_date) FROM raw.articles").fetchone()
        (lost,) = connection.execute(
            "SELECT count(*) FROM raw.place_mentions WHERE place_id NOT IN (SELECT place_id FROM raw.places)"
        ).fetchone()
    assert claims == sum(day.n_claims for day in until(arrival_days(SEED), 500)) >= 500
    assert after == last + timedelta(days=1)
    assert lost == 0


def test_a_filled_register_has_the_lake_that_it_would_have_come_from(tmp_path: Path):
    warehouse, lake = Warehouse(tmp_path / "register.duckdb"), Lake(tmp_path / "lake")
    after = fill(warehouse, tmp_path / "truth.parquet", SEED, 500)
    days = unload(warehouse, lake)
    assert days == lake.days("articles")
    assert days[-1] == after - timedelta(days=1)
    again = Warehouse(tmp_path / "again.duckdb")
    loaded = again.load_days(lake, [])
    assert list(loaded) == days
    held, counts = warehouse.row_counts(), again.row_counts()
    for table in RAW_TABLES:
        assert counts[f"raw.{table}"] == held[f"raw.{table}"]
    assert lake.distinct("articles", ["arrival_date"], before=days[1]) == [(days[0],)]


def test_the_articles_of_a_day_are_read_and_coded_like_any_others(tmp_path: Path, days):
    file = tmp_path / "day.jsonl"
    file.write_text("".join(whole_run._lines(days[0])[:20]), encoding="utf-8")
    articles = [article for _, article in code_inputs(file)]
    assert len(articles) == 20
    assert all(isinstance(article, ArticleToCode) for article in articles)
    held = {row["article_id"]: row["text"] for row in days[0].rows["articles"]}
    assert all(held[article.article_id] == article.text for article in articles)


def test_a_day_goes_through_the_lake_like_any_other(tmp_path: Path, days):
    lake, warehouse = Lake(tmp_path / "lake"), Warehouse(tmp_path / "register.duckdb")
    kept = to_lake(lake, days[0], 50)
    (counts,) = warehouse.load_days(lake, [days[0].day]).values()
    load_reference(warehouse)
    assert counts["articles"] == 50
    assert sum(counts[table] for table in CLAIMS) == kept.num_rows > 0
    assert kept.num_rows < truth_of([days[0]]).num_rows
