"""Whose the dead and wounded are: sentences written for these tests."""

import pytest
from ar_coding import code

WAR = "تدور معارك في مأرب بين المقاومة الشعبية والحوثيين. "


def people(text):
    """(outcome, count, victim group, kind) of each casualty claim."""
    return [(c.outcome, c.count, c.victim_group, c.victim_kind) for c in code(WAR + text).casualties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سقط 300 قتيل في القصف منذ شهور وجميعهم من المدنيين.", ("killed", 300, "CIVILIAN", "civilian")),
        ("سقط الكثير من جرحى الحوثيين في المعارك.", ("wounded", None, "HOUTHI", "combatant")),
        ("قتل نحو تسعة آلاف يمني منذ بدء الحرب.", ("killed", 9000, "MIXED", "mixed")),
        ("عالجت المستشفيات تسعة آلاف جريح منذ بدء الحرب.", ("wounded", 9000, "UNKNOWN", "unknown")),
        ("قتل ستة أشخاص بينهم جندي وطفلة في انفجار سيارة مفخخة.", ("killed", 6, "MIXED", "mixed")),
        ("ارتفعت حصيلة قتلى الحوثيين في الجبهة إلى 40 قتيلا.", ("killed", 40, "HOUTHI", "combatant")),
        ("قدمت المقاومة الشعبية عشرات القتلى في سبيل تحرير المدينة.", ("killed", None, "RESISTANCE", "combatant")),
        ("لقي أربعة من القيادات الأمنية الحوثية مصرعهم في المدينة.", ("killed", 4, "HOUTHI", "combatant")),
        ('تمكنت القوات من "قتل العشرات" من الحوثيين.', ("killed", None, "HOUTHI", "combatant")),
        ("أسفرت المعارك عن مقتل تسعة من #ميليشيات_الحوثي.", ("killed", 9, "HOUTHI", "combatant")),
        ("اغتيل القيادي في حزب المؤتمر الشعبي سالم حمود أمام منزله.", ("killed", 1, "SALEH", "civilian")),
    ],
)
def test_whose(text, expected):
    assert expected in people(text)


def test_companions_are_of_their_leaders_side_and_no_militias():
    rows = people("قتل القيادي الحوثي صالح حمود في كمين للمقاومة مع سبعة من مرافقيه.")
    assert {(group, kind) for _, _, group, kind in rows} == {("HOUTHI", "combatant")}


def test_others_are_of_the_side_before_whatever_they_are_called():
    rows = people("قتل ثمانية من عناصر حزب الله وسبعة مسلحين آخرين في غارة للتحالف.")
    assert [(count, group) for _, count, group, _ in rows] == [(8, "OTHER"), (7, "OTHER")]


def test_one_breath_tells_of_one_sides_losses():
    rows = people("أسفرت المواجهات عن مقتل تسعة حوثيين إضافة إلى سقوط عدد من الجرحى.")
    assert [(outcome, group) for outcome, _, group, _ in rows] == [("killed", "HOUTHI"), ("wounded", "HOUTHI")]


def test_boys_among_a_militias_dead_are_its_own():
    rows = people("وصلت جثث 70 من مسلحي الحوثي إلى المستشفى بينهم 12 طفلا.")
    assert rows[-1] == ("killed", 12, "HOUTHI", "combatant")


def test_the_seat_of_a_government_is_not_struck():
    rows = people("استقبلت مستشفيات عدن، مقر الحكومة اليمنية، 50 جثة بينها جثث 20 جنديا.")
    assert rows[0] == ("killed", 50, "MIXED", "mixed")


def test_what_one_telling_implies_another_tells():
    first, again = code(
        WAR + "قتل 22 حوثيا في المعارك. وقالت مصادر طبية إن 22 من مقاتلي الحوثي قتلوا في غارات شنها التحالف العربي."
    ).casualties
    assert again.repeats_claim_id == first.claim_id
    assert (first.perpetrator_group, again.perpetrator_group) == ("COALITION", "COALITION")


