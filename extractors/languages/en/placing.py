"""Where a claim's event happened: the place its clause, its sentence or an earlier sentence gives."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from extractors.analysis import PlaceMention, SourceMention
from extractors.languages.en.countries import is_named_by_country, is_venue
from extractors.languages.en.groups import person_noun
from extractors.languages.en.rules import phrase, word_set
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_NOT_AFTER = word_set("en.words.placing.not-after")
_NOUNS_BY_NAME = word_set("en.words.placing.nouns-by-name")
_REGION_WORDS = ("capital", "north", "south", "east", "west", "province", "border", "coast", "region", "city", "town")
_ADJECTIVAL = word_set("en.words.placing.adjectival")
_SIDE = phrase("en.phrase.placing.side")
_BANNED = phrase("en.phrase.placing.banned")
_REPORTING = phrase("en.phrase.placing.reporting")
_BLAMED = phrase("en.phrase.placing.blamed")
_BESIDE = phrase("en.phrase.placing.beside")
_HOME = phrase("en.phrase.placing.home")
_TITLED = phrase("en.phrase.placing.titled")
_NAMED_WAR = phrase("en.phrase.placing.named-war")
_WAY = phrase("en.phrase.placing.way")
_AWAY = word_set("en.words.placing.away")
_SCENE = word_set("en.words.placing.scene")
_ACTS = word_set("en.words.perpetrators.acts")
_LIVES = word_set("en.words.timing.lives")
_LOCATED = re.compile(r"\b(?:in|across|inside|throughout) (?:the )?$")
_WITHIN = re.compile(r"\b(?:in|on|inside|at|near|off|over) (?:the )?$", re.IGNORECASE)
_LISTED = re.compile(r",?-? ?and (?:in )?(?:the )?", re.IGNORECASE)
_BACK = 12
_AHEAD = 4


def is_usable(story: Story, mention: PlaceMention) -> bool:
    """Whether the mention names a place where something can happen, and not a force or a speaker's office."""
    before = story.text[max(0, mention.start - 40) : mention.start]
    if mention.place is None or _BANNED.search(before) or _REPORTING.search(before):
        return False
    if _HOME.search(before) or _TITLED.search(before) or _is_beside(mention, before):
        return False
    if (mention.start, mention.end) in story.adjective_places and not _is_side(story, mention):
        return False
    if story.is_doubtful(mention) or is_venue(story.text, mention) or _is_of_states(story, mention, before):
        return False
    if is_named_by_country(mention) and mention.place.country_code != story.country:
        return False
    after = story.text[mention.end : mention.end + 24].lower()
    if after.startswith(("-", "‑")) or (after.startswith(("'s ", "’s ")) and _is_owner(mention, after)):
        return False
    if mention.text in _ADJECTIVAL and not _LOCATED.search(
        story.text[max(0, mention.start - 14) : mention.start].lower()
    ):
        return False
    return not story.covering_actors(mention.start, mention.end)


def _is_beside(mention: PlaceMention, before: str) -> bool:
    """Whether a country only tells what a place is near: "a town near the border with **Iraq**"."""
    return mention.place is not None and mention.place.level == "country" and _BESIDE.search(before) is not None


def _is_of_states(story: Story, mention: PlaceMention, before: str) -> bool:
    """Whether a country is only blamed, or names another war than the one told of ("since the Vietnam war")."""
    if mention.place is None or mention.place.level not in ("country", "region"):
        return False
    other_war = _NAMED_WAR.match(story.text, mention.end) and mention.place.country_code != story.country
    return bool(other_war) or _BLAMED.search(before) is not None


def _is_side(story: Story, mention: PlaceMention) -> bool:
    """Whether a country's adjective tells where something was: "on the Syrian side"; "from" tells whence."""
    before = story.text[max(0, mention.start - 14) : mention.start]
    return _SIDE.match(story.text, mention.end) is not None and _WITHIN.search(before) is not None


