"""Who did it: sentences written for these tests."""

import pytest
from ar_coding import code

WAR = "تدور معارك في مأرب بين المقاومة الشعبية والحوثيين. "


def doers(text, lead=WAR):
    """(count, perpetrator group, basis) of each casualty claim."""
    return [(c.count, c.perpetrator_group, c.perpetrator_basis) for c in code(lead + text).casualties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تصدت المقاومة المسنودة بقوات الجيش لهجوم قتل فيه ستة حوثيين.", (6, "RESISTANCE", "stated")),
        ("وقع 60 من مسلحي الحوثي أسرى في أيدي المقاومة الشعبية.", (60, "RESISTANCE", "stated")),
        (
            "شنت طائرات التحالف غارات على حجة، فيما تقدم مقاتلو المقاومة الشعبية بعدما استطاعوا قتل تسعة حوثيين.",
            (9, "RESISTANCE", "stated"),
        ),
        ("ولا يزال 14 صحفيا معتقلين عند الحوثيين.", (14, "HOUTHI", "stated")),
        ("أعلن التحالف العربي مقتل ثمانية من عناصر حزب الله في صعدة.", (8, "COALITION", "implied")),
    ],
)
def test_who_did_it(text, expected):
    assert expected in doers(text)


def test_over_yemen_only_the_coalition_flies():
    lead = "أعلن التحالف العربي استمرار عملياته في اليمن. "
    assert doers("وصل وفد إلى صعدة. قتل تسعة أطفال في غارة جوية على حافلة في صعدة.", lead)[-1][1] == "COALITION"


def test_a_raid_that_the_coalition_denies_is_nobodys():
    lead = "نفى التحالف العربي شن غارة في اليمن متهما الحوثيين بذلك. "
    assert doers("قتل تسعة أطفال في غارة جوية على سوق في صعدة.", lead)[-1][1] == "UNKNOWN"


def test_of_two_sides_losses_each_did_the_others():
    found = doers("وقتل 47 حوثيا وخمسة من قوات الجيش الوطني في معارك عنيفة في تعز.")
    assert [(count, group) for count, group, _ in found] == [(47, "GOV"), (5, "HOUTHI")]


def test_whom_an_attack_struck_did_not_do_it():
    found = doers("وقعت هجمات في عدن أسفرت عن مقتل 30 شخصا واستهدفت القوات الحكومية.", "تشهد عدن في اليمن توترا. ")
    assert found[0][1] != "GOV"


def test_who_claims_one_bomb_has_not_claimed_them_all():
    lead = "تبنى تنظيم داعش بعض الهجمات في العراق. "
    assert doers("قتل تسعة مدنيين في تفجير سيارة مفخخة في بغداد.", lead)[-1][1] == "UNKNOWN"


def test_who_claims_the_bomb_did_it():
    lead = "تبنى تنظيم داعش تفجير سيارة مفخخة في صنعاء. "
    assert doers("وخلف انفجار السيارة المفخخة تسعة قتلى بينهم مدنيون.", lead)[-1][1] == "ISIS"


def test_yemens_forces_fight_in_no_other_war():
    text = "قصف الحوثيون أحياء تعز فقتل ستة مدنيين. وفي غزة قتل ثلاثة فلسطينيين وأصيب عدد من الأشخاص في مواجهات."
    assert all(group != "HOUTHI" for count, group, _ in doers(text) if count != 6)


def test_who_holds_a_place_did_not_strike_it():
    lead = "أعلن التحالف العربي استمرار عملياته في اليمن. "
    assert (
        doers("أدان التقرير هجومين جويين على مناطق يسيطر عليها الحوثيون قتل فيها عشرات الأطفال.", lead)[-1][1]
        == "COALITION"
    )


def test_whose_building_was_hit_did_not_hit_it():
    found = doers("أسفر التفجير الذي استهدف مسجد قوات الطوارئ عن مقتل ستة مدنيين.", "تشهد السعودية هجمات. ")
    assert found == [(6, "UNKNOWN", "none")]


def test_who_fought_them_did_it_though_he_struck_others_before():
    text = "نفذ مقاتلو المقاومة الشعبية عمليات استهدفت قيادات الحوثيين وتمكنوا من قتل مسؤول أمني في المدينة."
    assert doers(text)[-1][1] == "RESISTANCE"


@pytest.mark.parametrize(
    "text",
    [
        "قتل تسعة أشخاص في تفجيرات نسبت إلى تنظيم داعش في ولاية هكاري.",
        "حملت الوزارة أمس مسؤولية الهجوم على تنظيم داعش بعدما قتل فيه تسعة أشخاص.",
        "لاحقت الشرطة عناصر تنظيم «داعش» المتهم بتفجير سوق أدى إلى مقتل تسعة أشخاص.",
        "قتل تسعة أشخاص في سوق إثر سقوط قذيفة مصدرها تنظيم / داعش /.",
    ],
)
def test_a_deed_laid_to_a_force_is_its_own(text):
    assert doers(text, "تخوض تركيا حربا على المتطرفين. ")[-1] == (9, "ISIS", "stated")


@pytest.mark.parametrize(
    "taken_up", ["وقتل تسعة مدنيين جراء هذه الغارات.", "وأوضح المصدر أن غارة أخرى قتلت تسعة مسلحين."]
)
def test_a_deed_taken_up_again_has_the_same_doer(taken_up):
    lead = "قتلت طائرات التحالف بقيادة واشنطن أربعين عنصرا من داعش في سورية. "
    assert doers(taken_up, lead)[-1] == (9, "US", "carried")


