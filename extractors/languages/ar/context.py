"""What an article tells as a whole: its sentences, and who and where they name."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from spacy.tokens import Doc

from extractors.actors import ActorContext, find_actors
from extractors.analysis import ActorMention, Analysis, PlaceMention, analysis_of
from extractors.folding import Token
from extractors.gazetteer import Gazetteer
from extractors.languages.ar.claimants import Claimed, claimed_in
from extractors.languages.ar.meant_forces import of_their_war, organisations
from extractors.languages.ar.namesakes import without_namesakes
from extractors.languages.ar.plain import plain
from extractors.languages.ar.sentence import Sentence
from extractors.languages.ar.words import name_words

Mention = TypeVar("Mention", ActorMention, PlaceMention)

_END = frozenset(".!؟?")
_ORGANISATION = frozenset(("تنظيم", "مسلحي", "عناصر", "«", '"', "مقاتلي", "قيادات", "جماعه"))
_OF_BASES = frozenset(("الجويه", "العسكريه", "البحريه", "الاستراتيجيه"))
_OPENING = frozenset(("«", '"', "“", "”"))
_QUOTING = _OPENING | {"»", "/", "(", ")"}
_PAIRS = {"»": "«", "”": "“", ")": "("}
_QUOTED = 4
"""tokens from the mark that opens a quoted name to the one that closes it"""
_DATELINE = 3
_IN_COUNTRY = frozenset(("في", "ب", "داخل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"))
_HAPPENED = frozenset(("هجوم", "غاره", "تفجير", "قصف", "معركه", "معارك", "اشتباكات", "مجزره", "انفجار", "حادث"))


@dataclass(slots=True)
class ArticleView:
    """An article as the rules see it."""

    text: str
    sentences: list[Sentence]
    analysis: Analysis
    actors: ActorContext
    claimed: list[Claimed] = field(default_factory=list)
    """what forces are said to have claimed"""


def view_of(doc: Doc) -> ArticleView:
    """The view that the context component made of a Doc.

    Raises KeyError where that component has not run.
    """
    view: ArticleView = doc.user_data["ar_view"]
    return view


def make_view(doc: Doc) -> ArticleView:
    """Finds sentences, actors and places of an article and keeps them with the Doc."""
    text, analysis = doc.text, analysis_of(doc)
    norms, starts, ends = _without_hashtags(text, doc.user_data["norms"], doc.user_data["starts"])
    tokens = [Token(s, e, n if n.strip() else ",") for s, e, n in zip(starts, ends, norms, strict=True)]
    context = ActorContext(published=analysis.published)
    places = places_in(text, tokens, context)
    quoting = _name_quotes(norms)
    unquoted = [token for at, token in enumerate(tokens) if at not in quoting]
    actors = _without_bases(norms, starts, find_actors(text, "ar", unquoted, context))
    actors = _without_scenes(norms, starts, actors, places)
    actors = organisations(of_their_war(norms, starts, actors, context), norms, starts)
    analysis.actors, analysis.places = actors, places
    by_token = _by_token(starts, actors)
    places_by_token = {a: found for a, found in _by_token(starts, places).items() if _is_scene(norms, a)}
    sentences = [
        _sentence(text, norms, starts, ends, bounds, by_token, places_by_token, i)
        for i, bounds in enumerate(sentence_bounds(norms))
    ]
    view = ArticleView(text, sentences, analysis, context)
    view.claimed = claimed_in(sentences)
    doc.user_data["ar_view"] = view
    return view


def _without_hashtags(text: str, norms: list[str], starts: list[int]) -> tuple[list[str], list[int], list[int]]:
    """Bare forms, starts and ends of all tokens but the marks of hashtags: "#ميليشيات_الحوثي" reads as two words."""
    ends = _ends(text, starts)
    if "#" not in norms and "_" not in norms:
        return norms, starts, ends
    kept = [at for at, norm in enumerate(norms) if norm not in ("#", "_")]
    return [norms[at] for at in kept], [starts[at] for at in kept], [ends[at] for at in kept]


def _without_scenes(
    norms: Sequence[str], starts: Sequence[int], actors: Sequence[ActorMention], places: Sequence[PlaceMention]
) -> list[ActorMention]:
    """A country in which something happened is no force: "غارات في سوريا قتلت", "معارك شرق ليبيا"."""
    countries = {m.start for m in places if m.place is not None and m.place.level == "country"}
    return [
        mention
        for mention in actors
        if mention.start not in countries
        or ".demonym." not in mention.rule_id
        or norms[max(0, bisect_left(starts, mention.start) - 1)] not in _IN_COUNTRY
    ]


def _name_quotes(norms: Sequence[str]) -> set[int]:
    """Places of the marks around quoted names, which are no end of a force's name: "تنظيم «داعش»", "تنظيم / داعش /"."""
    found: set[int] = set()
    opened: int | None = None
    for at, norm in enumerate(norms):
        if norm not in _QUOTING:
            continue
        if (
            opened is not None
            and 1 < at - opened <= _QUOTED
            and _PAIRS.get(norm, norm) == _PAIRS.get(norms[opened], norms[opened])
        ):
            found |= {opened, at}
            opened = None
        else:
            opened = at
    return found


