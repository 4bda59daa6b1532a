"""Whole claims from sentences written for these tests: who, where, when, whose word, what it covers."""

from datetime import date

import pytest
from ar_coding import claims, code

WAR = "تدور معارك في مأرب بين المقاومة الشعبية والحوثيين. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل تسعة جنود وأصيب عشرون في هجوم على معسكر.", [("killed", 9), ("wounded", 20)]),
        ("قال مصدر عسكري إن 25 حوثيا قتلوا في غارة.", [("killed", 25)]),
        ("أسفرت الغارات عن مقتل 11 مسلحا وجرح سبعة آخرين.", [("killed", 11), ("wounded", 7)]),
        ("سقط ثلاثون مسلحا بين قتيل وجريح في المعارك.", [("killed_or_wounded", 30)]),
        ("أوقع القصف عشرات القتلى والجرحى في صفوف المسلحين.", [("killed", None), ("wounded", None)]),
        ("قتل وجرح 40 مسلحا في المعارك.", [("killed_or_wounded", 40)]),
        ("مقتل وإصابة العشرات من المسلحين في المعارك.", [("killed", None), ("wounded", None)]),
        ("لقي 12 متمردا حتفهم في كمين.", [("killed", 12)]),
        ("راح ضحية التفجير ستة مدنيين.", [("killed", 6)]),
        ("أودت الغارة بحياة 14 مدنيا.", [("killed", 14)]),
        ("أسر الجيش 22 من مسلحي الحوثي في الجبهة.", [("captured", 22)]),
        ("قتل 20 شخصا بينهم خمسة أطفال وامرأتان في القصف.", [("killed", 20), ("killed", 5), ("killed", 2)]),
        ("ارتفعت حصيلة القتلى في الهجوم إلى 63 قتيلا.", [("killed", 63)]),
        ("قتل القائد الميداني صالح حمود وأربعة من مرافقيه في غارة.", [("killed", 1), ("killed", 4)]),
        ("قتل الأسبوع الماضي ثلاثة جنود في كمين للمسلحين.", [("killed", 3)]),
        ("انتشل المسعفون 17 جثة بعد الغارة.", [("killed", 17)]),
    ],
)
def test_outcomes_and_counts(text, expected):
    assert sorted(claims(text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "لم يقتل أي جندي في الهجوم على المعسكر.",
        "هدد التنظيم بقتل خمسة رهائن إذا استمر القصف.",
        "لقي خمسة أشخاص مصرعهم في حادث مروري على الطريق السريع.",
        "أصيب 12 شخصا بفيروس كورونا في المدينة بينهم جنود.",
        "أصيب لاعب الفريق في المباراة أمام قوات الدرك.",
        "أفرجت الجماعة عن سبعة أسرى في صفقة تبادل بعد المعارك.",
        "سيطرت القوات على ثلاث بلدات في المعارك.",
        "أقر البرلمان قانون الانتخابات بعد معركة سياسية.",
    ],
)
def test_what_is_no_casualty_claim(text):
    assert claims(text) == []


def one(text, outcome="killed"):
    return next(claim for claim in code(text).casualties if claim.outcome == outcome)


@pytest.mark.parametrize(
    ("text", "victim", "kind", "perpetrator"),
    [
        ("قتل 13 مسلحا من الحوثيين في غارات شنتها طائرات التحالف على مأرب.", "HOUTHI", "combatant", "COALITION"),
        ("قتل خمسة مدنيين في قصف شنه الحوثيون على أحياء تعز.", "CIVILIAN", "civilian", "HOUTHI"),
        ("استشهد ثلاثة من رجال المقاومة الشعبية في مواجهات مع الحوثيين في مأرب.", "RESISTANCE", "combatant", "HOUTHI"),
        ("قتل ستة حوثيين برصاص المقاومة الشعبية في عدن.", "HOUTHI", "combatant", "RESISTANCE"),
        ("قتل أربعة من عناصر تنظيم القاعدة في غارة لطائرة أمريكية بدون طيار في شبوة.", "AQAP", "combatant", "US"),
        ("قتل خمسة أشخاص في غارة للتحالف العربي على سوق في صعدة.", "CIVILIAN", "civilian", "COALITION"),
        ("اغتيل ضابط في الجيش اليمني برصاص مسلحين مجهولين في عدن.", "GOV", "combatant", "UNKNOWN"),
    ],
)  # fmt: skip
def test_sides(text, victim, kind, perpetrator):
    claim = one(WAR + text)
    assert (claim.victim_group, claim.victim_kind, claim.perpetrator_group) == (victim, kind, perpetrator)


