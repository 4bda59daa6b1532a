"""The war on Saudi Arabia's side of the border: its towns under shells, its soldiers whom no name gives to a side."""

from extractors.languages.ar.context import ArticleView
from extractors.languages.ar.cues import says
from extractors.languages.ar.sentence import Chunk, Sentence
from extractors.languages.ar.sides import Party, sideless


def in_saudi_arabia(sentence: Sentence) -> bool:
    """Whether a sentence names a town or a province of Saudi Arabia as the scene."""
    places = [m.place for _, m in sentence.places.values() if m.place is not None]
    return any(p.country_code == "SA" and p.level != "country" for p in places)


def guards_the_kingdom(view: ArticleView, sentence: Sentence, chunk: Chunk, party: Party) -> bool:
    """As in "رجال الأمن" under shells from Yemen: soldiers whom no name gives to a side, where Saudi Arabia is hit."""
    if party.kind != "combatant" or party.group not in ("GOV", "UNKNOWN"):
        return False
    person = chunk.person.person if chunk.person else None
    if chunk.actor is None and (party.group == "GOV" or person is None or not person.title):
        return False
    if chunk.actor is not None and not sideless(chunk.actor):
        return False
    if sentence.places:
        return in_saudi_arabia(sentence) or says("from_yemen", sentence.norms) is not None or _on_its_border(sentence)
    near = view.sentences[max(0, sentence.index - 2) : sentence.index + 1]
    return any(in_saudi_arabia(s) or says("from_yemen", s.norms) is not None for s in near)


def _on_its_border(sentence: Sentence) -> bool:
    """Whether a sentence speaks of the kingdom's border."""
    kingdom = any(m.place is not None and m.place.country_code == "SA" for _, m in sentence.places.values())
    return kingdom and any(norm in ("حدود", "الحدود", "حدودها", "الحدودي") for norm in sentence.norms)
