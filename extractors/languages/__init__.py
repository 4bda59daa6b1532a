"""The languages that can be coded, one package each.

A language package has a module `pipeline` with two functions:

`build(model: str | None = None) -> spacy.Language`
    the pipeline; after it has run, `analysis_of(doc)` holds the article's drafts.
`may_hold_claim(text: str) -> bool`
    a look at the raw text, thousands of articles a second: False only where no trigger of any rule
    stands in it, so that no pipeline need run.
"""

from importlib import import_module
from types import ModuleType

from extractors.records import LANGUAGES


def pipeline_module(language: str) -> ModuleType:
    """The `pipeline` module of a language.

    Raises ValueError for a language that cannot be coded.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} cannot be coded; known: {', '.join(LANGUAGES)}")
    return import_module(f"extractors.languages.{language}.pipeline")
