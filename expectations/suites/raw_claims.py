"""What must hold of the three tables of claims: numbers, dates, places, provenance."""

from expectations.rules import RERUN, WARNING, Rule, Suite, between, no_rows
from expectations.suites.derived import derived_rules

_SHOWN = ("claim_id", "article_id", "arrival_date", "rule_id", "evidence")
_SELECT = "select claim_id, article_id, arrival_date, rule_id"


def claim_suites() -> list[Suite]:
    """Suites of raw.casualty_claims, raw.control_claims and raw.materiel_claims."""
    rules = {
        "casualty_claims": [*_count_rules("outcome"), *_link_rules(), *_casualty_rules()],
        "control_claims": [],
        "materiel_claims": _count_rules("item_text"),
    }
    return [
        Suite(
            name=f"raw_{table}",
            schema="raw",
            table=table,
            shown=_SHOWN,
            rules=(
                *derived_rules(table, "claim_id", "version_id", "arrival_date"),
                *_evidence_rules(),
                *_when_where(),
                *own,
            ),
            by_day=True,
        )
        for table, own in rules.items()
    ]


def _count_rules(what: str) -> list[Rule]:
    shown = f"select claim_id, {what}, count_low, count_high, count, bound, evidence, rule_id, arrival_date, article_id"
    return [
        no_rows(
            "count_low_not_above_high",
            f"{shown} from {{batch}} where count_low > count_high",
            "The least number that the words can mean is not above the greatest.",
            RERUN,
        ),
        no_rows(
            "counts_not_negative",
            f"{shown} from {{batch}} where least(count, count_low, count_high) < 0",
            "No count is below 0.",
            RERUN,
        ),
        no_rows(
            "counts_fit_bound",
            f"""{shown} from {{batch}} where not coalesce(case bound
                when 'exact' then count_low = count and count_high = count
                when 'at_least' then count_low is not null and count_high is null
                    and coalesce(count_low - count, 0) in (0, 1)
                when 'at_most' then count_high is not null and coalesce(count - count_high, 0) in (0, 1)
                when 'approx' then count is not null and coalesce(count_low <= count, true)
                    and coalesce(count_high >= count, true)
                when 'range' then count_low is not null and count_high is not null
                when 'vague' then count is null and count_low is not null and count_high is null
                when 'unstated' then count is null and count_high is null
                end, false)""",
            "Count, low and high follow from the bound as the codebook says (section Numbers).",
            RERUN,
        ),
    ]


def _evidence_rules() -> list[Rule]:
    return [
        between("confidence", 0, 1, RERUN),
        no_rows(
            "article_known",
            f"{_SELECT}, evidence from {{batch}} as claim where not exists (select 1 from raw.articles as a "
            "where a.version_id = claim.version_id and a.arrival_date = claim.arrival_date)",
            "The article of each claim is in raw.articles on the same arrival day.",
            RERUN,
        ),
        no_rows(
            "evidence_is_verbatim",
            """select claim.claim_id, claim.article_id, claim.arrival_date, claim.rule_id, claim.evidence,
                substring(a.text, evidence_start + 1, evidence_end - evidence_start) as text_there
            from {batch} as claim join raw.articles as a using (version_id, arrival_date)
            where substring(a.text, evidence_start + 1, evidence_end - evidence_start) is distinct from evidence""",
            "The evidence is, character by character, what stands in the article at its offsets.",
            "Offsets and text do not belong together: the article changed after it was coded. " + RERUN,
        ),
        no_rows(
            "span_inside_evidence",
            f"{_SELECT}, evidence_start, span_start, span_end, evidence_end, evidence from {{batch}} "
            "where not (evidence_start <= span_start and span_start < span_end and span_end <= evidence_end)",
            "The words that a claim hangs on stand inside its evidence.",
            RERUN,
        ),
    ]