def test_others_are_of_the_side_before():
    claim = one("قتل 11 حوثيا وأصيب سبعة آخرون في غارات للتحالف العربي على صعدة.", "wounded")
    assert (claim.victim_group, claim.perpetrator_group) == ("HOUTHI", "COALITION")


def test_place_day_and_source():
    claim = one("أفاد مصدر عسكري يمني، الثلاثاء، بمقتل 12 حوثيا في مواجهات بمديرية صرواح في محافظة مأرب.")
    assert (claim.admin1, claim.date_start, claim.date_end) == ("Marib", date(2018, 3, 13), date(2018, 3, 13))
    assert (claim.source_text, claim.source_kind) == ("مصدر عسكري يمني", "party")


def test_no_day_without_a_publication_day():
    (claim,) = code("قتل 12 حوثيا أمس في مأرب في غارة للتحالف العربي.", published=None).casualties
    assert (claim.time_text, claim.date_start, claim.date_end) == ("أمس", None, None)


def test_place_and_day_are_carried_to_the_next_sentence():
    text = "هاجم الحوثيون أمس مواقع المقاومة الشعبية في صرواح. وأسفرت المواجهات عن مقتل تسعة منهم."
    (claim,) = code(text).casualties
    assert (claim.admin1, claim.date_start) == ("Marib", date(2018, 3, 13))


def test_source_is_carried_by_the_source():
    text = WAR + "قالت مصادر طبية في تعز إن ستة مدنيين قتلوا. وأضافت المصادر أن تسعة مدنيين أصيبوا في القصف."
    assert one(text, "wounded").source_text == "مصادر طبية في تعز"


def test_parts_and_repeats():
    first, part, again = code(
        WAR + "قتل 20 شخصا بينهم خمسة أطفال في قصف للحوثيين على تعز. وقال سكان إن القصف أدى إلى مقتل 20 شخصا."
    ).casualties
    assert part.part_of_claim_id == first.claim_id
    assert again.repeats_claim_id == first.claim_id


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("قتل 12 حوثيا أمس في مواجهات بمأرب.", "incident"),
        ("قتل 140 حوثيا خلال الأيام الثلاثة الماضية في جبهات مأرب.", "period"),
        ("قتل أكثر من عشرة آلاف شخص في اليمن منذ تدخل التحالف في مارس 2015.", "background"),
    ],
)
def test_scope(text, scope):
    assert one(WAR + text).scope == scope


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("كان بينهم قائد", "نهم"),
        ("تقدمت القوات", "دمت"),
        ("وصلت تعزيزات", "تعز"),
        ("ارتكبوا مجزرة", "مجزر"),
        ("اعتقلوه بحجة التجسس", "حجة"),
        ("تبادل الطرفان الإبر", "إب"),
    ],
)
def test_parts_of_words_are_no_places(word, place):
    coded = code(f"قتل خمسة جنود في هجوم للحوثيين و{word}.")
    assert place not in {mention.text for mention in coded.places}
    assert all(claim.admin1 is None for claim in coded.casualties)


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("قتل خمسة حوثيين في مواجهات بمديرية نهم شرق صنعاء.", "Sanaa"),
        ("قتل خمسة حوثيين في مواجهات في تعز.", "Taizz"),
        ("قتل خمسة حوثيين في مواجهات بمحافظة إب.", "Ibb"),
        ("قتل خمسة حوثيين في مواجهات في الضالع.", "Ad Dali"),
        ("قتل خمسة حوثيين في مواجهات بمحافظة البيضاء.", "Al Bayda"),
        ("قتل خمسة حوثيين في مواجهات بمديرية الزاهر في محافظة البيضاء.", "Al Bayda"),
        ("قتل خمسة حوثيين في مواجهات بمديرية الزاهر في محافظة الجوف.", "Al Jawf"),
        ("أصيب خمسة مدنيين بقذائف أطلقها الحوثيون على نجران.", None),
    ],
)
def test_whole_names_are_places(text, admin1):
    (claim,) = code(text).casualties
    assert (claim.admin1 if claim.country_code == "YE" else None) == admin1
    assert claim.country_code in ("YE", "SA")