def _is_owner(mention: PlaceMention, after: str) -> bool:
    """Whether the place stands for a state that owns something, not for where something is."""
    country = mention.place is not None and mention.place.level == "country"
    return (country and not any(word in after for word in _REGION_WORDS)) or any(
        word in after for word in _NOUNS_BY_NAME
    )


def _overlaps(mention: PlaceMention, source: SourceMention | None) -> bool:
    return source is not None and mention.start < source.end and source.start < mention.end


def _distance(sentence: Sentence, trigger: Token, mention: PlaceMention) -> int:
    """How far the place stands from the predicate, in tokens; a clause in between counts, too."""
    doc = trigger.doc
    span = doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
    if span is None:
        return 99
    far = abs(span.start - trigger.i)
    between = doc[min(span.start, trigger.i) : max(span.start, trigger.i)]
    far += sum(
        6
        for token in between
        if token.text in (";", "while", "after", "as", "and") and token.dep_ in ("mark", "cc", "punct", "advmod")
    )
    before = doc[span.start - 1].lower_ if span.start else ""
    if before in ("in", "at", "near", "on", "outside", "inside", "around", "off", "across"):
        far -= 4
    elif before in _NOT_AFTER:
        far += 6
    return far


def in_sentence(story: Story, sentence: Sentence, trigger: Token, source: SourceMention | None) -> PlaceMention | None:
    """The place that the sentence gives for the predicate: near it, the most specific of those beside each other."""
    usable = [
        m
        for m in story.places_in(sentence.start, sentence.end)
        if is_usable(story, m)
        and not _overlaps(m, source)
        and not _is_elsewhere(sentence, trigger, m)
        and not (_is_abroad(story, m) and _is_since(sentence, trigger, m))
    ]
    if not usable:
        return None
    ranked = sorted(usable, key=lambda m: _distance(sentence, trigger, m))
    nearest = ranked[0]
    country = nearest.place.country_code if nearest.place else None
    if (both := _with_another(story, nearest, usable)) is not None:
        return both
    reach = len(sentence.text) if nearest.place and nearest.place.level == "country" else 60
    around = [m for m in ranked if m.place and m.place.country_code == country and abs(m.start - nearest.start) < reach]
    return min(around, key=lambda m: (_level(m), abs(m.start - nearest.start)))


def _with_another(story: Story, nearest: PlaceMention, usable: list[PlaceMention]) -> PlaceMention | None:
    """Two countries named together, of which none is the place alone: "air strikes in Iraq and Syria"."""
    if nearest.place is None or nearest.place.level != "country":
        return None
    for other in usable:
        first, last = sorted((nearest, other), key=lambda m: m.start)
        listed = _LISTED.fullmatch(story.text[first.end : last.start]) is not None
        if listed and other.place is not None and other.place.level == "country" and other.place != nearest.place:
            return replace(
                nearest, start=first.start, end=last.end, text=story.text[first.start : last.end], place=None
            )
    return None


def _is_elsewhere(sentence: Sentence, trigger: Token, mention: PlaceMention) -> bool:
    """Whether the sentence puts something else there: a speaker, a birth, a flight, where shells came from."""
    span = trigger.doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
    if span is None:
        return False
    first = trigger.doc[span.start - 1].lower_ if span.start else ""
    country = mention.place is not None and mention.place.level == "country"
    if _is_agent(span.root, mention) or (first == "from" and (country or _is_origin(span.root))):
        return True
    for token in span.root.ancestors:
        lemma = token.lemma_.lower()
        if token == trigger or token in trigger.ancestors:
            return (first == "from" and lemma in _ACTS) or (first in ("into", "to") and lemma in _AWAY)
        if lemma in _AWAY or lemma in _LIVES or (first == "from" and lemma in _ACTS):
            return True
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _is_abroad(story: Story, mention: PlaceMention) -> bool:
    """Whether a place lies in another country than the one that the article is about."""
    return mention.place is not None and story.country not in (None, mention.place.country_code)


