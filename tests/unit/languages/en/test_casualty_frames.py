"""Who was killed, wounded or captured, and how many, by the form of the predicate."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # verbs, active and passive
        ("Gunmen killed three soldiers at a checkpoint.", [("killed", 3)]),
        ("Three soldiers were killed by gunmen at a checkpoint.", [("killed", 3)]),
        ("Police shot dead two attackers near the embassy.", [("killed", 2)]),
        ("Militants beheaded two hostages and abducted four aid workers.", [("killed", 2), ("captured", 4)]),
        ("The rebels kidnapped a priest and his driver.", [("captured", 1), ("captured", 1)]),
        ("Eight insurgents were captured in the raid.", [("captured", 8)]),
        # participles
        ("Warplanes bombed the camp, killing 53 militants and wounding 20 others.", [("killed", 53), ("wounded", 20)]),
        ("The blast left 12 people dead and 30 wounded.", [("killed", 12), ("wounded", 30)]),
        # intransitive, nouns, tolls
        ("Six rebels died in the fighting.", [("killed", 6)]),
        ("The army announced the killing of 12 militants.", [("killed", 12)]),
        ("The raid led to the deaths of four children.", [("killed", 4)]),
        ("The bombing claimed the lives of 17 people.", [("killed", 17)]),
        ("The death toll from the bombing rose to at least 30.", [("killed", 30)]),
        ("Soldiers found the bodies of six policemen after the battle.", [("killed", 6)]),
        ("The monitor put the number of civilians killed in the strike at 13.", [("killed", 13)]),
        ("The battle caused 20 casualties.", [("killed_or_wounded", 20)]),
        # coordination, one row each
        ("A soldier and two children were killed by the mine.", [("killed", 1), ("killed", 2)]),
        ("12 people were killed and 22 wounded in the attack.", [("killed", 12), ("wounded", 22)]),
        ("Airstrikes killed 12 people, wounded 22 and left three missing.", [("killed", 12), ("wounded", 22)]),
        # parts
        (
            "The attack killed 20 people, among them five women and three children.",
            [("killed", 20), ("killed", 5), ("killed", 3)],
        ),
        ("Among the dead were a teacher and two of her pupils after the strike.", [("killed", 1), ("killed", 2)]),
        # singular, named, vague
        ("A commander was killed in the clashes.", [("killed", 1)]),
        ("Dozens of fighters were killed in the battle.", [("killed", None)]),
        ("Scores were wounded when shells hit the market.", [("wounded", None)]),
        # raised subjects, headline style
        ("At least 40 villagers are believed to have been killed in the raid.", [("killed", 40)]),
        ("12 militants killed in drone strike in the north", [("killed", 12)]),
    ],
)
def test_frame(sentence, expected, counts):
    assert counts(sentence) == expected


def test_parts_point_at_their_total(code):
    total, women = code("The attack killed 20 people, among them five women.").casualties
    assert women.part_of_claim_id == total.claim_id


def test_restatement_points_at_the_first_claim(code):
    first, second = code(
        "Fourteen soldiers were killed in an ambush on Monday near Taizz. "
        "The ministry confirmed that 14 soldiers were killed in the ambush on Monday."
    ).casualties
    assert (first.repeats_claim_id, second.repeats_claim_id) == (None, first.claim_id)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 12 people were killed in the attack.", (12, "at_least", 12, None)),
        ("More than 30 people were killed in the attack.", (30, "at_least", 31, None)),
        ("Up to 40 people were killed in the attack.", (40, "at_most", None, 40)),
        ("About 50 people were killed in the attack.", (50, "approx", None, None)),
        ("Between 20 and 30 people were killed in the attack.", (None, "range", 20, 30)),
        ("Two dozen people were killed in the attack.", (24, "exact", 24, 24)),
        ("Several people were killed in the attack.", (None, "vague", 3, None)),
        ("Hundreds of people were killed in the attack.", (None, "vague", 200, None)),
        ("Twenty-two people were killed in the attack.", (22, "exact", 22, 22)),
    ],
)
def test_bounds(sentence, expected, code):
    (claim,) = code(sentence).casualties
    assert (claim.count, claim.bound, claim.count_low, claim.count_high) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The wounds suffered by 11 soldiers in the attack were light.", [("wounded", 11)]),
        ("The raid led to burns and to wounds to the arm of the rebel.", []),
        (
            "The gunmen were taken into custody after the attack, and a fourth man was arrested on Friday.",
            [("captured", 1)],
        ),
        (
            "Police put the toll at 58 after the bombing and said there were 11 children among the dead.",
            [("killed", 58), ("killed", 11)],
        ),
        (
            "Medics said after the bombing that 30 of the dead were farmers, six women and 14 children.",
            [("killed", 30), ("killed", 6), ("killed", 14)],
        ),
        ("The attack leaves dozens of people, reportedly carrying papers, dead.", [("killed", None)]),
        ("Officers spoke of the killing on Thursday night of a police officer in the attack.", [("killed", 1)]),
        (
            "The strike killed seven villagers, including an 8-month-old girl and two boys.",
            [("killed", 7), ("killed", 1), ("killed", 2)],
        ),
        ("Medics treated the wounded after the bombing, among them a young boy.", [("wounded", 1)]),
        ("The toll of the raid was one of the highest of the war.", []),
        ("Two soldiers were killed in the shelling and another was wounded.", [("killed", 2), ("wounded", 1)]),
        ("Unknown gunmen on a motorcycle shot dead a senior officer of the army on Thursday.", [("killed", 1)]),
        ("The general authorized the assassination of two rebel leaders in the war.", []),
        ("After the war the soldier took his own life.", []),
    ],
)
def test_frames_by_example(counts, text, expected):
    assert counts(text) == expected


def test_the_death_of_one_known_to_be_killed_needs_no_word_of_war(counts):
    text = "James Harper was killed by a drone strike in Yemen. The family confirmed Harper's death on Sunday."
    assert counts(text) == [("killed", 1), ("killed", 1)]


def test_surnames_are_persons_once_the_article_has_named_them(counts):
    text = "Militants beheaded the aid worker James Harper in Syria. The group said Harper, 26, was killed in a raid."
    assert ("killed", 1) in counts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two soldiers were killed and a third wounded in a raid in Mali.", [("killed", 2), ("wounded", 1)]),
        ("Militants took engineers hostage along with four drivers in the Gao region of Mali.", [("captured", 4)]),
    ],
)
def test_one_more_and_those_taken_along(counts, text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police look into the abduction of two Danish citizens, Karl Hadin and Max Gold, who have been held hostage.",
        "Gunmen in Iraq killed two reporters, Karl Hadin and Max Gold, in a raid.",
    ],
)
def test_names_behind_their_number_are_no_rows(counts, text):
    assert [count for _, count in counts(text)] == [2]
