"""Who stands in a sentence and did nothing: who speaks, whose leader died, what was hit.

As in "a bomb, which **police** said …", "the **army** announced".
"""

from functools import lru_cache

from spacy.tokens import Token

from extractors.languages.en.linkbase import Link
from extractors.languages.en.rules import sources, word_set
from extractors.languages.en.sentences import Sentence

_THINKING = word_set("en.words.perpetrators.thinking")
_ASIDE = frozenset({"among", "for", "inside", "into", "like", "of", "on", "to", "toward", "within"})
"""prepositions behind which stands who did nothing"""
_LEAVING = frozenset({"deprive", "leave", "lose", "mean", "rob", "target"})
_BLAMING = frozenset({"blame", "pin"})
"""verbs whose "on" leads to those who did it"""
_INSIDE = ("amod", "compound", "nmod", "poss", "appos")


@lru_cache(maxsize=1)
def saying() -> frozenset[str]:
    """Verbs of saying and thinking: whose subject they have, that one tells of a deed."""
    return frozenset(word for entry in sources() if entry.role == "verb" for word in entry.words) | _THINKING


def only_speaks(sentence: Sentence, start: int, end: int) -> bool:
    """Whether whoever is named within [start, end) of the article is the subject of such a verb."""
    noun = _head(sentence, start, end)
    while noun is not None and noun.dep_ in _INSIDE and noun.head != noun:
        noun = noun.head
    return noun is not None and noun.dep_ == "nsubj" and noun.head.lemma_.lower() in saying()


def _head(sentence: Sentence, start: int, end: int) -> Token | None:
    """The word that the others of a name hang on."""
    inside = [t for t in sentence.doc or () if start <= sentence.offset(t) < end]
    return next((t for t in inside if t.head not in inside or t.head == t), None)


def stands_aside(sentence: Sentence, link: Link, start: int, end: int) -> bool:
    """Whether a force tells only who was killed, what was aimed at, or whom the death left behind.

    As in "the head of the **army** was shot", "a strike on a camp of the **rebels**", "leaves the **rebels** alone".
    """
    noun = _head(sentence, start, end)
    if noun is None or _is_beside(noun, link):
        return False
    if any(t == link.group.head for t in _until_verb(noun)):
        return True
    for token in (noun, *noun.ancestors):
        if token.dep_ == "pobj" and token.head.lower_ in _ASIDE:
            return token.head.head.lemma_.lower() not in _BLAMING
        if token.dep_ == "dobj" and token.head.pos_ == "VERB" and link.trigger in token.head.subtree:
            return token.head.lemma_.lower() in _LEAVING
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _until_verb(noun: Token) -> list[Token]:
    """What a noun hangs on, up to the first verb."""
    found = []
    for token in noun.ancestors:
        if token.pos_ in ("VERB", "AUX"):
            break
        found.append(token)
    return found


def _is_beside(noun: Token, link: Link) -> bool:
    """Whether a force is told of among the victims: "three rebels and a soldier were killed"."""
    victim = link.group.head
    return noun in victim.conjuncts or noun.head in victim.conjuncts
