"""Claims that sum up several attacks or places: by the words of their own clause, and by the places named together."""

import re
from itertools import pairwise

from spacy.tokens import Token

from extractors.analysis import PlaceMention, TimeMention
from extractors.languages.en import placing
from extractors.languages.en.linkbase import Link
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_SUPERLATIVE = phrase("en.phrase.timing.superlative")
_ONE_BLOW = phrase("en.phrase.summing.one-blow")
_SEVERAL = phrase("en.phrase.timing.several")
_RECURRING = phrase("en.phrase.timing.recurring")
_ONE_EVENT = phrase("en.phrase.timing.one-event")
_ONE_ACT = phrase("en.phrase.summing.one-act")
_JOINED = phrase("en.phrase.summing.joined")
_IN = re.compile(r"\bin $")
_ASIDE = re.compile(
    r"\b(?:after|amid|following|since|(?:one|worst|deadliest|latest|first|last) of(?: the)?) $", re.IGNORECASE
)
"""before attacks that came earlier, or of which a claim tells one: "after days of protests", "one of five"."""
_COMPARED = re.compile(r" (?:of|in|since)(?: (?:a|an|the|its|their))? $")
"""between a comparison and what it is made with: "the bloodiest day **of a** 13-day offensive"."""
_VAGUE = frozenset({"en.time.ago", "en.time.previous"})
"""the rules of "last week" and "two weeks ago", which mostly tell vaguely when one event was"""
_WEEK, _MONTH = 7, 31
_MONTHS = frozenset({*_VAGUE, "en.time.current", "en.time.month", "en.time.month-year", "en.time.month-last"})
"""and those of a month, in which as often many are summed up"""
_LOCAL = frozenset({"in", "at", "on", "near", "around", "across", "throughout", "outside", "over", "inside"})
_FEW = 3
"""people; no more than that died together, where only the month is told"""
_MANY = 10
"""people; that many dead of a country in a day are no single attack's where none is told"""


def _told(text: str, several: bool) -> bool | None:
    one = _ONE_EVENT.search(text)
    if one is not None and (not several or "including" in one[0].lower()):
        return None
    return several


def sums_several(story: Story, link: Link, others: list[Token], time: TimeMention | None) -> bool | None:
    """Whether a claim sums up several attacks or places; None where it tells of one act.

    `others` are the predicates of the other claims of the sentence: what stands in their clauses is theirs.
    """
    sentence = link.group.sentence
    if any(_is_of(link, sentence, match, others) for match in _RECURRING.finditer(sentence.text)):
        return True
    words = any(_is_of(link, sentence, match, others) for match in _SEVERAL.finditer(sentence.text))
    told = _told(sentence.text, words)
    if told is False and (_names_places(story, link, others) or _is_of_country(story, link, others)):
        return True
    return None if told is False and time is not None and _is_vague(link, time) else told


def _is_vague(link: Link, time: TimeMention) -> bool:
    """Whether a week, or a month in which one blow is told, says when an event was, and not how long people fell."""
    if time.rule_id in _VAGUE and _days(time) <= _WEEK:
        return True
    up_to_now = time.text.lower().startswith(("this ", "in "))  # "three this month", "two in July"
    few = link.part_of is None and not up_to_now and (link.group.quantity.count or _MANY) <= _FEW
    one = few or _ONE_BLOW.search(link.group.sentence.text) is not None
    return one and _days(time) <= _MONTH and time.rule_id in _MONTHS


def _days(time: TimeMention) -> int:
    return (time.date_end - time.date_start).days if time.date_start and time.date_end else 0


def _is_of(link: Link, sentence: Sentence, match: re.Match[str], others: list[Token]) -> bool:
    """Whether words of the sentence stand in the claim's own clause, or in one that is no claim's."""
    span = link.trigger.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    aside = span is not None and span.root not in link.trigger.ancestors
    told = sentence.text[match.end() :].startswith((" in which", " that "))
    if _COMPARED.search(before := sentence.text[: match.start()]) and _SUPERLATIVE.search(before):
        return False
    if aside and not told and _ASIDE.search(sentence.text[: match.start()]):
        return False
    return span is None or _belongs(span.root, link.trigger, others)


