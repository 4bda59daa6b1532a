"""Which language an article is written in: py3langid over those that our sources mix, the script as a check."""

import re
from functools import lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from extractors.records import LANGUAGES

# Restricted to what lands beside English and Arabic in the feeds of the region: over all of its 140
# languages the model takes short wire texts full of transliterated names for rare ones.
_CANDIDATES = (
    "en", "ar", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "tr", "az", "fa", "ur", "ps", "ku", "ug", "he",
    "ru", "uk", "so", "sw", "am", "id", "hi", "bn", "zh", "ja",
)  # fmt: skip
_NAMES = {"english": "en", "eng": "en", "arabic": "ar", "ara": "ar", "العربية": "ar", "عربي": "ar"}
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_CHUNK = 150
_SURE = 0.95
_ENOUGH_LETTERS = 60
"""From this many letters on, the model's certainty outweighs what the input declares."""


def language_of(text: str, declared: str | None = None) -> str | None:
    """ISO 639-1 code of the language of `text`; None where it holds too few letters to tell.

    `declared` (a code, a tag like ar-YE, or an English name) stands if the script agrees with it and
    the text does not plainly speak another language.
    """
    sample = _sample(text)
    n_letters = len(_LETTER.findall(sample))
    if n_letters == 0:
        return None
    named = _code(declared)
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    script_agrees = {"ar": arabic > latin, "en": latin > arabic}.get(named or "", False)
    if script_agrees and n_letters < _ENOUGH_LETTERS:
        return named
    found, certainty = _identifier().classify(sample)
    if script_agrees and certainty < _SURE:
        return named
    return str(found)


def _code(declared: str | None) -> str | None:
    if not declared:
        return None
    tag = declared.strip().lower()
    code = _NAMES.get(tag) or re.split(r"[-_]", tag)[0]
    return code if code in LANGUAGES else None


def _sample(text: str) -> str:
    """Start, middle and end: captions and by-lines in another language stand at one end only."""
    if len(text) <= 4 * _CHUNK:
        return text
    middle = len(text) // 2
    return f"{text[:_CHUNK]} {text[middle : middle + _CHUNK]} {text[-_CHUNK:]}"


@lru_cache(maxsize=1)
def _identifier() -> Any:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(_CANDIDATES)
    return model
