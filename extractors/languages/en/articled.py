"""Names with an Arabic article ("Sadr al-Bustan"): one word for the parser, which would read three of them.

The model knows no such words.  It takes one for a name where it begins with a capital, and leaves it out of
the name of a person that it ends.
"""

import re

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span

_ARTICLE = "al|e[lrdtsnz]|a[drstnz]|a[st]h|u[lrds]"
_NAME = re.compile(rf"(?:[A-Z]\w+-)?(?i:{_ARTICLE})-[A-Z]\w+(?:['’]\w{{2,}})?(?:-[A-Z]\w+)?")
_SMALL_ARTICLE = re.compile(rf"(?<![\w-])(?:{_ARTICLE})-(?=[A-Z])")


def keep_whole(tokenizer: Tokenizer) -> None:
    """Make a tokenizer leave such a name in one piece."""
    tokenizer.token_match = _NAME.fullmatch


def capitalised(text: str) -> str:
    """A text whose names begin with capitals, letter for letter."""
    return _SMALL_ARTICLE.sub(lambda match: match.group().capitalize(), text)


def without_article(name: str) -> str:
    """The last part of such a name, which an article about a person goes on using; other names as they are."""
    return name.rpartition("-")[2] if _NAME.fullmatch(name) else name


def with_last_names(doc: Doc) -> Doc:
    """Let the name of a person that the model cut short before such a name reach to its end."""
    doc.set_ents([_whole(doc, name) for name in doc.ents])
    return doc


def _whole(doc: Doc, name: Span) -> Span:
    end = name.end
    if name.label_ == "PERSON" and end < len(doc) and not doc[end].ent_type_ and _NAME.fullmatch(doc[end].text):
        return Span(doc, name.start, end + 1, name.label_)
    return name
