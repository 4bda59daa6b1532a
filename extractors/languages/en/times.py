"""Time expressions of English news: found by the patterns of `times.jsonl`, resolved against a day."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from extractors.analysis import TimeMention
from extractors.components.times import Interval, TimeExpression, resolve
from extractors.languages.en.numberwords import word_rules
from extractors.lexicon import data_file, load_rules, rule

MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
WEEKDAYS = (
    ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed"), ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
)  # fmt: skip
_PART = "(?:morning|afternoon|evening|night|noon|dawn|midnight|at dawn|at noon|at night|before dawn)"
_PART_OF_MONTH = re.compile(r"\b(early|mid|late)\b", re.IGNORECASE)
_PARTS = {"early": (1, 10), "mid": (10, 20), "late": (20, 31)}
_SINCE_PARTS = {"early": 1, "mid": 15, "late": 20}
"""what the parts of a month are: its days, and the day from which a stretch since then counts"""


@rule
class TimeRule:
    """One way of saying when: a pattern, and what it means."""

    id: str
    pattern: str
    kind: str
    example: str
    published: str
    means: list[str]
    amount: int | None = None
    unit: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    since: bool = False
    strictly_before: bool = False
    last_week: bool = False
    from_named: bool = False
    """counted from the time that the sentence names before it, where it names one"""
    only_named: bool = False
    """counted from that time only: without it nobody knows"""
    same: bool = False
    """that very time again ("the same day"), be it named in the sentence or shortly before"""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression in the text, and whether it dates the article itself (its header)."""

    mention: TimeMention
    kind: str
    header: bool = False


def _names(groups: tuple[tuple[str, ...], ...], name: str) -> str:
    words = sorted((word for group in groups for word in group), key=len, reverse=True)
    capitalised = "|".join(
        f"{word.capitalize()}\\.?|{word.upper()}"
        if len(word) < 5 and word not in ("may", "june", "july")
        else f"{word.capitalize()}|{word.upper()}"
        for word in words
    )
    return f"(?P<{name}>{capitalised})(?![a-z])"


def _number_words() -> str:
    words = [word for word, entry in word_rules().items() if entry.value]
    return "|".join(sorted(words, key=len, reverse=True)) + "|a|an"


def _compiled(pattern: str) -> re.Pattern[str]:
    for name in ("weekday", "weekday2"):
        pattern = pattern.replace("{" + name + "}", _names(WEEKDAYS, name))
    for name in ("month", "month2"):
        pattern = pattern.replace("{" + name + "}", _names(MONTHS, name))
    for name in ("day", "day2"):
        pattern = pattern.replace("{" + name + "}", f"(?P<{name}>[12]\\d|3[01]|0?[1-9])(?!\\d)")
    for name in ("year", "year2"):
        pattern = pattern.replace("{" + name + "}", f"(?P<{name}>(?:19|20)\\d\\d)(?!\\d)")
    pattern = pattern.replace("{n}", f"(?P<n>\\d{{1,3}}|(?i:{_number_words()}))")
    pattern = pattern.replace("{unit}", "(?P<unit>days?|weeks?|months?|years?)")
    pattern = pattern.replace("{part2}", _PART).replace("{part}", _PART)
    return re.compile(r"(?<![\w-])(?:" + pattern + r")(?![\w])", 0)


@lru_cache(maxsize=1)
def time_rules() -> tuple[tuple[TimeRule, re.Pattern[str]], ...]:
    """The time rules with their compiled patterns."""
    rules = load_rules(data_file("extractors.languages.en", "patterns/times.jsonl"), TimeRule)
    return tuple((entry, _compiled(_sentence_case(entry.pattern))) for entry in rules)


def _sentence_case(pattern: str) -> str:
    """Let the pattern's own words begin a sentence: "In", "On", "Over", "Since"."""
    return re.sub(
        r"(?<![\w\\<{?])(in|on|over|since|between|from|early|late|earlier|during|last|this|the|at|yesterday|today|"
        r"overnight|a|that|later|hours|minutes|some|many|several|within|shortly|soon)(?=[ |)}\[]|$)",
        lambda m: f"(?:{m[1]}|{m[1].capitalize()})",
        pattern,
    )


_ANY = re.compile(
    r"\d|[Ss]ince|[Dd]ay\b|day| Eve\b|hour|afterwards|a while|[Mm]inutes|[Ww]eek|month|year|[Tt]onight|[Oo]vernight|"
    r"[Mm]orning|night|"
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
)


_NAME_AFTER = re.compile(
    r"(?:st|nd|rd|th)? (?:Street|Square|Bridge|Mosque|Brigade|Avenue|Hospital|Movement|University|Road|Camp)\b"
)
_LAST = re.compile(r"\b[Ll]ast [A-Z]")
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


def expression_of(entry: TimeRule, match: re.Match[str]) -> TimeExpression:
    """The normalised expression that a match of the rule means."""
    got = match.groupdict().get
    month = _index(MONTHS, got("month"))
    number = _int(got("monthnum")) or entry.month or (month + 1 if month is not None else None)
    unit = (got("unit") or got("unitb") or entry.unit or "day").rstrip("s")
    amount = entry.amount if entry.amount is not None else _count(got("n"))
    base = TimeExpression(
        kind=entry.kind, amount=amount, unit=unit, weekday=_index(WEEKDAYS, got("weekday")),
        year=_int(got("year")) or entry.year, month=number, day=_int(got("day")) or entry.day, since=entry.since,
    )  # fmt: skip
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
    of_this_month = published is not None and expression.month == published.month and expression.day is None
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
    found = resolve(expression, published)
    part = _PART_OF_MONTH.search(match.group())
    if found is None or part is None or expression.month is None or expression.day is not None:
        return found
    return _part_of_month(found, part[1].lower(), expression.since, published)


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


def _seen_from(
    entry: TimeRule, match: re.Match[str], published: date | None, named: TimeMention | None, *, since: bool
) -> Interval | None:
    """Days of a match, counted from the time named before it where its rule says so."""
    if entry.same:
        return Interval(named.date_start, named.date_end) if named is not None else None
    counted = named.date_start if named is not None and (entry.from_named or entry.only_named) else None
    if entry.from_named and entry.kind == "offset" and named is not None and named.precision != 1:
        counted = None  # "the day before" is not counted from a year
    if entry.kind == "following":
        return _following(entry, match, counted)
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
        if entry.same and named is None:
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
