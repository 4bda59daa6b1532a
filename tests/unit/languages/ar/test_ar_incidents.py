"""Who, where and when of a claim, told by other words than those beside its number."""

from datetime import date

import pytest
from ar_coding import code

from extractors.records import CasualtyClaim


def only(text: str, outcome: str = "killed", count: int | None = None) -> CasualtyClaim:
    found = [c for c in code(text).casualties if c.outcome == outcome and (count is None or c.count == count)]
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("أعلنت الإمارات أن أربعة من جنودها قتلوا خلال معارك بالحديدة، فيما لقي 22 من الحوثيين مصرعهم.", "UAE"),
        ("أقرت ميليشيات الحوثي، الثلاثاء، بمصرع ثلاثة من أبرز قياداتها في المواجهات مع الجيش اليمني.", "HOUTHI"),
        ("قتل سبعة يعتقد أنهم من تنظيم القاعدة في ضربة نفذتها طائرة من دون طيار في شبوة.", "AQAP"),
        ("لقي 50 عنصر #حوثي مصرعهم جراء غارات جوية شنها التحالف في مأرب.", "HOUTHI"),
        ("خلف انفجار السيارة المفخخة ستة قتلى و12 جريحا، بينهم مدنيون.", "MIXED"),
        ("قتل أكثر من 90 شخصا خلال المواجهات بين القوات الحكومية والحوثيين في الحديدة.", "MIXED"),
    ],
)
def test_whose_people(text: str, victim: str) -> None:
    assert only(text).victim_group == victim


@pytest.mark.parametrize(
    ("text", "outcome", "perpetrator"),
    [
        ("دمرت مدفعية وطيران التحالف خمس مركبات تابعة للحوثيين وقتلت 60 عنصرا في صعدة.", "killed", "COALITION"),
        ("قال عميد إن القوات الحكومية والمقاومة الشعبية قتلت ستة من الحوثيين في مأرب.", "killed", "GOV"),
        ("دهم المسلحون الحوثيون منازل في لحج، وأضاف المصدر أنهم اعتقلوا العشرات من المواطنين.", "captured", "HOUTHI"),
        ("قتل 90 شخصا خلال المواجهات بين القوات الحكومية والحوثيين في الحديدة.", "killed", "MIXED"),
        (
            "أطلقت ميليشيات الحوثي طائرات مسيرة باتجاه مدينة جازان جنوب السعودية، وأصيب مقيمان بشظايا، "
            "بحسب الدفاع المدني السعودي. وتتصدى لها دفاعات التحالف.",
            "wounded",
            "HOUTHI",
        ),
        (
            "قال مصدر عسكري إن الغارات استهدفت منصة صواريخ في صرواح وأسفرت عن مقتل عشرة من الحوثيين. "
            "وكانت مقاتلات التحالف كثفت طلعاتها.",
            "killed",
            "COALITION",
        ),
        (
            "لقي 13 من الحوثيين حتفهم باشتباكات داخل مدينة تعز، بينما شن طيران التحالف غارات على تجمعات في حجة. "
            "وتتقدم المقاومة الشعبية في المدينة.",
            "killed",
            "RESISTANCE",
        ),
        ("نفى المتحدث ذلك متهما الحوثيين بقتل ستة مدنيين في السوق.", "killed", "HOUTHI"),
    ],
)
def test_who_did_it(text: str, outcome: str, perpetrator: str) -> None:
    assert only(text, outcome).perpetrator_group == perpetrator


def test_a_bombing_that_nobody_signed_takes_no_perpetrator_from_beside_it() -> None:
    text = "قتل ستة مدنيين في قصف للحوثيين على حي في تعز. وقتل أربعة مدنيين في انفجار عبوة ناسفة في تعز."
    assert only(text, count=6).perpetrator_group == "HOUTHI"
    assert only(text, count=4).perpetrator_group == "UNKNOWN"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("يوم 2018/3/10م", date(2018, 3, 10), date(2018, 3, 10)),
        ("يوم 10/3/2018", date(2018, 3, 10), date(2018, 3, 10)),
        ("في الحادي والعشرين من فبراير الماضي", date(2018, 2, 21), date(2018, 2, 21)),
        ("ليل التاسع عشر من فبراير الماضي", date(2018, 2, 19), date(2018, 2, 19)),
        ("من ليل الثلاثاء حتى فجر الأربعاء", date(2018, 3, 13), date(2018, 3, 14)),
        ("بين مساء الأحد وفجر الاثنين", date(2018, 3, 11), date(2018, 3, 12)),
        ("في أقل من أسبوع", date(2018, 3, 7), date(2018, 3, 14)),
        ("بالأمس القريب", None, None),
    ],
)
def test_days(words: str, first: date | None, last: date | None) -> None:
    claims = code(f"قتل ستة جنود {words} في مأرب على يد الحوثيين.").casualties
    assert [(c.count, c.date_start, c.date_end) for c in claims] == [(6, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "قتل ستة من الحوثيين مساء الاثنين في مأرب، حسبما أوردت وسائل إعلام الأربعاء.",
        "لليوم الثالث على التوالي، قتل الحوثيون ستة جنود في مأرب مساء الاثنين.",
    ],
)
def test_a_day_of_telling_is_no_day_of_the_deed(text: str) -> None:
    assert only(text).date_start == date(2018, 3, 12)