def _when_where() -> list[Rule]:
    when = f"{_SELECT}, time_text, date_start, date_end, date_precision, evidence"
    return [
        no_rows(
            "date_start_not_after_end",
            f"{when} from {{batch}} where date_start > date_end or (date_start is null) <> (date_end is null)",
            "The first possible day is not after the last, and both are told or neither.",
            RERUN,
        ),
        no_rows(
            "date_precision_fits",
            f"""{when} from {{batch}} where (date_precision is null) <> (date_start is null)
            or (date_precision = 1 and date_start <> date_end)""",
            "date_precision is told with the dates alone, and 1 means a single day.",
            RERUN,
        ),
        between("date_precision", 1, 5, RERUN),
        # The ids come first: DuckDB then reads no sentence of the claims that are in order.
        no_rows(
            "not_after_the_article",
            """select claim.claim_id, claim.article_id, claim.arrival_date, claim.rule_id, claim.time_text,
                claim.date_start, a.published, claim.evidence
            from {batch} as claim join raw.articles as a using (version_id, arrival_date)
            where claim.modality = 'asserted' and claim.date_start > coalesce(a.published, a.arrival_date) + 1
            and claim.claim_id in (
                select late.claim_id from {batch} as late join raw.articles as b using (version_id, arrival_date)
                where late.modality = 'asserted' and late.date_start > coalesce(b.published, b.arrival_date) + 1)""",
            "What an article asserts did not happen later than the day after it was published.",
            "Read the sentence: the article's date is wrong, or the time was misread. Mend the date, or report it.",
            severity=WARNING,
        ),
        between("latitude", -90, 90, RERUN),
        between("longitude", -180, 180, RERUN),
        between("geo_precision", 1, 7, RERUN),
        no_rows(
            "place_is_whole",
            f"""{_SELECT}, place_text, place_id, latitude, longitude, geo_precision from {{batch}}
            where (latitude is null) <> (longitude is null) or (place_id is null) <> (geo_precision is null)
            or (admin1_pcode is not null and country_code is null)
            or (admin2_pcode is not null and admin2_pcode not like admin1_pcode || '%')""",
            "Latitude comes with longitude, a place with its precision, a district with its governorate.",
            "Mend the place's entry in the gazetteer, then run the day again.",
        ),
    ]


def _link_rules() -> list[Rule]:
    return [
        no_rows(
            "links_stay_in_the_article",
            f"""{_SELECT}, repeats_claim_id, part_of_claim_id, evidence from {{batch}} as claim
            where claim_id in (repeats_claim_id, part_of_claim_id)
            or exists (select 1 from unnest([repeats_claim_id, part_of_claim_id]) as link(id) where link.id is not null
                and not exists (select 1 from raw.casualty_claims as other where other.claim_id = link.id
                    and other.version_id = claim.version_id and other.arrival_date = claim.arrival_date))""",
            "A claim repeats, or is part of, another claim of the same article, never itself.",
            RERUN,
        ),
        no_rows(
            "part_not_above_total",
            """select part.claim_id, part.article_id, part.arrival_date, part.rule_id, part.count_low as part_low,
                total.count_high as total_high, part.evidence
            from {batch} as part join raw.casualty_claims as total
                on total.claim_id = part.part_of_claim_id and total.version_id = part.version_id
                and total.arrival_date = part.arrival_date
            where part.count_low > total.count_high""",
            "A part is not larger than the total that includes it.",
            "Read the sentence: the two numbers may not belong together. Report it with the row.",
            severity=WARNING,
        ),
    ]


def _casualty_rules() -> list[Rule]:
    return [
        no_rows(
            "no_implausible_incident",
            f"{_SELECT}, outcome, count_text, count_low, evidence from {{batch}} "
            "where scope = 'incident' and modality = 'asserted' and count_low > 2000",
            "No single incident is said to have struck more than 2,000 people.",
            "Read the sentence: a year read as a number, or a total of a longer time. Report it with the row.",
            severity=WARNING,
        ),
    ]
