"""Perpetrators, speakers and scope of claims."""

import pytest


def _only(code, text, published="2016-08-12"):
    (claim,) = code(text, published).casualties
    return claim


@pytest.mark.parametrize(
    ("text", "group", "basis"),
    [
        ("A suicide attack killed 70 people in Iraq. The attack was claimed by Islamic State.", "ISIS", "implied"),
        ("Islamic State said it was behind a bombing that killed 12 people in Iraq.", "ISIS", "stated"),
        ("Shells hit a market in Syria and 12 people died. Turkey bombed the town all night.", "OTHER", "carried"),
    ],
)
def test_perpetrators(code, text, group, basis):
    claim = _only(code, text)
    assert (claim.perpetrator_group, claim.perpetrator_basis) == (group, basis)


def test_a_victim_in_the_passive_is_no_attacker(code):
    claim = _only(code, "One Lebanese fisherman was shot dead near the frontier with Syria.")
    assert claim.perpetrator_group == "UNKNOWN"


def test_doubt_names_nobody(code):
    text = "Twelve people died on a boat off Syria. It is unclear whether Turkish jets attacked it."
    assert _only(code, text).perpetrator_group == "UNKNOWN"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The attack killed six soldiers in Iraq” WHO said in a statement.", "WHO"),
        ("Rain fell in the north Opposition activists say 15 civilians were killed by shelling in Syria.", "activists"),
        ("At least 9 rebels were killed in Syria, according to a new toll from the Observatory.", "the Observatory"),
        ("The report cited a military source who said 12 soldiers were killed in Iraq.", "a military source"),
        ("AFP reporters at the scene saw 11 bodies after the bombing in Iraq.", "AFP reporters"),
        ("The army will look into reports that 40 civilians were killed in the strike in Iraq.", "reports"),
        ("Among the dead in the shelling were a woman and her two sons, the Observatory reported.", "the Observatory"),
    ],
)
def test_speakers(code, text, speaker):
    claim = code(text).casualties[0]
    assert claim.source_text is not None
    assert speaker in claim.source_text


def test_a_death_told_as_known_is_nobodys_words(code):
    claim = _only(code, "Analysts said talks were at risk in the aftermath of the killing of rebel Omar Haddad.")
    assert claim.source_text is None


def test_it_is_an_office_and_no_person(code):
    text = (
        "Syrian state television reported fighting in Homs. A resident told Reuters that troops fired into the air. "
        "It said a policeman was killed in the attack in Homs, Syria."
    )
    assert "television" in code(text).casualties[-1].source_text


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The July raid in Iraq killed three soldiers.", "incident"),
        ("Seven people were killed in other attacks in Iraq on Tuesday.", "period"),
        ("Six rebels died in fighting in Libya on Wednesday and Thursday.", "incident"),
        ("At least 650 children were killed by shelling in Syria in the last 12 months.", "period"),
        ("More than 9,000 people have been killed by troops in the fighting in Syria since 2011.", "background"),
    ],
)
def test_scope(code, text, scope):
    assert _only(code, text).scope == scope


def test_whom_the_sentence_cites_is_no_victim(code):
    coded = code(
        "Soldiers captured 14 rebels near Harib in Yemen, among them a field commander, the same official said."
    )
    assert [claim.count_text for claim in coded.casualties] == ["14", "a field commander"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Anna Berg, head of the agency, rebuked the army for the raid, which she said killed 12 people.", "Anna Berg"),
        ("The envoy said aid must reach Homs, where at least 12 people have been killed by shelling.", None),
        ("The ministry said its jets bombed rebels for the first time since a raid killed 12 civilians.", None),
        (
            "Twelve civilians died in air strikes, according to a statement released by the EU mission on Sunday.",
            "a statement released by the EU mission",
        ),
        (
            "A military source said mortars were fired. The minister said all was calm. "
            "The source said a shell killed two soldiers.",
            "A military source",
        ),
    ],
    ids=["pronoun", "where", "since", "released by", "the source"],
)
def test_whom_the_article_cites(code, text, source):
    (claim,) = code(text).casualties
    assert (claim.source_text or "").startswith(source or "\0") or claim.source_text is source
