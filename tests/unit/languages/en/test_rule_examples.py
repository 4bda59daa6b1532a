"""Every line of the pattern files is run against its own example."""

from datetime import date

import pytest

from extractors.languages.en import numbers, numberwords, rules, timerules, times
from extractors.languages.en.settings import weights
from extractors.lexicon import data_file, load_rules

PACKAGE = "extractors.languages.en"


def _rules(name, kind):
    return load_rules(data_file(PACKAGE, f"patterns/{name}.jsonl"), kind)


@pytest.mark.parametrize("entry", _rules("outcomes", rules.OutcomeRule), ids=lambda e: e.id)
def test_outcome_rule_finds_its_example(entry, code):
    claims = code(
        entry.example + " The rebels and the army have fought a war there, and bombs fell in the attack."
    ).casualties
    assert entry.outcome in {claim.outcome for claim in claims}, entry.example


@pytest.mark.parametrize("entry", _rules("control", rules.ControlRule), ids=lambda e: e.id)
def test_control_rule_finds_its_example(entry, code):
    claims = code("The army and the rebels fought in Yemen's Abyan province. " + entry.example).control
    assert entry.action in {claim.action for claim in claims}, entry.example


@pytest.mark.parametrize("entry", _rules("materiel", rules.MaterielRule), ids=lambda e: e.id)
def test_materiel_rule_finds_its_example(entry, code):
    claims = code(entry.example).materiel
    assert entry.action in {claim.action for claim in claims}, entry.example


@pytest.mark.parametrize("entry", timerules.time_rules(), ids=lambda pair: pair[0].id)
def test_time_rule_resolves_its_example(entry):
    rule, _ = entry
    found = times.find_times(rule.example, 0, date.fromisoformat(rule.published))
    assert found, rule.example
    mention = found[-1].mention
    assert [str(day) for day in (mention.date_start, mention.date_end) if day] == rule.means
    assert mention.text in rule.example


@pytest.mark.parametrize("entry", _rules("numbers", numberwords.NumberWord), ids=lambda e: e.id)
def test_number_word_is_read(entry):
    found = numbers.find_numbers([*entry.example.replace("-", " - ").split(), "of", "them"])
    if entry.means == 0:
        assert not found
    elif entry.low is not None:
        assert (found[0].bound, found[0].low) == ("vague", entry.low)
    else:
        assert found[0].count == entry.means


@pytest.mark.parametrize("entry", _rules("bounds", numberwords.BoundPhrase), ids=lambda e: e.id)
def test_bound_phrase_bounds(entry):
    (found,) = numbers.find_numbers([*entry.example.split(), "soldiers"])
    assert found.bound == entry.bound


@pytest.mark.parametrize("entry", _rules("modality", rules.ModalityRule), ids=lambda e: e.id)
def test_modality_rule_takes_the_assertion_away(entry, code):
    modalities = {
        c.modality for c in code(entry.example + " The army fought the rebels; bombs fell in the attack.").casualties
    }
    assert modalities <= {entry.modality}, entry.example


@pytest.mark.parametrize("entry", rules.context_rules(), ids=lambda e: e.id)
def test_context_rule_weighs_its_example(entry):
    if entry.sign == "thing":
        assert entry.example.split()[-1].rstrip("s") in rules.things()
    else:
        assert weights(entry.example)[entry.sign] > 0


@pytest.mark.parametrize("entry", rules.methods(), ids=lambda e: e.id)
def test_method_is_found(entry, code):
    claims = code(f"Seven soldiers were killed in the war; it was {entry.example}.").casualties
    assert [c.method for c in claims][:1] == [entry.method]


@pytest.mark.parametrize("entry", _rules("people", rules.PeopleRule), ids=lambda e: e.id)
def test_people_nouns_are_known(entry, code):
    claims = code(f"The bombing killed 14 {entry.example} in the war.").casualties
    assert [c.count for c in claims] == [14]
    if not entry.bare:
        assert claims[0].victim_kind == entry.kind


@pytest.mark.parametrize("entry", _rules("items", rules.ItemRule), ids=lambda e: e.id)
def test_item_nouns_are_known(entry, code):
    claims = code(f"The rebels destroyed a {entry.example} in the battle.").materiel
    assert [c.item for c in claims] == [entry.item]


@pytest.mark.parametrize("entry", _rules("sites", rules.SiteRule), ids=lambda e: e.id)
def test_site_nouns_are_known(entry, code):
    claims = code(f"In Abyan, Yemen, al-Qaeda fighters captured a {entry.example} from the army.").control
    assert len(claims) == 1


@pytest.mark.parametrize("entry", rules.sources(), ids=lambda e: e.id)
def test_source_rules(entry, code):
    from extractors.languages.en.speakers import source_kind

    if entry.role == "kind":
        assert source_kind(entry.example) == entry.kind
    elif entry.role in ("verb", "preposition"):
        (claim, *_) = code(entry.example + " The war goes on.").casualties
        assert claim.source_text in ("The ministry", "the ministry")


@pytest.mark.parametrize("entry", _rules("forces", rules.ForceRule), ids=lambda e: e.id)
def test_force_rules_depend_on_the_subject(entry, code):
    assert {claim.victim_group for claim in code(entry.example).casualties} == {"US"}
