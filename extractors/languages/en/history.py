"""Deaths and attacks of the past that articles mention without their day: "the killing of Osama bin Laden"."""

import re
from dataclasses import field
from datetime import date
from functools import lru_cache

from extractors.analysis import TimeMention
from extractors.languages.en.linkbase import Link
from extractors.languages.en.story import Story
from extractors.lexicon import data_file, load_rules, rule


@rule
class HistoryRule:
    """An event whose day is known, by its victims' names, or by how many they were and the words around them.

    `counts` are the numbers that are told of it; empty: any.  `words` must stand in the claim's
    sentence, `article` anywhere in the article.
    """

    id: str
    date: str
    example: str
    country: str = ""
    """ISO code of where it was"""
    places: list[str] = field(default_factory=list)
    """names of the place, as articles give it"""
    victims: str = ""
    counts: list[int] = field(default_factory=list)
    words: str = ""
    article: str = ""


@lru_cache(maxsize=1)
def _events() -> list[tuple[HistoryRule, re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    rules = load_rules(data_file("extractors.languages.en", "patterns/history.jsonl"), HistoryRule)
    return [(r, re.compile(r.victims, re.IGNORECASE), re.compile(r.words), re.compile(r.article)) for r in rules]


def known(people: str, count: int | None, sentence: str, article: str) -> HistoryRule | None:
    """The known event in which these people were hit."""
    for event, victims, words, whole in _events():
        if event.counts and count not in event.counts:
            continue
        if victims.search(people) and words.search(sentence) and whole.search(article):
            return event
    return None


def day_of(event: HistoryRule) -> date:
    """The day of a known event."""
    return date.fromisoformat(event.date)


def event_of(story: Story, link: Link) -> HistoryRule | None:
    """The known event that a claim tells of, if it had happened when the article was written."""
    group, anchor = link.group, story.anchor
    for people in _named(link) if anchor is not None else ():
        event = known(people, group.quantity.count, group.sentence.text, story.text)
        if event is not None and anchor is not None and day_of(event) <= anchor:
            return event
    return None


def are_one(first: Link, second: Link) -> bool:
    """Whether two claims tell of one event: by one predicate or by two that stand beside each other."""
    if first is second:
        return True
    if first.part_of is second:
        return False  # "28 of its leaders have been killed, among them Anwar al-Awlaki"
    if first.trigger == second.trigger:
        return True
    return first.trigger.doc is second.trigger.doc and second.trigger in first.trigger.conjuncts


def _named(link: Link) -> list[str]:
    """What the people are called: their own words, and a name behind them ("the pilot Muath al-Kasasbeh")."""
    doc, group = link.trigger.doc, link.group
    names = [child for child in group.head.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    return [doc[group.start : group.end].text, *(doc[name.left_edge.i : name.i + 1].text for name in names)]


def is_recent(story: Story, time: TimeMention | None) -> bool:
    """Whether a time reaches into the month before the article, and so is not that of a past event."""
    dated = time is not None and time.date_end is not None and story.anchor is not None
    return dated and not story.is_old(time)