def _without_bases(norms: Sequence[str], starts: Sequence[int], actors: list[ActorMention]) -> list[ActorMention]:
    """القاعدة is al-Qaeda, unless the article is about a base: "قاعدة العند", then "القاعدة"."""
    pairs = list(pairwise(norms))
    base = any(norm == "قاعده" for norm in norms) or any(a == "القاعده" and b in _OF_BASES for a, b in pairs)
    organisation = any(a in _ORGANISATION and b == "القاعده" for a, b in pairs)
    kept = []
    for mention in actors:
        at = bisect_left(starts, mention.start)
        first = norms[at] if actors else ""
        if at + 1 < len(starts) and starts[at + 1] >= mention.end and _is_namesake(norms, at):
            continue
        if first == "قاعده" or (first == "القاعده" and base and not organisation):
            continue
        kept.append(mention)
    return kept


def _is_namesake(norms: Sequence[str], at: int) -> bool:
    """As in "محمد هادي حسين", "صالح أحمد": a president's name among other names is another man's."""
    given = name_words("given")
    if not 0 < at < len(norms) - 1 or norms[at] not in given or norms[at + 1] not in given:
        return False
    # على and علي look alike once folded
    return norms[at - 1] in given or norms[at + 1] != "علي"


def _ends(text: str, starts: Sequence[int]) -> list[int]:
    """Where tokens end: where the next begins, one blank less if a blank stands between."""
    following = [*starts[1:], len(text)]
    return [
        end - 1 if end - 1 > start and text[end - 1] == " " else end
        for start, end in zip(starts, following, strict=True)
    ]


def places_in(text: str, tokens: Sequence[Token], context: ActorContext) -> list[PlaceMention]:
    """Places named in the text; adjectives of origin count for the article's theatre only."""
    gazetteer = Gazetteer.load()
    candidates = gazetteer.find(text, "ar", tokens)
    adjectives = {(c.start, c.end) for c in candidates if c.demonym}
    found = []
    for mention in gazetteer.resolve(candidates):
        if mention.place is not None and mention.place.country_code:
            context.countries[mention.place.country_code] += 1
        if (mention.start, mention.end) not in adjectives:
            found.append(mention)
    return without_namesakes(found, tokens, context)


def _is_scene(norms: Sequence[str], at: int) -> bool:
    """Whether a place's name is one here.

    No newspaper («الرياض»), no agency's dateline, no pretext (بحجة), no unit's name ("لواء سلمان الحزم").
    """
    before = norms[at - 1] if at else ""
    if before in plain("unit_name") or (at > 1 and norms[at - 2] in plain("unit_name") and before.isalpha()):
        return before in plain("into")
    if before in _OPENING and norms[at] in plain("newspaper"):
        return False
    if norms[at] == "حجه" and before in ("ب", "علي"):
        return False
    if at and before in _HAPPENED:
        return True  # "هجوم صعدة: مقتل ستة"
    return not (at < _DATELINE and any(mark in ("(", ":", "-", "–") for mark in norms[at + 1 : at + 3]))


def _by_token(starts: Sequence[int], mentions: Sequence[Mention]) -> dict[int, tuple[int, Mention]]:
    found: dict[int, tuple[int, Mention]] = {}
    for mention in mentions:
        first = bisect_left(starts, mention.start)
        last = bisect_left(starts, mention.end)
        if first < len(starts):
            found[first] = (last, mention)
    return found


def _sentence(
    text: str,
    norms: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    bounds: tuple[int, int],
    actors: Mapping[int, tuple[int, ActorMention]],
    places: Mapping[int, tuple[int, PlaceMention]],
    index: int,
) -> Sentence:
    a, b = bounds
    return Sentence(
        norms[a:b],
        starts[a:b],
        ends[a:b],
        {i - a: (min(e, b) - a, m) for i in range(a, b) if i in actors for e, m in [actors[i]]},
        {i - a: (min(e, b) - a, m) for i in range(a, b) if i in places for e, m in [places[i]]},
        index,
        text,
    )


def sentence_bounds(norms: Sequence[str]) -> list[tuple[int, int]]:
    """Token bounds of the sentences; a full stop inside a number or between initials ends none."""
    bounds, start = [], 0
    for i, norm in enumerate(norms):
        if norm == "\n" or norm in _END:
            if norm == "." and 0 < i < len(norms) - 1 and _is_initial(norms[i - 1]) and _is_initial(norms[i + 1]):
                continue
            if i + 1 > start:
                bounds.append((start, i + 1))
            start = i + 1
    if start < len(norms):
        bounds.append((start, len(norms)))
    return [(a, b) for a, b in ((_strip(norms, a, b)) for a, b in bounds) if b > a]


def _is_initial(norm: str) -> bool:
    return len(norm) == 1 and norm.isalnum()


def _strip(norms: Sequence[str], a: int, b: int) -> tuple[int, int]:
    while a < b and (not norms[a].strip() or norms[a] in ".،,"):
        a += 1
    while b > a and not norms[b - 1].strip():
        b -= 1
    return a, b