def test_a_base_is_not_al_qaeda():
    coded = code("سيطرت المقاومة الشعبية على قاعدة العند الجوية، وانسحب الحوثيون من القاعدة.")
    assert "al-qaeda" not in {mention.actor_id for mention in coded.actors}
    (claim,) = coded.control
    assert (claim.actor_group, claim.admin1) == ("RESISTANCE", "Lahij")


def test_places_taken_one_row_each():
    coded = code("تمكن الجيش اليمني من السيطرة على قرية السلامية وجبل عكد وحصون الطلي في أبين بعد معارك مع الحوثيين.")
    assert [(c.place_text, c.actor_group, c.loser_group) for c in coded.control] == [
        ("قرية السلامية", "GOV", "HOUTHI"),
        ("جبل عكد", "GOV", "HOUTHI"),
        ("حصون الطلي في أبين", "GOV", "HOUTHI"),
    ]


def test_materiel_in_a_list():
    coded = code("دمرت غارات التحالف العربي دبابة وثلاثة أطقم عسكرية للحوثيين ومخزن أسلحة في صعدة.")
    assert [(m.item, m.count, m.action, m.by_group, m.owner_group) for m in coded.materiel] == [
        ("tank", 1, "destroyed", "COALITION", "HOUTHI"),
        ("vehicle", 3, "destroyed", "COALITION", "HOUTHI"),
        ("depot", 1, "destroyed", "COALITION", "HOUTHI"),
    ]


def test_missiles_intercepted():
    (claim,) = code("اعترضت الدفاعات الجوية السعودية صاروخا باليستيا أطلقه الحوثيون على نجران.").materiel
    assert (claim.item, claim.action, claim.count, claim.owner_group) == ("missile", "intercepted", 1, "HOUTHI")


SENTENCES = [
    "قتل تسعة جنود وأصيب عشرون في هجوم للحوثيين على معسكر في مأرب.",
    "أسفرت غارات التحالف العربي عن مقتل نحو 30 حوثيا بينهم قياديان في صعدة أمس.",
    "سيطرت المقاومة الشعبية على مدينة زنجبار ودمرت دبابتين للحوثيين.",
    "استقبل الوزير وفدا من المستثمرين في العاصمة الأردنية.",
]


def test_offsets_slice_to_the_evidence():
    text = " ".join(SENTENCES)
    coded = code(text)
    assert coded.casualties
    assert coded.control
    assert coded.materiel
    for claim in (*coded.casualties, *coded.control, *coded.materiel):
        assert text[claim.evidence_start : claim.evidence_end] == claim.evidence
        assert claim.evidence_start <= claim.span_start < claim.span_end <= claim.evidence_end
    for claim in (*coded.casualties, *coded.materiel):
        if claim.count_low is not None and claim.count_high is not None:
            assert claim.count_low <= claim.count_high


def rows(text):
    return [
        (c.outcome, c.count, c.victim_group, c.perpetrator_group, c.admin1, c.date_start) for c in code(text).casualties
    ]


def test_the_same_twice_and_with_a_neutral_paragraph():
    text = " ".join(SENTENCES[:3])
    first = rows(text)
    assert first == rows(text)
    assert first == rows(text + "\n" + "استقبل الوزير وفدا من المستثمرين وبحث معهم سبل التعاون.")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("لم يقتل أي جندي في الهجوم على المعسكر.", "denied"),
        ("هدد التنظيم بقتل خمسة رهائن إذا استمر القصف.", "hypothetical"),
    ],
)
def test_what_did_not_happen_is_kept_as_such(text, modality):
    assert {claim.modality for claim in code(text).casualties} == {modality}


def test_where_a_road_leads_is_not_where_it_happened():
    text = (
        "قتل تسعة حوثيين أمس في معارك دارت في مديرية حريب بمحافظة مأرب. "
        "وحاول الحوثيون اقتحام موقع يطل على الطريق المؤدي إلى شبوة، فتصدى لهم الجيش وأسر 14 حوثيا."
    )
    assert {claim.admin1 for claim in code(text).casualties} == {"Marib"}