def _is_since(sentence: Sentence, trigger: Token, mention: PlaceMention) -> bool:
    """Whether something else began there: "20 have died in protests since an uprising in Tunisia"."""
    span = trigger.doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
    for token in span.root.ancestors if span is not None else ():
        if token == trigger or token in trigger.ancestors:
            return False
        if token.lower_ == "since" or any(child.lower_ == "since" and child.dep_ == "mark" for child in token.children):
            return True
    return False


def _is_origin(token: Token) -> bool:
    """Whether people come from a place: "gunmen from South Sudan", "pilgrims from Iran"."""
    above = token.head.head if token.dep_ == "pobj" else token.head
    return above.pos_ in ("NOUN", "PROPN") and person_noun(above) is not None


def _is_agent(token: Token, mention: PlaceMention) -> bool:
    """Whether a country acts or speaks as a state ("Russia says") and is not where something was ("Syria saw")."""
    country = mention.place is not None and mention.place.level == "country"
    if not country:
        return False
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB":
        return token.head.lemma_ not in _SCENE
    following = token.doc[token.i + 1 : token.i + 2]
    acts = any(t.tag_ in ("VBD", "VBZ") and t.pos_ == "VERB" and t.lemma_ not in _SCENE for t in following)
    return acts and token.dep_ != "pobj"  # "called for help and Turkey signalled": one phrase, to the parser


def _level(mention: PlaceMention) -> int:
    """How coarse a mention is; a common noun ("the capital") counts as coarser than a name."""
    if mention.text.islower():
        return 8
    return (mention.place.geo_precision if mention.place else None) or 9


def carried(story: Story, sentence: Sentence) -> PlaceMention | None:
    """The place of the story so far: the nearest earlier sentence that gives one, else the next one.

    Only places of the country that the article is about are carried; without any, that country.
    """
    before = story.sentences[max(0, sentence.index - _BACK) : sentence.index]
    after = story.sentences[sentence.index + 1 : sentence.index + 1 + _AHEAD]
    around = [*reversed(before), *after]
    for other in [*(s for s in around if not s.is_dateline), *(s for s in around if s.is_dateline)]:
        usable = [
            m
            for m in story.places_in(other.start, other.end)
            if is_usable(story, m) and m.place and m.place.country_code == story.country and not _is_way(story, m)
        ]
        if usable:
            return min(usable, key=_level)
    return country_of(story)


def _is_way(story: Story, mention: PlaceMention) -> bool:
    """Whether a place is only where a way leads: "a post above the road to Shabwa"."""
    return _WAY.search(story.text[max(0, mention.start - 30) : mention.start]) is not None


def country_of(story: Story) -> PlaceMention | None:
    """The first mention of the country that the article is about, be it only as an adjective."""
    if story.country is None:
        return None
    named = [m for m in story.analysis.places if m.place and m.place.country_code == story.country]
    return next((m for m in named if m.place and m.place.level == "country"), None)


def refined(story: Story, mention: PlaceMention | None, sentence: Sentence) -> PlaceMention | None:
    """A bare country made more specific by the nearest place inside it that earlier sentences name."""
    if mention is None or mention.place is None or mention.place.level != "country":
        return mention
    for other in reversed(story.sentences[max(0, sentence.index - 3) : sentence.index]):
        if other.is_dateline:
            continue
        inside = [
            m
            for m in story.places_in(other.start, other.end)
            if is_usable(story, m)
            and m.place
            and m.place.country_code == mention.place.country_code
            and m.place.level != "country"
        ]
        if inside:
            return min(inside, key=_level)
    return mention


def is_in(mention: PlaceMention, country: str) -> bool:
    """Whether a place lies in a country."""
    return mention.place is not None and mention.place.country_code == country


def somewhere_in(story: Story, country: str, names: Sequence[str]) -> PlaceMention | None:
    """A place of a country that has one of `names`, else the country itself, where the article names them."""
    usable = [m for m in story.analysis.places if is_in(m, country) and is_usable(story, m)]
    named = next((m for m in usable if m.text in names), None)
    return named or next((m for m in usable if m.place is not None and m.place.level == "country"), None)