def test_a_man_is_killed_once():
    text = "قتل القيادي الحوثي صالح أحمد الحمودي في صعدة. وجاء الهجوم بعد تشييع صالح أحمد الحمودي الذي قتل في غارة."
    claims = code(WAR + text).casualties
    assert [c.victim_group for c in claims] == ["HOUTHI", "HOUTHI"]
    assert claims[1].repeats_claim_id == claims[0].claim_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل أربعة من مسلحي الحوثي وجرح شخص آخر.", ("wounded", 1, "HOUTHI", "combatant")),
        ("قتل أربعة من مسلحي الحوثي وجرح خمسة أطفال آخرين.", ("wounded", 5, "CIVILIAN", "civilian")),
        ("أسرت المقاومة سبعة من قادة الحوثيين العسكريين.", ("captured", 7, "HOUTHI", "combatant")),
        ("قتل 39 متمردا و17 مقاتلا مواليا في المعارك.", ("killed", 17, "GOV", "combatant")),
        ("نصب الجيش كمينا لميليشيات الحوثي قتل فيه خمسة من أفرادها.", ("killed", 5, "HOUTHI", "combatant")),
        ("اعتقلت المقاومة قياديا كبيرا في حركة الحوثي.", ("captured", 1, "HOUTHI", "combatant")),
    ],
)
def test_others_and_adjectives(text, expected):
    assert expected in people(text)


def test_a_nations_wounded_are_no_force():
    rows = people("جرى نقل 70 جريحا يمنيا إلى الأردن لتلقي العلاج.")
    assert rows[-1][2] == "UNKNOWN"


def test_mines_are_mines():
    claim = code(WAR + "قتل 19 شخصا جراء انفجار ألغام زرعها الحوثيون.").casualties[0]
    assert (claim.method, claim.perpetrator_group) == ("mine", "HOUTHI")


@pytest.mark.parametrize("name", ["«داعش»", "/ داعش /", '" داعش "', "(داعش)"])
def test_marks_around_a_name_do_not_hide_a_force(name):
    assert people(f"قتلت الشرطة تسعة من عناصر تنظيم {name} أمس.")[-1] == ("killed", 9, "ISIS", "combatant")


def test_scattered_incidents_are_a_sum():
    claims = code(WAR + "قتل تسعة مدنيين في حوادث متفرقة أمس. وقتل ثلاثة مدنيين في حادث أمس.").casualties
    assert [claim.scope for claim in claims] == ["period", "incident"]


def test_the_crew_of_what_another_raid_destroyed():
    text = "قتل خمسة حوثيين في غارات للتحالف على صرواح. وقال المصدر إن غارة أخرى أحرقت مدفعا وقتل أربعة من طاقمه."
    assert people(text)[-1] == ("killed", 4, "HOUTHI", "combatant")


def test_salehs_men_told_without_the_article_are_one_side_with_the_houthis():
    text = "قتل نحو ثلاثين من مسلحي الحوثي وقوات موالية للمخلوع صالح في غارات للتحالف على صرواح."
    assert people(text)[-1] == ("killed", 30, "HOUTHI", "combatant")


def test_equal_numbers_on_two_fronts_are_two_facts():
    claims = code(WAR + "قتل ستة حوثيين في غارة على جبهة المشجح. وقتل ستة حوثيين في غارة على جبهة صرواح.").casualties
    assert [claim.repeats_claim_id for claim in claims] == [None, None]


def test_most_of_a_forces_men_from_abroad_are_still_its_men():
    rows = people("قتل أربعون من عناصر داعش أغلبهم يحملون جنسيات غير سورية.")
    assert rows[-1] == ("killed", 40, "ISIS", "combatant")


