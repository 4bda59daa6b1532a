"""Deaths that the whole world knows who dealt: articles that speak of them name the killer no more."""

import re
from datetime import date
from functools import lru_cache

from extractors.languages.en.attackers import Perpetrator
from extractors.languages.en.linkbase import Link
from extractors.languages.en.story import Story
from extractors.lexicon import data_file, load_rules, rule

_PACKAGE = "extractors.languages.en"


@rule
class KillersRule:
    """People by name, who killed them, and when."""

    id: str
    names: list[str]
    actor: str
    from_day: str
    source: str
    example: str


@lru_cache(maxsize=1)
def killers() -> tuple[tuple[KillersRule, re.Pattern[str], date], ...]:
    """The rules with their names as one pattern, and the day from which on an article can speak of the death."""
    rules = load_rules(data_file(_PACKAGE, "patterns/killers.jsonl"), KillersRule)
    return tuple(
        (entry, re.compile(rf"\b(?:{'|'.join(map(re.escape, entry.names))})\b"), date.fromisoformat(entry.from_day))
        for entry in rules
    )


def killer(story: Story, link: Link) -> Perpetrator | None:
    """Who is known to have killed the person by name; none whom the article does not speak of."""
    if link.rule.outcome != "killed":
        return None
    group = link.group
    sentence, doc = group.sentence, group.head.doc
    words = story.text[sentence.offset(doc[group.start]) : sentence.end_of(doc[group.end - 1])]
    for entry, names, day in killers():
        if names.search(words) is None or (story.anchor is not None and story.anchor < day):
            continue
        named = [m for m in story.analysis.actors if m.actor_id == entry.actor]
        if named:
            return Perpetrator(min(named, key=story.is_demonym), "implied", elsewhere=True)
    return None
