"""What must hold of the marts before anybody sees them."""

from expectations.rules import WARNING, Rule, Suite, allowed, between, no_rows, present, unique, unique_together
from extractors.records import MATERIEL_ITEMS, OUTCOMES

_MODEL = (
    "The model that makes this table is at fault: keep the row, report it, and publish again when the model is mended."
)
_READ = "Read the sentences behind it (`sijill explain EVENT_ID`); where the coder misread them, report them."


def mart_suites() -> list[Suite]:
    """Suites of the facts, the bridges, the aggregate and the dimensions."""
    event = ("event_id", "date_start", "admin1", "place_text")
    claim = ("claim_id", "article_id", "event_id", "evidence")
    return [
        _suite("fct_event", event, _event_rules()),
        _suite("fct_casualty", ("casualty_id", "event_id", "side", "outcome"), _casualty_rules()),
        _suite("fct_claim", claim, _claim_rules()),
        _suite("fct_control_change", ("claim_id", "event_id", "place_text"), [unique("claim_id", _MODEL)]),
        _suite("fct_materiel_loss", ("claim_id", "event_id", "item"), _materiel_rules()),
        _suite("bridge_event_article", ("event_id", "article_id"), _bridge_rules()),
        _suite("agg_admin1_month", ("country_code", "admin1", "month_start"), _sum_rules()),
        _suite("dim_article", ("article_id", "arrival_date"), _article_rules()),
        _suite("article_versions", ("article_id", "version", "arrival_date"), _version_rules()),
        _suite("former_claims", (*claim[:2], "why", "evidence"), _former_rules()),
        _suite("dim_actor", ("actor_id", "name_en"), _dimension("actor_id", "name_en")),
        _suite("dim_place", ("place_id", "name"), _dimension("place_id", "name")),
        _suite("dim_publisher", ("publisher",), [unique("publisher", _MODEL)]),
        _suite("dim_event_type", ("sub_event_type",), _dimension("sub_event_type", "event_type")),
    ]


def _suite(table: str, shown: tuple[str, ...], rules: list[Rule]) -> Suite:
    return Suite(name=f"marts_{table}", schema="marts", table=table, shown=shown, rules=tuple(rules))


def _dimension(key: str, name: str) -> list[Rule]:
    return [unique(key, _MODEL), present(key, _MODEL), present(name, _MODEL)]


def _out_of_order(prefix: str = "") -> str:
    low, best, high = (f"{prefix}{bound}" for bound in ("low", "best", "high"))
    return f"({low} > {best} or {best} > {high} or {low} > {high} or least({low}, {best}, {high}) < 0)"


def _event_rules() -> list[Rule]:
    bounds = ", ".join(f"{outcome}_{bound}" for outcome in OUTCOMES for bound in ("low", "best", "high"))
    return [
        unique("event_id", _MODEL),
        present("founding_claim_id", _MODEL),
        between("confidence_event", 0, 1, _MODEL),
        between("confidence_perpetrator", 0, 1, _MODEL),
        between("event_clarity", 1, 2, _MODEL),
        no_rows(
            "low_best_high_in_order",
            f"""select event_id, date_start, admin1, {bounds} from {{batch}}
            where {" or ".join(_out_of_order(f"{outcome}_") for outcome in OUTCOMES)}""",
            "For every outcome low is not above best, nor best above high, and none is below 0.",
            _MODEL,
        ),
        no_rows(
            "date_start_not_after_end",
            "select event_id, date_start, date_end from {batch} where date_start > date_end",
            "The first possible day is not after the last.",
            _MODEL,
        ),
        no_rows(
            "founded_by_a_claim_of_its_own",
            """select event_id, founding_claim_id from {batch} as event where not exists (select 1
            from marts.fct_claim as c where c.origin_claim_id = event.founding_claim_id
                and c.event_id = event.event_id)""",
            "The founding claim of an event is one of its claims, or what a corrected one was at first.",
            _MODEL,
        ),
        no_rows(
            "sources_add_up",
            """select event_id, n_claims, n_articles, n_publishers, independent_sources from {batch}
            where n_claims < n_articles or n_articles < independent_sources or independent_sources < 1
            or n_publishers > n_articles""",
            "An event has a source, no more sources or publishers than articles, no more articles than claims.",
            _MODEL,
        ),
        no_rows(
            "not_in_the_future",
            "select event_id, date_start, last_arrival_date from {batch} where date_start > last_arrival_date + 1",
            "No event begins later than the day after its last article arrived.",
            _READ,
            severity=WARNING,
        ),
        no_rows(
            "no_implausible_toll",
            """select event_id, date_start, admin1, killed_low, killed_best, killed_high from {batch}
            where event_clarity = 1 and killed_best > 1000""",
            "No single event killed more than 1,000 people.",
            _READ,
            severity=WARNING,
        ),
        no_rows(
            "parts_within_total",
            """select event_id, date_start, admin1, killed_low, killed_best, killed_high from {batch}
            where is_total_exceeded_by_sides""",
            "The killed of all sides together are not more than the event's total.",
            _READ,
            severity=WARNING,
        ),
        present("country_code", _READ, mostly=0.6, severity=WARNING, why="Below that, the gazetteer lacks places."),
        present("date_start", _READ, mostly=0.5, severity=WARNING, why="Below that, articles come without dates."),
    ]


