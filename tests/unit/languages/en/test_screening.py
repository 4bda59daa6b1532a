"""The screen before the parser: it lets through what can hold a claim, and little else."""

import pytest

from extractors.languages.en import screening
from extractors.languages.en.pipeline import may_hold_claim
from extractors.languages.en.sentences import split
from extractors.lexicon import data_file, load_rules

FORMS = load_rules(data_file("extractors.languages.en", "patterns/forms.jsonl"), screening.FormRule)


def kinds(text):
    """The kinds of claim that the screen expects in each sentence of an article."""
    sentences = split(text)
    screening.mark(sentences, text)
    return [sentence.worth for sentence in sentences]


@pytest.mark.parametrize("entry", FORMS, ids=lambda e: e.id)
def test_the_screen_knows_the_forms(entry):
    assert screening.beginnings(entry.forms).search(entry.example), entry.example


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Rebel fighters took the town of Zinjibar.", "control"),
        ("The militia fell back and the port came under army control.", "control"),
        ("The group took over Mosul, the largest city in the north.", "control"),
        ("The army lost two tanks in the battle.", "materiel"),
        ("The battalion lost seven men.", "casualty"),
        ("Four people died.", "casualty"),
        ("The siege cost him his life.", "casualty"),
    ],
)
def test_what_can_hold_a_claim_is_parsed(sentence, kind):
    assert kind in kinds(f"{sentence} Clashes between the army and the rebels went on.")[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The senator took a hard line and lost the vote.",
        "Social security takes up a third of the budget.",
        "Executives of the bank were clear about their plans.",
        "He fell ill and died.",
        "The life of a farmer is hard.",
        "Careful drivers lose nothing by waiting.",
    ],
)
def test_loose_words_alone_are_not_parsed(sentence):
    assert kinds(f"{sentence} The council spoke of the war and of an attack abroad.")[0] == frozenset()


def test_deaths_by_accident_are_not_parsed():
    assert not may_hold_claim("Twelve people were killed when a bus plunged off a bridge. The war is long over.")


def test_the_speaker_beside_a_claim_is_parsed_with_it():
    first, second, third = kinds(
        "Gunmen killed two soldiers. The governor told reporters so. The weather was fine in the valley."
    )
    assert "casualty" in first
    assert second == {"context"}
    assert third == frozenset()
