"""Sentences that hold a trigger and report no armed violence: accidents, disease, sport, verdicts, releases."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.plain import plain
from extractors.languages.ar.script import bare
from extractors.languages.ar.sentence import Sentence
from extractors.lexicon import data_file, load_rules, rule


@rule
class Veto:
    """Words that make a sentence no report of armed violence."""

    id: str
    forms: tuple[str, ...]
    outcomes: tuple[str, ...]
    unless_conflict: bool
    deeds_only: bool = False
    weak: tuple[str, ...] = ()
    """words of conflict that do not outweigh it: what burns may explode"""
    example: str


@lru_cache(maxsize=1)
def _table() -> Phrases[Veto]:
    rules = load_rules(data_file("extractors.languages.ar", "patterns/vetoes.jsonl"), Veto)
    return phrase_table((form, veto) for veto in rules for form in veto.forms)


def vetoes_in(sentence: Sentence) -> list[Veto]:
    """The vetoes that stand in a sentence."""
    found = []
    for at in range(len(sentence.norms)):
        match = match_phrase(_table(), sentence.norms, at)
        if match:
            found.append(match[1])
    return found


@dataclass(frozen=True, slots=True)
class Conflict:
    """What of armed conflict a sentence speaks of."""

    deeds: frozenset[str]
    """words for fighting, strikes, men in arms"""
    force: bool
    """the name of a force; a nation's people are none, nor are its police, who see to crimes too"""


def conflict_in(sentence: Sentence) -> Conflict:
    """What outweighs vetoes in a sentence."""
    forces = (m for _, m in sentence.actors.values() if m.group not in ("CIVILIAN", "UNKNOWN"))
    return Conflict(
        frozenset(form for norm in sentence.norms for form in (norm, norm.removeprefix("ال"))) & plain("conflict"),
        any(".demonym." not in mention.rule_id and "شرط" not in mention.text for mention in forces),
    )


def vetoed(outcome: str, here: Sequence[Veto], lead: Sequence[Veto], conflict: Conflict) -> bool:
    """Whether a claim of this outcome is none, by the vetoes of its sentence or of the article's lead.

    A sentence that names a force tells of something else than the lead's accident.
    """
    if not conflict.force and any(_forbids(veto, outcome, conflict) for veto in lead):
        return True
    return any(_forbids(veto, outcome, conflict) for veto in here)


def _forbids(veto: Veto, outcome: str, conflict: Conflict) -> bool:
    if veto.outcomes and outcome not in veto.outcomes:
        return False
    if not veto.unless_conflict:
        return True
    return not (conflict.deeds - _weak(veto)) and (veto.deeds_only or not conflict.force)


@lru_cache(maxsize=64)
def _weak(veto: Veto) -> frozenset[str]:
    return frozenset(bare(word) for word in veto.weak)