def test_those_who_lose_men_beside_the_islamic_state_fight_it():
    text = "أعلنت الشرطة العراقية مقتل سبعة من عناصر داعش وثلاثة من قوات البيشمركة في معارك كركوك بالعراق."
    assert [group for _, group, _ in doers(text, "")] == ["OTHER", "ISIS"]


@pytest.mark.parametrize(("where", "doer"), [("الرقة في سورية", "OTHER"), ("مأرب في اليمن", "COALITION")])
def test_the_arab_coalition_is_yemens_but_not_in_syria(where, doer):
    text = f"قتل أربعون مسلحا من تنظيم داعش جراء غارات التحالف العربي على {where}."
    assert doers(text, "")[-1][:2] == (40, doer)


def test_one_man_killed_and_two_wounded():
    claims = code(WAR + "ذكر بيان أن جنديا قتل وجرح اثنان آخران في صدام مع الحوثيين.").casualties
    assert [(c.outcome, c.count, c.perpetrator_group) for c in claims] == [
        ("killed", 1, "HOUTHI"),
        ("wounded", 2, "HOUTHI"),
    ]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        # who raided last did what the next sentence tells of
        ("قصف طيران التحالف معسكرا في لحج. وقال مصدر إن القصف أدى إلى مقتل تسعة حوثيين.", "COALITION"),
        ("شنت طائرات التحالف غارات على مواقع في لحج. وأكدت مصادر طبية مقتل تسعة حوثيين.", "COALITION"),
        # but not who was named beside a fight
        ("شنت طائرات التحالف غارات على لحج. وأكدت مصادر مقتل تسعة حوثيين في مواجهات مع المقاومة.", "RESISTANCE"),
        # words between a deed and whose it was
        ("قتل تسعة حوثيين بعد هجوم كاسح للمقاومة الشعبية على الموقع.", "RESISTANCE"),
        ("قتل تسعة حوثيين في مواجهات عنيفة اندلعت أمس مع قوات الجيش.", "GOV"),
        # its place, before what it did
        ("وذكر شهود أن المقاومة في شبوة نصبت كمينا قتل فيه تسعة حوثيين.", "RESISTANCE"),
        # a verbal noun, and what it is the doing of
        ("ندد بيان بالأحداث التي ارتكبتها ميليشيات الحوثي وأدت إلى مقتل تسعة مدنيين.", "HOUTHI"),
        # both sides of a fight, both means of one number
        ("قتل تسعة أشخاص في اشتباكات بين الجيش ومسلحي القاعدة.", "MIXED"),
        ("قتل تسعة من الحوثيين في مواجهات وغارات لطيران التحالف.", "MIXED"),
    ],
)
def test_who_did_it_by_more_than_a_name_beside_the_number(text, doer):
    assert doers(text)[-1][:2] == (9, doer)


def test_of_two_joined_forces_the_first_stands_for_both():
    text = "تقدمت قوات الجيش والمقاومة في الجوف اليمنية بعد معارك قتل فيها تسعة من الحوثيين."
    assert doers(text, "")[-1][:2] == (9, "GOV")


def test_aircraft_take_no_prisoners():
    found = doers("قتل تسعة من الحوثيين وأسر ثلاثة في مواجهات وغارات لطيران التحالف.")
    assert [group for _, group, _ in found] == ["MIXED", "RESISTANCE"]


def test_one_breath_has_one_doer():
    found = doers("قتل 25 من الحوثيين برصاص المقاومة وأصيب 40 آخرون في جبهة صرواح.")
    assert {group for _, group, _ in found} == {"RESISTANCE"}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("قال الوزير إن داعش يقف وراء التفجير الذي أوقع تسعة قتلى في بغداد.", "ISIS"),
        ("أدى تفجير في بغداد إلى مقتل تسعة أشخاص. ويعد هذا التفجير الذي تبناه تنظيم داعش من أكبرها.", "ISIS"),
        ("قتل تسعة مدنيين في تفجير انتحاري في بغداد. وتبنى تنظيم داعش سلسلة هجمات في سوريا.", "UNKNOWN"),
        ("قتل تسعة جنود في تفجير سيارة مفخخة في هجوم ينسب إلى متشددين من تنظيم القاعدة.", "AQAP"),
        ("قتل تسعة جنود في هجوم نفذه مسلحون يعتقد بانتمائهم لتنظيم القاعدة.", "AQAP"),
    ],
)
def test_for_which_attacks_a_claim_of_responsibility_holds(text, doer):
    assert doers(text, "تدور حرب على المتطرفين. ")[-1][:2] == (9, doer)


def test_nobody_kills_his_own_unless_words_say_so():
    text = "أعلن التحالف العربي في اليمن استشهاد الرقيب سيف أحمد الحمودي في المعارك، من القوة الإماراتية المشاركة فيه."
    (claim,) = code(text).casualties
    assert (claim.victim_group, claim.perpetrator_group) == ("UAE", "UNKNOWN")


def test_shells_on_the_kingdoms_side_are_from_over_the_border():
    text = "تصدت القوات لهجمات الحوثيين. وقتل اثنان من رجال الأمن بمقذوف في قطاع نجران قرب الحدود."
    (claim,) = code(text).casualties
    assert (claim.victim_group, claim.perpetrator_group) == ("SAUDI", "HOUTHI")
