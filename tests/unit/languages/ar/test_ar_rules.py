"""Each line of the pattern files does in its own example what it says."""

import pytest
from ar_coding import CONTEXT, code

from extractors.languages.ar.control import control_words
from extractors.languages.ar.cues import Cue, Method
from extractors.languages.ar.frame_rules import Frame
from extractors.languages.ar.materiel import MaterielWord
from extractors.languages.ar.taken_places import NO_DEED, ControlWord
from extractors.languages.ar.vetoes import Veto
from extractors.languages.ar.words import Person, trigger_rules
from extractors.lexicon import data_file, load_rules


def rules(name, kind):
    return load_rules(data_file("extractors.languages.ar", f"patterns/{name}.jsonl"), kind)


@pytest.mark.parametrize("trigger", trigger_rules(), ids=lambda rule: rule.id)
def test_trigger(trigger):
    found = code(trigger.example + CONTEXT).casualties
    assert [c for c in found if c.outcome == trigger.outcome and trigger.id in c.rule_id], [
        (c.outcome, c.count, c.rule_id) for c in found
    ]


@pytest.mark.parametrize("frame", rules("frames", Frame), ids=lambda rule: rule.id)
def test_frame(frame):
    found = code(frame.example + CONTEXT).casualties
    assert [c for c in found if c.rule_id.split("+")[0] == frame.id], [(c.outcome, c.rule_id) for c in found]


@pytest.mark.parametrize("person", rules("persons", Person), ids=lambda rule: rule.id)
def test_person(person):
    assert code(person.example + CONTEXT).casualties


@pytest.mark.parametrize(
    "word",
    [w for w in rules("control", ControlWord) if w.type not in NO_DEED],
    ids=lambda rule: rule.id,
)
def test_control(word):
    assert word.id in {c.rule_id for c in code(word.example + CONTEXT).control}
    assert control_words()


@pytest.mark.parametrize(
    "word",
    [
        w
        for w in rules("control", ControlWord)
        if w.type in ("block", "conditional", "aim", "approach", "ongoing", "came")
    ],
    ids=lambda rule: rule.id,
)
def test_plans_are_no_control(word):
    assert code(word.example + CONTEXT).control == []


@pytest.mark.parametrize("word", rules("materiel", MaterielWord), ids=lambda rule: rule.id)
def test_materiel(word):
    assert any(c.rule_id.startswith(word.id + "+") for c in code(word.example + CONTEXT).materiel)


@pytest.mark.parametrize("veto", rules("vetoes", Veto), ids=lambda rule: rule.id)
def test_veto(veto):
    assert code(veto.example + ".").casualties == []


@pytest.mark.parametrize("method", rules("methods", Method), ids=lambda rule: rule.id)
def test_method(method):
    assert method.method in {c.method for c in code(method.example + CONTEXT).casualties}


@pytest.mark.parametrize("cue", [c for c in rules("cues", Cue) if c.role in ("agent", "opponent")], ids=lambda c: c.id)
def test_agents_are_named_as_perpetrators(cue):
    (claim, *_) = code(cue.example + " في محافظة مأرب. ويسيطر الحوثيون على صنعاء.").casualties
    assert claim.perpetrator_basis == "stated"