def test_two_forces_of_which_one_stands_in_brackets_are_both_the_victims():
    rows = people("قتل تسعون من تنظيم (داعش) وجبهة النصرة في سورية.")
    assert rows[-1] == ("killed", 90, "MIXED", "combatant")


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("نفذ الجيش عمليات استهدفت قادة الحوثيين في صعدة وقتلت العشرات منهم.", "HOUTHI"),
        ("نفذ الجيش عمليات ضد الحوثيين وقوات المخلوع صالح في صعدة وقتلت العشرات منهم.", "HOUTHI"),
        ("أصابت غارة للتحالف سيارة تقل أطفالا في صعدة فقتلت سبعة منهم.", "CIVILIAN"),
    ],
)
def test_some_of_them_are_of_those_told_last(text, victim):
    assert people(text)[-1][2] == victim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whose they are stands behind the last noun, behind a pronoun, behind a demonstrative
        ("سقط عشرات القتلى والجرحى من الحوثيين والقوات الموالية لهم.", ("wounded", None, "HOUTHI", "combatant")),
        ("أدى الهجوم إلى سقوط قتيلين من جماعة الحوثي.", ("killed", 2, "HOUTHI", "combatant")),
        ("قتلت المقاومة 15 من تلك الميليشيات المتمركزة في الجبل.", ("killed", 15, "HOUTHI", "combatant")),
        ("أقرت المقاومة بأن الحوثيين قتلوا أربعة من رجال المقاومة.", ("killed", 4, "RESISTANCE", "combatant")),
        ("قتل 17 من المسلحين الحوثيين وقوات الرئيس المخلوع صالح.", ("killed", 17, "HOUTHI", "combatant")),
        ("انفجرت قذيفة وأوقعت أكثر من 40 قتيلا وجريحا من أفراد المقاومة والمواطنين.",
         ("killed_or_wounded", 40, "MIXED", "mixed")),
        # men who serve with a force, men of a state beside its allies
        ("قتل ثلاثة جنود إماراتيين ضمن قوات التحالف العربي.", ("killed", 3, "UAE", "combatant")),
        ("استشهد الرقيب سالم بن حمد الكعبي من منسوبي حرس الحدود السعودي.", ("killed", 1, "SAUDI", "combatant")),
        # the announcer's own man, a party's man, a force's prisoners
        ("أعلن الحراك الجنوبي إصابة قياديه البارز في مواجهات ضد الحوثيين.", ("wounded", 1, "SOUTHERN", "combatant")),
        ("اختطفت ميليشيات الحوثي رئيس فرع حزب الإصلاح في المديرية.", ("captured", 1, "CIVILIAN", "civilian")),
        ("أكدت المصادر اقتحام الحوثيين منزل تاجر واختطاف ستة من أبنائه.", ("captured", 6, "CIVILIAN", "civilian")),
        # a fight in a quarter, people of no side
        ("أسفرت المعارك في هذا الحي عن سقوط 28 قتيلا.", ("killed", 28, "MIXED", "combatant")),
        ("هاجم مسلحون مطعما وقال طبيب إن سبعة أشخاص قتلوا.", ("killed", 7, "CIVILIAN", "civilian")),
        ("ارتفع عدد القتلى المدنيين في اليمن إلى 1916 قتيلا.", ("killed", 1916, "CIVILIAN", "civilian")),
    ],
)  # fmt: skip
def test_whose_by_the_words_around_the_number(text, expected):
    assert expected in people(text)


def test_attackers_whom_others_fought_off():
    text = "هاجم مقاتلو تنظيم القاعدة موقعا تابعا للجيش اليمني، وتصدى الجنود للمهاجمين وتمكنوا من قتل 25 منهم."
    assert people(text)[-1] == ("killed", 25, "AQAP", "combatant")


def test_the_organisation_is_the_one_named_last():
    text = "نفذ تنظيم القاعدة هجوما في حضرموت. وقتل خمسة من قادة التنظيم في غارة أمريكية."
    assert people(text)[-1][2] == "AQAP"


def test_a_commander_among_a_militias_dead_is_its_own():
    rows = people("قتلت المقاومة 17 من عناصر ميليشيا الحوثي، بينهم قائد عسكري بارز.")
    assert [group for _, _, group, _ in rows] == ["HOUTHI", "HOUTHI"]


def test_the_wounded_between_two_sides_dead_are_of_those_told_first():
    rows = people("أسفرت المعارك عن مقتل 18 من الحوثيين وإصابة العشرات ومقتل أربعة من المقاومة.")
    assert [group for _, _, group, _ in rows] == ["HOUTHI", "HOUTHI", "RESISTANCE"]
