"""Sentences that hold a trigger and report no armed violence: accidents, disease, sport, verdicts, releases."""

from collections.abc import Sequence
from functools import lru_cache

from extractors.languages.ar.phrases import Phrases, match_phrase, phrase_table
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.lexicon import data_file, load_rules, rule


@rule
class Veto:
    """Words that make a sentence no report of armed violence."""

    id: str
    forms: tuple[str, ...]
    outcomes: tuple[str, ...]
    unless_conflict: bool
    example: str


@lru_cache(maxsize=1)
def _table() -> Phrases[Veto]:
    rules = load_rules(data_file("extractors.languages.ar", "patterns/vetoes.jsonl"), Veto)
    return phrase_table((form, veto) for veto in rules for form in veto.forms)


def veto_words() -> frozenset[str]:
    """All bare words of vetoes, for the tokenizer."""
    return frozenset(w for entries in _table().values() for words, _ in entries for w in words if len(w) > 2)


def vetoes_in(sentence: Sentence) -> list[Veto]:
    """The vetoes that stand in a sentence."""
    found = []
    for at in range(len(sentence.norms)):
        match = match_phrase(_table(), sentence.norms, at)
        if match:
            found.append(match[1])
    return found


def speaks_of_conflict(sentence: Sentence) -> bool:
    """Whether a word of armed conflict stands in a sentence, or a force is named."""
    if any(mention.group not in ("CIVILIAN", "UNKNOWN") for _, mention in sentence.actors.values()):
        return True
    return any(norm.removeprefix("ال") in plain("conflict") for norm in sentence.norms)


def vetoed(outcome: str, here: Sequence[Veto], conflict: bool) -> bool:
    """Whether a claim of this outcome is none, by the vetoes of its sentence."""
    return any(
        (not veto.outcomes or outcome in veto.outcomes) and not (veto.unless_conflict and conflict) for veto in here
    )