def _casualty_rules() -> list[Rule]:
    return [
        unique_together("event_id", "side", "outcome", remedy=_MODEL),
        allowed("outcome", OUTCOMES, _MODEL),
        no_rows(
            "low_best_high_in_order",
            f"""select casualty_id, event_id, side, outcome, low, best, high from {{batch}}
            where {_out_of_order()}""",
            "Low is not above best, nor best above high, and none is below 0.",
            _MODEL,
        ),
        # Here and below the ids come first: DuckDB then reads no sentence of the claims that are in order.
        no_rows(
            "event_known",
            """select casualty_id, event_id, side, outcome from {batch} as c
            where not exists (select 1 from marts.fct_event as e where e.event_id = c.event_id)""",
            "Every row belongs to an event.",
            _MODEL,
        ),
    ]


def _claim_rules() -> list[Rule]:
    return [
        unique("claim_id", _MODEL),
        between("confidence", 0, 1, _MODEL),
        no_rows(
            "event_known",
            """select claim_id, article_id, event_id, evidence from {batch} where claim_id in (
                select c.claim_id from marts.fct_claim as c where c.event_id is not null
                and not exists (select 1 from marts.fct_event as e where e.event_id = c.event_id))""",
            "The event of a claim is in fct_event.",
            _MODEL,
        ),
        no_rows(
            "only_asserted_claims_count",
            """select claim_id, article_id, modality, evidence from {batch}
            where is_counted and modality <> 'asserted'""",
            "What is denied, planned or supposed counts nowhere.",
            _MODEL,
        ),
        no_rows(
            "counted_claims_have_an_event",
            """select claim_id, article_id, kind, scope, evidence from {batch} where claim_id in (
                select c.claim_id from marts.fct_claim as c where c.is_counted and c.event_id is null)""",
            "Every claim that counts belongs to an event.",
            _MODEL,
        ),
        no_rows(
            "no_claim_lost",
            """select raw_claim.claim_id, raw_claim.article_id, raw_claim.arrival_date from (
                select claim_id, article_id, arrival_date from raw.casualty_claims
                union all select claim_id, article_id, arrival_date from raw.control_claims
                union all select claim_id, article_id, arrival_date from raw.materiel_claims) as raw_claim
            where raw_claim.claim_id not in (select claim_id from {batch} union all
                select claim_id from marts.former_claims)""",
            "Every raw claim is in the mart, or in former_claims if a newer version or a retraction took its place.",
            "Rebuild (`sijill run --rebuild`); if it stays, the staging model loses rows: report it.",
        ),
    ]


def _materiel_rules() -> list[Rule]:
    return [unique("claim_id", _MODEL), allowed("item", MATERIEL_ITEMS, _MODEL)]


def _bridge_rules() -> list[Rule]:
    return [
        unique_together("event_id", "article_id", remedy=_MODEL),
        no_rows(
            "ends_known",
            """select event_id, article_id from {batch} as b
            where not exists (select 1 from marts.fct_event as e where e.event_id = b.event_id)
            or not exists (select 1 from marts.dim_article as a where a.article_id = b.article_id)""",
            "Both ends of the bridge exist.",
            _MODEL,
        ),
    ]


def _sum_rules() -> list[Rule]:
    return [
        unique_together("country_code", "admin1", "month_start", remedy=_MODEL),
        no_rows(
            "sums_equal_events",
            """select months.events, events.events as events_there, months.killed, events.killed as killed_there
            from (select sum(n_events) as events, sum(killed_best) as killed from {batch}) as months,
                (select count(*) as events, sum(killed_best) as killed from marts.fct_event where event_clarity = 1)
                as events
            where coalesce(months.events, 0) <> events.events
            or coalesce(months.killed, 0) <> coalesce(events.killed, 0)""",
            "Events and killed summed by month equal those summed over the events.",
            _MODEL,
        ),
    ]


def _article_rules() -> list[Rule]:
    return [
        unique("article_id", _MODEL),
        no_rows(
            "no_article_lost",
            """select article_id, arrival_date, origin from raw.articles
            where article_id not in (select article_id from {batch})""",
            "Every raw article is in the mart.",
            "Rebuild (`sijill run --rebuild`); if it stays, the staging model loses rows: report it.",
        ),
    ]


def _version_rules() -> list[Rule]:
    return [
        unique_together("article_id", "version", remedy=_MODEL),
        no_rows(
            "one_newest",
            "select article_id, count(*) filter (where is_newest) as newest from {batch} group by article_id "
            "having count(*) filter (where is_newest) <> 1",
            "Every article has one newest version.",
            _MODEL,
        ),
    ]


def _former_rules() -> list[Rule]:
    return [
        unique("former_claim_id", _MODEL),
        no_rows(
            "counts_nowhere",
            """select claim_id, article_id, why, evidence from {batch} as former
            where exists (select 1 from marts.fct_claim as c where c.claim_id = former.claim_id
                and c.version_id = former.version_id)""",
            "No claim both counts and is former.",
            _MODEL,
        ),
    ]