def test_own_day_beats_one_carried_on() -> None:
    text = "قصفت الميليشيات أمس حيا في الحديدة. وقتل عشرون شخصا في القصف. وقال طبيب إن عشرين شخصا قتلوا الاثنين."
    assert {c.date_start for c in code(text).casualties} == {date(2018, 3, 12)}


def test_where_somebody_spoke_is_not_where_it_happened() -> None:
    text = "أصابت غارة للتحالف حافلة في محافظة صعدة. وقال مسؤول في صنعاء إن الغارة أوقعت 30 قتيلا."
    assert only(text).admin1 == "Saada"


def test_a_town_after_an_attack_is_no_dateline() -> None:
    assert only("هجوم صعدة: مقتل 12 شخصا في غارة على سوق.").admin1 == "Saada"


def test_incidents_without_a_place_take_the_only_one_told() -> None:
    text = "قتل ستة جنود في هجوم للحوثيين في مأرب. من جهة أخرى قتل أربعة مدنيين في قصف للحوثيين."
    assert {c.admin1 for c in code(text).casualties} == {"Marib"}


@pytest.mark.parametrize(
    ("also", "country"),
    [("", "TR"), ("وزار الوزير سوريا ثم عاد من سوريا، وقالت سوريا إن الزيارة سورية. ", None)],
)
def test_another_war_lies_in_the_country_that_its_article_is_about(also, country):
    lead = "شددت تركيا إجراءاتها. وقالت الشرطة التركية إن الجيش التركي انتشر في تركيا، وأغلقت تركيا مدارسها. "
    claim = code(lead + also + "وأسفر النزاع مع المتمردين عن مقتل تسعين شخصا.").casualties[-1]
    assert claim.country_code == country


def test_the_country_of_men_who_fight_abroad_is_not_where_they_fell() -> None:
    lead = "نعت الإمارات أحد ضباطها. ووصل الجثمان إلى الإمارات، وشارك مسؤولون من الإمارات في التشييع. "
    claim = only(lead + "وقتل الضابط أمس في المعارك مع المسلحين.")
    assert claim.country_code is None


@pytest.mark.parametrize(
    ("quarter", "admin1"), [("حي اليرموك غربي بعقوبة", "IQ"), ("بلدة دوما", "SY"), ("الشريط الحدودي مع إيران", "IQ")]
)
def test_a_quarter_that_bears_the_name_of_a_city_abroad_is_not_that_city(quarter, admin1):
    lead = "قالت الشرطة العراقية إن هجمات وقعت في بعقوبة بالعراق، وانتشر الجيش العراقي في المدينة العراقية. "
    claim = code(lead + f"وانفجرت عبوة في {quarter} وقتلت ستة مدنيين.").casualties[-1]
    assert claim.country_code == admin1


@pytest.mark.parametrize(
    "taken", ["ووصلت إلى مستشفى في المخا جثث ثمانية جنود.", "وتوفي ثمانية جنود أصيبوا بقصف في الطريق إلى المخا."]
)
def test_where_the_wounded_are_taken_is_not_where_they_fell(taken):
    lead = "وقتل عشرون حوثيا في معارك مع الجيش في مدينة الحديدة أمس. "
    assert code(lead + taken).casualties[-1].admin1 == "Al Hudaydah"


def test_wounded_of_a_city_are_in_its_hospital():
    text = "قصف الحوثيون مدينة تعز أمس. وقتل ثمانية جنود في قصف على مستشفى في تعز."
    assert code(text).casualties[-1].admin1 == "Taizz"