def _belongs(token: Token, trigger: Token, others: list[Token]) -> bool:
    for above in (token, *token.ancestors):
        if above == trigger:
            return True
        if above in others:
            return above in trigger.ancestors or _shares(trigger, above)
        if above.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in above.children):
            return False  # "killed 15, and the police closed roads in three districts"
    return True


def _shares(trigger: Token, later: Token) -> bool:
    """Whether what follows the last predicate is said of all: "two were killed and seven hurt across Iraq"."""
    between = trigger.doc[trigger.i : later.i]
    return later in trigger.conjuncts and not any(token.lower_ in _LOCAL for token in between)


def _names_places(story: Story, link: Link, others: list[Token]) -> bool:
    """Whether people were hit in places named together: "28 died in Misrata, Ajdabiya and Zintan"."""
    sentence = link.group.sentence
    mentions = sorted(story.places_in(sentence.start, sentence.end), key=lambda m: m.start)
    for first, second in pairwise(mentions):
        if not _are_apart(story, first, second) or _counted_between(sentence, link.trigger, first, second):
            continue
        if placing.is_usable(story, first) and placing.is_usable(story, second) and is_where(link, first, others):
            return True
    return False


def _is_of_country(story: Story, link: Link, others: list[Token]) -> bool:
    """Whether the dead of a whole country are counted, and no act told of that hit them: "30 were killed in Syria"."""
    sentence, quantity = link.group.sentence, link.group.quantity
    many = (quantity.low or quantity.count or 0) >= _MANY
    done_by = link.trigger.pos_ == "VERB" and link.group.start > link.trigger.i  # "bandits killed 18"
    if link.rule.outcome != "killed" or not many or done_by or _ONE_ACT.search(sentence.text):
        return False
    usable = [m for m in story.places_in(sentence.start, sentence.end) if placing.is_usable(story, m)]
    if any(m.place is None or m.place.level != "country" for m in usable):
        return False
    own = [m for m in usable if m.place is not None and m.place.country_code == story.country]
    return any(_IN.search(story.text[: m.start][-4:]) and is_where(link, m, others) for m in own)


def _are_apart(story: Story, first: PlaceMention, second: PlaceMention) -> bool:
    """Whether two places named together are of one kind and neither lies in the other: not "Azaz, in Aleppo"."""
    a, b = first.place, second.place
    between = story.text[first.end : second.start]
    if a is None or b is None or a.place_id == b.place_id:
        return False
    if _JOINED.fullmatch(between) is None:
        return False
    wide = ("country", "region")
    within = b.level == "country" and a.country_code == b.country_code  # "in Sinai, Egypt"
    inside = within or (a.level == "city" and b.level != "city" and "and" not in between)
    return (a.level in wide) == (b.level in wide) and not inside


def _counted_between(sentence: Sentence, trigger: Token, first: PlaceMention, second: PlaceMention) -> bool:
    """Whether each place has a number of its own: "12 in Hama and five in Idlib"."""
    start, end = first.end - sentence.start, second.start - sentence.start
    between = trigger.doc.char_span(start, end, alignment_mode="contract")
    return between is not None and any(token.pos_ == "NUM" for token in between)


def is_where(link: Link, mention: PlaceMention, others: list[Token]) -> bool:
    """Whether a preposition puts the claim's predicate, or the deed beside it, at a place."""
    doc, start, trigger = link.trigger.doc, link.group.sentence.start, link.trigger
    span = doc.char_span(mention.start - start, mention.end - start, alignment_mode="expand")
    located = False
    for token in (span.root, *span.root.ancestors) if span is not None else ():
        if token == trigger:
            return located
        if token in others:
            return located and (token in trigger.ancestors or _shares(trigger, token))
        if token.dep_ == "prep" and token.lower_ != "of":
            if not located and token.lower_ not in _LOCAL:
                return False
            located = True
        elif token.dep_ in ("nsubj", "nsubjpass") and token.head != trigger:
            return False
        elif token.pos_ in ("VERB", "AUX") and not (located and token.dep_ in ("advcl", "relcl", "acl")):
            return located and token in trigger.ancestors
    return False
