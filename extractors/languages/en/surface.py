"""Victims read off the words beside a predicate, where the parse leads to none.

A number with a noun for people, right before "were killed" or right behind "killing", says enough by
itself: long relative clauses, insertions between commas and datelines mislead a parser, and never this.
"""

from spacy.tokens import Token

from extractors.languages.en.groups import Group, group_of_words, person_noun
from extractors.languages.en.hits import Hit
from extractors.languages.en.linkbase import LinkBase
from extractors.languages.en.rules import word_set

CONFIDENCE = 0.7
_AUXILIARIES = word_set("en.words.surface.auxiliaries")
_WITHIN = ("JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "VBN", "VBG", "POS", "``", "''")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ARTICLES = frozenset({"a", "an", "his", "her", "their", "another", "one"})
_PREPOSITIONS = frozenset({"in", "of", "from", "at", "near", "on", "aboard", "inside", "outside"})
_HOW_SURE = frozenset({"believed", "confirmed", "feared", "presumed", "reported"})
_INSERTED, _LONGEST = 22, 7
_FRAMES = ("object", "subject", "state", "suffer")


def groups_beside(base: LinkBase, hit: Hit) -> list[Group]:
    """The group that stands at the predicate's side by the words alone; empty where there is none."""
    token, frame = hit.token, hit.rule.frame
    verbal = token.tag_.startswith("VB") or (token.tag_ == "JJ" and frame in ("state", "suffer"))
    if frame not in _FRAMES or not verbal:
        return []
    first = _first_auxiliary(token)
    if first < token.i or frame in ("subject", "suffer") or insertion_before(base, first) is not None:
        return _before(base, first)
    if token.tag_ in ("VBN", "VBD", "JJ") and (left := _left(base, token)):
        return left
    return _behind(base, token) if frame == "object" else []


def _left(base: LinkBase, token: Token) -> list[Group]:
    """Who was left so: "leaving a member of the security forces martyred", "with 20 rebels and six soldiers dead"."""
    end = token.i
    while end and (base.doc[end - 1].lower_ in _HOW_SURE or base.doc[end - 1].tag_ == "RB"):
        end -= 1
    found: list[Group] = []
    while groups := _before(base, end):
        found = [*groups, *found]
        before = base.doc[groups[0].start - 1] if groups[0].start else None
        if before is None or (before.lower_ not in ("and", ",", "with") and before.lemma_.lower() != "leave"):
            return []
        if before.lower_ not in ("and", ","):
            return found
        end = before.i
    return []


def insertion_before(base: LinkBase, end: int) -> tuple[int, int] | None:
    """[start, end) of words that tell of parts, right before token `end`: ", among them a lieutenant,"."""
    if not end or base.doc[end - 1].text != ",":
        return None
    start = _before_insertion(base, end - 1)
    words = [token.lower_ for token in base.doc[start + 1 : end - 1]]
    told = words[:1] == ["including"] or any(word in words[:4] for word in ("them", "whom"))
    return (start, end) if start < end - 1 and told else None


def _first_auxiliary(token: Token) -> int:
    """Where "were", "have been" and adverbs before a participle begin; the participle itself without any."""
    i, first = token.i - 1, token.i
    while i >= 0 and (token.doc[i].lower_ in _AUXILIARIES or token.doc[i].tag_ == "RB"):
        if token.doc[i].lower_ in _AUXILIARIES:
            first = i
        i -= 1
    return first


def _behind(base: LinkBase, token: Token) -> list[Group]:
    """The group that begins right behind a verb: "killing at least eight of the soldiers"."""
    i = token.i + 1
    while i < len(base.doc) and (base.doc[i].tag_ in ("RB", "RP", "PDT") or base.doc[i].lower_ in ("all", "the")):
        if i in base.numbers.by_token:
            break
        i += 1
    group = _from(base, i) or (_bare_noun(base, i) if token.tag_ == "VBZ" else None)
    return [group] if group is not None else []


def _bare_noun(base: LinkBase, i: int) -> Group | None:
    """One person without an article, as headlines tell: "Shelling kills woman"."""
    following = base.doc[i + 1] if i + 1 < len(base.doc) else None
    if i >= len(base.doc) or base.doc[i].tag_ != "NN" or (following is not None and following.tag_ in _NOUNS):
        return None
    return group_of_words(base.sentence, i, base.doc[i], None)


def _from(base: LinkBase, i: int) -> Group | None:
    """The group whose words begin at token i."""
    doc = base.doc
    if i >= len(doc):
        return None
    number = base.numbers.by_token.get(i)
    if number is None and doc[i].lower_ not in _ARTICLES:
        return None
    start = number.end if number is not None else i + 1
    j = start
    while j < len(doc) and j < start + _LONGEST and doc[j].tag_ in _WITHIN and j not in base.numbers.by_token:
        j += 1
    nouns = [token for token in doc[start:j] if token.tag_ in _NOUNS]
    if nouns:
        return group_of_words(base.sentence, i, nouns[-1], number)
    if number is not None and j == start and (j >= len(doc) or doc[j].lower_ != "of"):
        return group_of_words(base.sentence, i, doc[number.end_core - 1], number)
    return None


def _before(base: LinkBase, end: int) -> list[Group]:
    """The group that ends right before token `end`, insertions between commas and phrases of place left out."""
    doc = base.doc
    if end and doc[end - 1].text == ",":
        end = _before_insertion(base, end - 1)
    for i in range(end - 1, max(end - 2 - _INSERTED, -1), -1):
        token = doc[i]
        if token.tag_ in _FINITE or token.text in (";", ",", ":") or token.lower_ in ("who", "which", "that"):
            return []
        opens = i in base.numbers.by_token and base.numbers.by_token[i].start == i
        if opens or (token.lower_ in _ARTICLES and not opens):
            group = _from(base, i)
            if group is not None and _reaches(base, group, end):
                return [group]
            if opens:
                return []
    return []


def _before_insertion(base: LinkBase, comma: int) -> int:
    """Where the words between two commas begin that end at `comma`: ", most of them women,"."""
    for i in range(comma - 1, max(comma - _INSERTED, -1), -1):
        if base.doc[i].tag_ in _FINITE or base.doc[i].text == ";":
            return comma
        if base.doc[i].text == ",":
            following = base.doc[i + 1]
            if following.lower_ in ("and", "or") or (i and following.i in base.numbers.by_token and i - 1 == comma):
                continue
            return i
    return comma


def _reaches(base: LinkBase, group: Group, end: int) -> bool:
    """Whether nothing but phrases of place stands between a group and token `end`."""
    between = base.doc[group.end : end]
    if not len(between):
        return True
    return between[0].lower_ in _PREPOSITIONS and not any(
        person_noun(token) is not None or token.pos_ in ("VERB", "NUM") or token.lower_ == "and" for token in between
    )
