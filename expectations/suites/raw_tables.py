"""What must hold of the raw tables other than the claims: articles, rejects, mentions, runs, registers."""

from expectations.rules import RERUN, WARNING, Rule, Suite, allowed, between, filled, no_rows, unique
from expectations.suites.derived import derived_rules
from extractors.records import FETCH_REASONS

_JOURNAL = "Mend the line in lake/retractions.jsonl, then run again."
_SOURCES = "Give each name to one publisher in sources.toml, then run again."
_FETCHED = "Delete lake/fetch_errors.parquet; the next `sijill fetch` writes it anew."
_REGISTER = "Mend the entry in extractors/actors/data or extractors/gazetteer/data, then run the day again."


def table_suites() -> list[Suite]:
    """Suites of articles, rejected_articles, mentions, extraction errors and runs, and the tables loaded whole."""
    article = ("article_id", "arrival_date", "origin", "origin_line")
    error = ("error_id", "article_id", "arrival_date", "message")
    return [
        _suite("articles", article, ("version_id",), _article_rules()),
        _suite(
            "rejected_articles", ("reject_id", "arrival_date", "origin", "message"), ("reject_id",), _reject_rules()
        ),
        _mention_suite("actor"),
        _mention_suite("place"),
        _suite("extraction_errors", error, ("error_id", "version_id"), _error_rules()),
        _suite("extraction_runs", ("run_id", "arrival_date"), ("run_id",), _run_rules()),
        Suite(
            name="raw_actors",
            schema="raw",
            table="actors",
            shown=("actor_id", "name_en"),
            rules=(unique("actor_id", _REGISTER), filled(_REGISTER)),
        ),
        Suite(
            name="raw_retractions",
            schema="raw",
            table="retractions",
            shown=("article_id", "action", "reason", "recorded_at"),
            rules=(
                allowed("action", ("retract", "restore"), _JOURNAL),
                no_rows(
                    "article_known",
                    """select article_id, action, reason, recorded_at from {batch} as decision
                    where not exists (select 1 from raw.articles as a where a.article_id = decision.article_id)""",
                    "Every decision is about an article of the register.",
                    "Run the days of the article; where its id was mistyped, mend the line in lake/retractions.jsonl.",
                    severity=WARNING,
                ),
            ),
        ),
        Suite(
            name="raw_publishers",
            schema="raw",
            table="publishers",
            shown=("publisher", "named"),
            rules=(unique("named", _SOURCES),),
        ),
        Suite(
            name="raw_fetch_errors",
            schema="raw",
            table="fetch_errors",
            shown=("error_id", "source", "url", "reason", "arrival_date"),
            rules=(unique("error_id", _FETCHED), allowed("reason", FETCH_REASONS, _FETCHED)),
        ),
        Suite(
            name="raw_places",
            schema="raw",
            table="places",
            shown=("place_id", "name"),
            rules=(
                unique("place_id", _REGISTER),
                between("latitude", -90, 90, _REGISTER),
                between("longitude", -180, 180, _REGISTER),
            ),
        ),
    ]


def _suite(table: str, shown: tuple[str, ...], key: tuple[str, ...], rules: list[Rule]) -> Suite:
    return Suite(
        name=f"raw_{table}",
        schema="raw",
        table=table,
        shown=shown,
        rules=(*derived_rules(table, *key, "arrival_date"), *rules),
        by_day=True,
    )


def _article_rules() -> list[Rule]:
    shown = "select article_id, arrival_date, origin, origin_line"
    return [
        no_rows(
            "text_is_whole",
            f"{shown}, n_characters, length(text) as characters_there from {{batch}} "
            "where n_characters is distinct from length(text) or trim(text) = ''",
            "The text is not empty and as long as it says.",
            RERUN,
        ),
        no_rows(
            "not_published_after_arrival",
            f"{shown}, published, published_source from {{batch}} where published > arrival_date + 1",
            "No article was published later than the day after it arrived.",
            "Mend the date in the article's metadata or header: every relative date in it hangs on that day.",
            severity=WARNING,
        ),
        no_rows(
            "published_tells_its_source",
            f"{shown}, published, published_source from {{batch}} "
            "where (published is null) <> (published_source = 'none')",
            "A publication day says where it was found, and 'none' means that there is none.",
            RERUN,
        ),
        no_rows(
            "arrived_once",
            """select a.article_id, a.arrival_date, a.origin, earlier.arrival_date as arrived_before,
                earlier.origin as as_file
            from {batch} as a join raw.articles as earlier using (version_id)
            where earlier.arrival_date < a.arrival_date""",
            "No text of an article arrived on an earlier day already (dbt counts its first arrival alone).",
            "Run the later day again: the reader will then reject it as a duplicate.",
            severity=WARNING,
        ),
        no_rows(
            "every_article_coded",
            """select arrival_date, count(*) as articles, any_value(runs.n_articles) as coded
            from {batch} as a left join raw.extraction_runs as runs using (arrival_date)
            group by arrival_date having any_value(runs.n_articles) is distinct from count(*)""",
            "Every version of an article of a day went through the coder.",
            "The claims are older than the articles, as after a run cut short: run the day again.",
        ),
    ]


