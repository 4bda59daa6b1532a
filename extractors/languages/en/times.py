"""Time expressions of English news: found by the patterns of `times.jsonl`, resolved against a day."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.analysis import TimeMention
from extractors.components.times import Interval, TimeExpression, resolve
from extractors.languages.en.numberwords import word_rules
from extractors.languages.en.timerules import MONTHS, SEASONS, WEEKDAYS, TimeRule, time_rules

_PART_OF_MONTH = re.compile(r"\b(early|mid|late)\b", re.IGNORECASE)
_PARTS = {"early": (1, 10), "mid": (10, 20), "late": (20, 31)}
_SINCE_PARTS = {"early": 1, "mid": 15, "late": 20}
"""what the parts of a month are: its days, and the day from which a stretch since then counts"""

_PRECISION = {"day": 1, "week": 3, "month": 4, "year": 5}
"""precision of a time from which a unit can be counted: weeks from a day or a week, not from a year"""

LASTING = frozenset({"en.time.lasting-adjective", "en.time.lasting-of", "en.time.lasting-year"})
"""how long a war has lasted, which is the time of what sums it up and of nothing else"""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression in the text, and whether it dates the article itself (its header)."""

    mention: TimeMention
    kind: str
    header: bool = False


_ANY = re.compile(
    r"\d|[Ss]ince|[Dd]ay\b|day| Eve\b|New Year|hour|afterwards|a while|[Mm]inutes|[Ww]eek|month|year|[Tt]onight|"
    r"[Oo]vernight|"
    r"[Mm]orning|night|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|"
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
)


_NAME_AFTER = re.compile(
    r"(?:st|nd|rd|th)? (?:Street|Square|Bridge|Mosque|Brigade|Avenue|Hospital|Movement|University|Road|Camp|"
    r"Times|Telegraph|Mirror|Express|Mail|Herald|Independent|Post|Tribune|World)\b"
)
_LAST = re.compile(r"\b[Ll]ast (?:[A-Z]|[sS]pring|[sS]ummer|[aA]utumn|[fF]all|[wW]inter)")
"""what makes a month the one of the year before, where it is that of the article ("last March")"""
_WHEN_AFTER = re.compile(r",? when\b")


def _index(groups: tuple[tuple[str, ...], ...], word: str | None) -> int | None:
    if word is None:
        return None
    bare = word.lower().rstrip(".")
    return next((i for i, group in enumerate(groups) if bare in group), None)


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    if word.isdigit():
        return int(word)
    if word.lower() in ("a", "an"):
        return 1
    entry = word_rules().get(word.lower())
    return entry.value if entry else None


def _int(word: str | None) -> int | None:
    return int(word) if word else None


def _year(word: str | None) -> int | None:
    """A year, of two digits one of this century."""
    return int(word) + (2000 if len(word) == 2 else 0) if word else None


def expression_of(entry: TimeRule, match: re.Match[str]) -> TimeExpression:
    """The normalised expression that a match of the rule means."""
    got = match.groupdict().get
    month = _index(MONTHS, got("month"))
    number = _int(got("monthnum")) or entry.month or (month + 1 if month is not None else None)
    unit = (got("unit") or got("unitb") or entry.unit or "day").rstrip("s")
    amount = entry.amount if entry.amount is not None else _count(got("n"))
    if entry.later and amount is not None:
        amount = -amount
    base = TimeExpression(
        kind=entry.kind, amount=amount, unit=unit, weekday=_index(WEEKDAYS, got("weekday")),
        year=_year(got("year")) or entry.year, month=number, day=_int(got("day")) or entry.day, since=entry.since,
    )  # fmt: skip
    if (season := _index(SEASONS, got("season"))) is not None:
        first = 3 * season + 3
        return replace(base, month=first, until=replace(base, year=None, month=(first + 1) % 12 + 1))
    if entry.kind == "weekday" and got("weekday2"):
        if base.weekday is None:
            return replace(base, weekday=_index(WEEKDAYS, got("weekday2")))
        return replace(base, until=replace(base, weekday=_index(WEEKDAYS, got("weekday2"))))
    if got("day2"):
        second = _index(MONTHS, got("month2"))
        return replace(
            base, until=replace(base, day=_int(got("day2")), month=second + 1 if second is not None else number)
        )
    if got("year2"):
        return replace(base, until=replace(base, year=_int(got("year2"))))
    return base


def _resolved(entry: TimeRule, match: re.Match[str], published: date | None, *, since: bool = True) -> Interval | None:
    """Days of a match; `since=False` reads "since May 3, when …" as the day alone."""
    if entry.kind == "unknown":
        return None
    expression = expression_of(entry, match)
    if not since:
        expression = replace(expression, since=False)
    of_this_month = published is not None and expression.day is None and _is_just_past(expression.month, published)
    if published is not None and (match.groupdict().get("lastyear") or (of_this_month and _LAST.search(match.group()))):
        expression = replace(expression, year=published.year - 1)
    if published is not None and entry.kind == "weekday":
        if entry.strictly_before:
            return resolve(expression, published - timedelta(days=1))
        if entry.last_week:
            return resolve(expression, published - timedelta(days=published.weekday() + 1))
        if expression.until is not None and expression.until.weekday is not None:
            last = resolve(expression.until, published)
            first = resolve(replace(expression, until=None), last.end if last else published)
            return Interval(first.start, last.end) if first and last else None
    found = _half(resolve(expression, published), match.groupdict().get("half"))
    part = _PART_OF_MONTH.search(match.group())
    if found is None or part is None or expression.month is None or expression.day is not None:
        return found
    return _part_of_month(found, part[1].lower(), expression.since, published)


