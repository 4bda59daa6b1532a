"""Which groups of people an outcome predicate speaks of: one function a frame, over the dependency tree."""

from collections.abc import Callable

from spacy.tokens import Token

from extractors.languages.en.frames_figures import in_condition, in_custody, of_figure, slain
from extractors.languages.en.frames_harm import hospitalised, sufferers
from extractors.languages.en.frames_idioms import claimed, held, in_state, lost, of_lives
from extractors.languages.en.frames_nouns import bearers, counted, no_one, of_act, of_bodies, of_toll
from extractors.languages.en.frames_verbs import done_to, fallen, outlived_not, subjects_of

FRAMES: dict[str, Callable[[Token], list[Token]]] = {
    "object": done_to,
    "subject": subjects_of,
    "survive": outlived_not,
    "fall": fallen,
    "of": of_act,
    "borne": bearers,
    "count": counted,
    "state": in_state,
    "toll": of_toll,
    "figure": of_figure,
    "slain": slain,
    "custody": in_custody,
    "condition": in_condition,
    "lives": of_lives,
    "claim": claimed,
    "bodies": of_bodies,
    "victims": no_one,
    "hold": held,
    "suffer": sufferers,
    "hospital": hospitalised,
    "lose": lost,
}