def _reject_rules() -> list[Rule]:
    return [
        no_rows(
            "few_rejects_a_day",
            """select arrival_date, count(*) as rejected, any_value(accepted.n) as accepted
            from {batch} left join (select arrival_date, count(*) as n from raw.articles group by arrival_date)
                as accepted using (arrival_date)
            where reason <> 'duplicate' and resolution is null
            group by arrival_date having count(*) > coalesce(any_value(accepted.n), 0)""",
            "On no day was more input rejected than accepted (duplicates aside).",
            "Read the messages and remedies in raw.rejected_articles: a source may have changed its format.",
            severity=WARNING,
        ),
    ]


def _mention_suite(kind: str) -> Suite:
    """The suite of the mentions of actors or of places."""
    key = f"{kind}_mention_id"
    shown = (key, "article_id", "arrival_date", "text", "rule_id")
    return _suite(f"{kind}_mentions", shown, (key, "version_id"), _mention_rules(key, f"{kind}s", f"{kind}_id"))


def _mention_rules(mention: str, register: str, key: str) -> list[Rule]:
    return [
        no_rows(
            "mention_is_verbatim",
            f"""select mention.{mention}, mention.article_id, mention.arrival_date, mention.text,
                substring(a.text, span_start + 1, span_end - span_start) as text_there
            from {{batch}} as mention left join raw.articles as a using (version_id, arrival_date)
            where substring(a.text, span_start + 1, span_end - span_start) is distinct from mention.text""",
            "A mention is, character by character, what stands in its article at its offsets.",
            RERUN,
        ),
        no_rows(
            f"{key}_known",
            f"""select {mention}, article_id, arrival_date, text, {key} from {{batch}} as mention
            where not exists (select 1 from raw.{register} as known where known.{key} = mention.{key})""",
            f"Every {key} is in raw.{register}.",
            f"Load the register of {register} again (asset raw/{register}); if it comes back, mend its data.",
            whole=True,
        ),
    ]


def _error_rules() -> list[Rule]:
    return [
        no_rows(
            "few_articles_failed",
            """select arrival_date, count(*) as failed, any_value(runs.n_articles) as articles,
                any_value(message) as first_message
            from {batch} as e left join raw.extraction_runs as runs using (arrival_date)
            group by arrival_date having count(*) > 1 and count(*) > 0.1 * coalesce(any_value(runs.n_articles), 0)""",
            "On no day did more than a tenth of the articles (and more than one) fail in the coder.",
            "The installation or a rule file is broken, and events would be missing without a word: "
            "read the message, run `sijill doctor`, mend it and run the day again.",
        ),
        no_rows(
            "no_article_failed",
            "select error_id, article_id, arrival_date, stage, error_type, message from {batch}",
            "The coder could code every article.",
            "Read the message and its remedy; the other articles of the day are coded and published.",
            severity=WARNING,
        ),
    ]


def _run_rules() -> list[Rule]:
    counts = ("casualty", "control", "materiel")
    return [
        no_rows(
            "counts_agree",
            f"""select arrival_date, run_id, {", ".join(f"n_{kind}_claims" for kind in counts)}, n_errors
            from {{batch}} as run where n_errors is distinct from
                (select count(*) from raw.extraction_errors as e where e.arrival_date = run.arrival_date)
            or {
                " or ".join(
                    f"n_{kind}_claims is distinct from (select count(*) from raw.{kind}_claims as c "
                    "where c.arrival_date = run.arrival_date)"
                    for kind in counts
                )
            }""",
            "The tables hold as many claims and errors of a day as the coder counted.",
            "Files of a day are of different runs: run the day again.",
        ),
        no_rows(
            "one_version_of_rules",
            """select arrival_date, run_id, coder_version from {batch}
            where (select count(distinct coder_version) from raw.extraction_runs) > 1
            and coder_version <> (select arg_max(coder_version, finished_at) from raw.extraction_runs)""",
            "All days were coded by the version of the rules that coded last.",
            "Run the days listed again, so that figures of different days can be compared.",
            severity=WARNING,
        ),
    ]
