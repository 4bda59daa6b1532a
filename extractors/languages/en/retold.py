"""Words that describe people counted before, and count nobody: "the first soldier to fall", "both of them women"."""

from spacy.tokens import Token

from extractors.languages.en.linkbase import Link

_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "latest", "last", "only", "youngest", "oldest"})


def is_told_again(link: Link, links: list[Link]) -> bool:
    """Whether words describe those counted before: "a man was killed, the first soldier to fall", "two, both women"."""
    words = [token.lower_ for token in link.group.head.doc[link.group.start : link.group.start + 2]]
    size = 2 if words[:1] == ["both"] else 1 if words[:1] == ["the"] and words[-1] in _RANKS else None
    same = [other for other in links if other is not link and other.rule.outcome == link.rule.outcome]
    return size is not None and any(
        other.group.start < link.group.start and other.group.quantity.count == size for other in same
    )


def counts_harm(noun: Token) -> bool:
    """Whether a share is one of wounds and not of people: "most of the injuries were to the head"."""
    return noun.lemma_.lower() == "injury" and noun.dep_ == "pobj" and noun.head.lower_ == "of"