def _is_just_past(month: int | None, published: date) -> bool:
    """Whether a month is that of the article or the one before, which nobody calls "last March" in April."""
    return month is not None and (published.month - month) % 12 in (0, 1)


def _half(stretch: Interval | None, half: str | None) -> Interval | None:
    """The first or the second half of a month or a year."""
    if half is None or stretch is None or stretch.start is None or stretch.end is None:
        return stretch
    start = stretch.start
    middle = start.replace(day=16) if stretch.end.month == start.month else start.replace(month=7)
    if half == "second":
        return replace(stretch, start=middle) if middle <= stretch.end else None
    return replace(stretch, end=min(stretch.end, middle - timedelta(days=1)))


def _part_of_month(month: Interval, part: str, since: bool, published: date | None) -> Interval:
    """The early, mid or late days of a month; a stretch since then begins there."""
    if month.start is None or month.end is None:
        return month
    if since:
        return replace(month, start=month.start.replace(day=_SINCE_PARTS[part]))
    first, last = _PARTS[part]
    end = min(month.end, month.start.replace(day=min(last, monthrange(month.start.year, month.start.month)[1])))
    start = month.start.replace(day=first)
    return Interval(start, end) if start <= end else month


def _following(entry: TimeRule, match: re.Match[str], day: date | None) -> Interval | None:
    """The days, weeks, … right behind a day: "over the next two days"."""
    expression = expression_of(entry, match)
    days = (expression.amount or 0) * {"day": 1, "week": 7}.get(expression.unit, 0)
    return Interval(day + timedelta(days=1), day + timedelta(days=days)) if day is not None and days else None


def _in_named_year(entry: TimeRule, match: re.Match[str], named: TimeMention | None) -> Interval | None:
    """A month or a season of the year named before it; None where none is."""
    if named is None or named.date_start is None:
        return None
    return resolve(replace(expression_of(entry, match), year=named.date_start.year), None)


def _as_named(entry: TimeRule, named: TimeMention | None, published: date | None) -> Interval | None:
    """The days named before ("that day"), or the stretch since then."""
    if named is None or named.date_start is None:
        return None
    return Interval(named.date_start, published if entry.since else named.date_end)


def _seen_from(
    entry: TimeRule, match: re.Match[str], published: date | None, named: TimeMention | None, *, since: bool
) -> Interval | None:
    """Days of a match, counted from the time named before it where its rule says so."""
    if entry.same:
        return _as_named(entry, named, published)
    counted = named.date_start if named is not None and (entry.from_named or entry.only_named) else None
    if entry.named_year:
        return _in_named_year(entry, match, named)
    if entry.from_named and entry.kind in ("offset", "ago") and named is not None and named.precision != 1:
        counted = None  # "the day before" is not counted from a year
    if entry.from_named and entry.kind == "previous" and named is not None:
        unit = (match.groupdict().get("unit") or match.groupdict().get("unitb") or "year").rstrip("s")
        counted = (
            counted if (named.precision or 9) <= _PRECISION.get(unit, 9) else None
        )  # "a week earlier" than a month
    if entry.kind == "following":
        return _following(entry, match, counted)
    if entry.later and (named is None or (named.precision or 9) > _PRECISION[(match["unit"] or "day").rstrip("s")]):
        return None  # two days later than a year is no day
    return _resolved(entry, match, counted or (None if entry.only_named else published), since=since)


def find_times(text: str, offset: int, published: date | None, before: TimeMention | None = None) -> list[FoundTime]:
    """The time expressions in `text`, left to right; `offset` is added to their spans.

    `before`: the time named last in the sentences before, for "the same day" and "a day earlier".
    """
    if not _ANY.search(text):
        return []
    matches = [
        (match.start(), -match.end(), i, entry, match)
        for i, (entry, pattern) in enumerate(time_rules())
        for match in pattern.finditer(text)
    ]
    found: list[FoundTime] = []
    reached = 0
    for start, minus_end, _, entry, match in sorted(matches, key=lambda m: (m[0], m[1], m[2])):
        if start < reached or _is_ordinary_word(match) or _NAME_AFTER.match(text[match.end() :]):
            continue
        named = found[-1].mention if found else before
        if (entry.same or entry.named_year) and named is None:
            continue
        interval = _seen_from(entry, match, published, named, since=not _WHEN_AFTER.match(text[match.end() :]))
        mention = TimeMention(
            offset + start,
            offset - minus_end,
            match.group().strip(),
            entry.id,
            interval.start if interval else None,
            interval.end if interval else None,
            interval.precision if interval else None,
        )
        found.append(FoundTime(mention, entry.kind))
        reached = -minus_end
    return found


def _is_ordinary_word(match: re.Match[str]) -> bool:
    """As in "Sat", "Sun", "Wed" and "Mar" without a point are rarely days in running text; in dates they are."""
    weekday = match.groupdict().get("weekday")
    return weekday is not None and len(weekday) <= 3 and match.group().strip() == weekday
