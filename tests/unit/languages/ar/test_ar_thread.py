"""Place and day that a sentence does not tell itself: the running story, clauses, common nouns for places."""

from datetime import date

import pytest
from ar_coding import code

from extractors.records import CasualtyClaim

WEDNESDAY = date(2018, 3, 14)


def last(text: str) -> CasualtyClaim:
    found = code(text, WEDNESDAY).casualties
    assert found, text
    return found[-1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # a clause about a place dates nothing but itself
        ("هاجم الحوثيون أمس المبنى الذي سيطرت عليه المقاومة قبل ثلاثة أيام في تعز. وقتل ستة جنود.", "2018-03-13"),
        ("شيعت مأرب القائد صالح حمود الذي قتل يوم الاثنين، وأسفرت غارة أمس عن مقتل أربعة جنود.", "2018-03-13"),
        # another governorate is another event
        ("شن التحالف غارات أمس على مواقع في صعدة.\nوقتل ستة جنود في هجوم في مدينة عتق.", None),
        # a front of those that the lead sums up
        ("دارت أمس معارك في جبهات القتال في اليمن.\nففي مدينة تعز قتل 13 من الحوثيين.", "2018-03-13"),
        # the day of the words gives way to the day of the event
        ("قصف الحوثيون مأرب يوم الاثنين. وأكدت مصادر، أمس، أن القصف مستمر. وقتل في القصف ستة مدنيين.", "2018-03-12"),
        ("وكانت المقاومة قد قتلت في وقت سابق خمسة من الحوثيين في مأرب.", None),
        ("قتل ستة جنود في وقت سابق من أمس في هجوم للحوثيين في مأرب.", "2018-03-13"),
        # names are no days
        ("وقال مصدر لـ(اليوم) إن ستة من الحوثيين قتلوا في هجوم للمقاومة في مأرب.", None),
        ("قتل ستة جنود في هجوم للحوثيين قرب قصر 22 مايو في عدن.", None),
        # the only day of an article with one incident
        ("قتل ستة مدنيين في قصف للحوثيين على مأرب.\nوقال شهود إن الصاروخ سقط فجر الثلاثاء.", "2018-03-13"),
        # a story of one front has one day, however far from it a claim stands
        (
            "وقع انفجار أمس في سوق بمدينة مأرب.\nوسمع الدوي في المدينة.\nوفتحت السلطات تحقيقا.\nوأغلقت الشوارع."
            "\nوشكر المحافظ المسعفين.\nوحضر ضباط.\nوقال طبيب إن ستة مدنيين قتلوا.",
            "2018-03-13",
        ),
        # the day of another claim is its own
        ("قتل ستة جنود في معارك مع الحوثيين في مدينة تعز.\nوكان خمسة من الحوثيين قتلوا الاثنين في كمين.", "2018-03-12"),
        # more than one event can have
        ("دارت معارك أمس في مدينة تعز. وقال ناشط إن المئات قتلوا بألغام الحوثيين.", None),
        # the lead sums up a day's attacks: those told after it are of that day, but for another subject
        (
            "قتل 30 شخصا في سلسلة تفجيرات في اليمن أمس.\nإلى ذلك، قتل ستة جنود في هجوم للقاعدة في مدينة المكلا.",
            "2018-03-13",
        ),
        (
            "قتل 30 شخصا في سلسلة تفجيرات في اليمن أمس.\nوعلى صعيد آخر، قتل ستة جنود في هجوم في مدينة المكلا.",
            None,
        ),
        # the day of the words is that of the event where no other is told
        ("قتل جنديان في هجوم للحوثيين في مأرب، حسبما أعلنت الوكالة الثلاثاء.", "2018-03-13"),
        (
            "قتل جنديان في هجوم للحوثيين، بحسب ما أفادت مصادر أمنية وكالة الأنباء الثلاثاء."
            "\nووقع الهجوم الاثنين في مدينة مأرب.",
            "2018-03-12",
        ),
        ("قتل ستة جنود في هجمات للحوثيين في مأرب منذ يوم الأحد.", "2018-03-11"),
        # a day told before is not today
        ("وقتل ستة جنود في هجوم للحوثيين ذلك اليوم في مأرب.", None),
        # the day beside the deed, not the day of the alarm
        ("عبر مسؤول أممي الاثنين عن قلق المنظمة وعن صدمتها إثر غارات على صعدة الأحد.\nوقتل ستة مدنيين.", "2018-03-11"),
        # what is dated by its month lies on the day that is told later
        ("قتل ستة مدنيين في غارة للتحالف على صعدة الشهر الماضي.\nوقعت الغارة في 20 فبراير الماضي.", "2018-02-20"),
        ("2018-03-14 مأرب: قتل ستة جنود في هجوم للحوثيين أمس الثلاثاء في مأرب.", "2018-03-13"),
    ],
)
def test_day(text: str, day: str | None) -> None:
    found = last(text).date_start
    assert (str(found) if found else None) == day


def test_a_fight_ends_with_the_day_told() -> None:
    claim = last("سيطر الجيش أمس على مدينة حيس بعد معارك استمرت ثلاثة أيام قتل خلالها 40 من الحوثيين.")
    assert (str(claim.date_start), str(claim.date_end)) == ("2018-03-10", "2018-03-13")


def test_a_night_ends_with_the_day_told() -> None:
    claim = last("قال سكان الثلاثاء إن طائرة هاجمت سيارة في مأرب خلال الليل وقتلت أربعة من عناصر القاعدة.")
    assert (str(claim.date_start), str(claim.date_end)) == ("2018-03-12", "2018-03-13")


def test_since_then_begins_with_the_last_time_told() -> None:
    claim = last("بدأت المعارك في آذار/مارس 2015 في اليمن.\nومذاك، قتل نحو عشرة آلاف يمني في النزاع.")
    assert (str(claim.date_start), str(claim.date_end)) == ("2015-03-01", "2018-03-14")


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("قتل ستة جنود في جبهة نهم شرق العاصمة صنعاء في مواجهات مع الحوثيين.", "Sanaa"),
        ("دارت معارك في قاعدة العند.\nوقتل عشرة من الحوثيين في محيط القاعدة بعد تقدم الجيش نحو عدن.", "Lahij"),
        ("دارت معارك في مدينة الحديدة.\nوقال مسؤولون في مستشفيات بمدينة عدن إنهم استقبلوا 20 جثة.", "Al Hudaydah"),
        ("ألقت المقاومة في عدن القبض على ستة من الحوثيين بينهم نجل محافظ المحويت.", "Aden"),
        ("قصف الحوثيون مدينة مأرب.\nودمرت غارة عربة قادمة من صنعاء.\nوقتل ستة من الحوثيين.", "Marib"),
        ("أعلنت واشنطن والرياض صفقة. وقتل أمس ستة مدنيين في غارة للتحالف على صعدة.", "Saada"),
        ("أفادت مصادر محلية في محافظة لحج أن ستة مدنيين قتلوا بلغم زرعه الحوثيون.", "Lahij"),
        # the last place before "where"
        ("استهدفت غارات مواقع في قاعدة العند، فضلا عن تعز (جنوب غرب)، حيث قتل ستة من الحوثيين.", "Taizz"),
        # a clause about a building tells not where it stands
        ("قصف التحالف مركزا في حيس، والذي حوله الحوثيون إلى مستشفى لجرحاهم في تعز، وقتل ستة منهم.", "Al Hudaydah"),
        # who arrives is there, what is measured from a town is not in it
        ("أصابت غارة سيارة قادمة من المكلا عند وصولها إلى المحفد.\nوقتل ستة من عناصر القاعدة.", "Abyan"),
        ("قتل ستة جنود في هجوم للحوثيين على قاعدة العند على بعد 60 كيلومترا شمال عدن.", "Lahij"),
        # there: the place told before, not the next
        ("تقدم الجيش إلى عقان في محافظة لحج، وقتلت غارات ثمانية من الحوثيين هناك، واستهدفت مواقع في الضالع.", "Lahij"),
        # a paper is no town
        ("قالت صحيفة نيويورك تايمز إن غارة في مأرب قتلت ستة من عناصر القاعدة.", "Marib"),
        # places of several governorates are none, those of one country abroad are its own
        ("قتل ستة جنود في هجمات لداعش في الرمادي والفلوجة في العراق.", "IQ"),
        ("قتل ستة جنود في هجمات للحوثيين في محافظتي تعز والحديدة.", None),
        ("قتل ستة جنود في هجمات للحوثيين في مديريتي حيس والتحيتا.", "Al Hudaydah"),
    ],
)
def test_division(text: str, admin1: str | None) -> None:
    claim = last(text)
    assert (claim.admin1 if claim.country_code in ("YE", None) else claim.country_code) == admin1


def test_a_missile_falls_where_it_flew() -> None:
    claim = last("أطلق الحوثيون صاروخا من صعدة باتجاه مدينة جازان السعودية.\nوقتل مقيم بشظايا الصاروخ.")
    assert (claim.country_code, claim.place_text) == ("SA", "مدينة جازان")


def test_a_list_of_places_is_quoted_whole() -> None:
    assert last("قتل ستة جنود في هجمات للحوثيين في محافظتي تعز والحديدة.").place_text == "تعز والحديدة"


def test_a_unit_is_no_place() -> None:
    assert last("قتل ستة من أفراد لواء سلمان الحزم في هجوم للحوثيين.").admin1 is None


def test_others_were_hit_where_those_before_were() -> None:
    claim = last(
        "قتل 57 مدنيا في قصف للحوثيين على دار سعد في عدن، وأصيب 30 آخرون، ردا على حصار المقاومة لهم في مثلث العند."
    )
    assert (claim.outcome, claim.admin1) == ("wounded", "Aden")


def test_news_of_a_session_date_no_deaths() -> None:
    assert (
        last("وصلت أمس سفينة أدوية إلى ميناء عدن.\nوقال طبيب إن ستة من المقاومة قتلوا في المعارك.").date_start is None
    )


def test_numbers_beside_a_sum_are_a_sum() -> None:
    found = code("قتل 9 مدنيين وأصيب 81 آخرون في سلسلة انفجارات لألغام زرعها الحوثيون في عدن.", WEDNESDAY).casualties
    assert {claim.scope for claim in found} == {"period"}


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("قتل 42 حوثيا في مواجهات في جبل صبر خلال اليومين الماضيين.", "incident"),
        ("وصلت أكثر من 70 جثة لقتلى الحوثيين إلى مستشفيات صنعاء خلال اليومين الماضيين.", "period"),
        ("قتل 51 مدنيا في غارة للتحالف الشهر الماضي على حافلة في صعدة.", "incident"),
        ("قتل 140 مدنيا بنيران الحوثيين في تعز الشهر الماضي.", "period"),
        ("قتل 56 حوثيا في غارات على مناطق متفرقة من الساحل الغربي.", "period"),
        ("قتل 300 مدني في قصف الحوثيين خلال خمسة أشهر.", "period"),
        ("قتل 300 مدني في قصف الحوثيين منذ خمسة أشهر.", "background"),
        ("وقتل آلاف المدنيين في قصف الحوثيين.", "background"),
        ("والتقى رفاق الطيار الذي قتله داعش مطلع العام الحالي.", "background"),
        ("وقتل المئات في قصف الحوثيين على تعز.", "period"),
        ("وبلغ إجمالي الصواريخ التي أطلقها الحوثيون على المملكة 90 صاروخا تسببت بمقتل 50 مدنيا.", "background"),
        ("قتل 51 مدنيا في غارة للتحالف على حافلة في صعدة أوائل هذا الشهر.", "incident"),
        ("قتل 41 من الحوثيين في مواجهات وغارات للتحالف.", "period"),
        ("وقالت مصادر إن إجمالي القتلى قد يرتفع لأن ستة من جرحى القصف في حالة حرجة.", "incident"),
    ],
)
def test_scope(text: str, scope: str) -> None:
    assert last(text).scope == scope


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سيطرت المقاومة على مباني الإذاعة والتلفزيون والأمن السياسي في عدن.", 3),
        ('طردت المقاومة الحوثيين من مديريات "السدة والرضمة وحزم العدين" في إب.', 3),
        ("سيطر الجيش على مدينة شقرة الساحلية وعلى مثلث شقرة بعد طرد الحوثيين.", 2),
        ("استعادت القوات قريتين من الحوثيين في مديرية باقم.", 1),
        ("سيطرت القوات ناريا على الطريق المؤدي نحو مران معقل الحوثيين.", 0),
        ("شنت القوات هجوما بهدف اقتحام مدينة زبيد والسيطرة على الميناء وطرد الحوثيين.", 0),
        ("تم تحرير مرتفعات في منطقة كتاف ودحر الحوثيين منها على يد الجيش.", 1),
        ("حرر الجيش مدينة زنجبار، عاصمة أبين، إضافة إلى معسكر اللواء من الحوثيين.", 2),
        ("سيطر الجيش على رابع مديرية في محافظة إب بعد طرد الحوثيين.", 1),
        ("استعاد الجيش السيطرة على القصيبات وجعولة بعد معارك مع الحوثيين في عدن.", 2),
        ("واستولى الحوثيون بدعم من قوات موالية للرئيس السابق علي عبدالله صالح على مدينة عمران.", 1),
        ("ستتجه المقاومة إلى تطهير مدينة حيس من الحوثيين.", 0),
        ("وسيبسط الجيش سيطرته على مدينة حيس بعد طرد الحوثيين.", 0),
        ("أكد الجيش أن تحرير مدينة حيس من الحوثيين بات وشيكا.", 0),
        ("فر الحوثيون خوفا من سقوط مدينة حيس بيد الجيش.", 0),
        ("سقطت مدينة حيس بيد الجيش بعد معارك مع الحوثيين.", 1),
        ("تسعى القوات إلى الميناء بعد السيطرة على مدينة حيس وطرد الحوثيين.", 1),
        ("عزز الجيش سيطرته على مدينة حيس بعد هجمات الحوثيين.", 0),
        ("أعلنت القوات الموالية للحكومة استعادة مدينة حيس من الحوثيين.", 1),
    ],
)
def test_how_many_places_were_taken(text: str, places: int) -> None:
    assert len(code(text, WEDNESDAY).control) == places


def test_a_common_noun_is_quoted_by_its_name() -> None:
    (claim,) = code("رست سفينة في عدن.\nوهي الأولى بعد تحرير المدينة من الحوثيين على يد المقاومة.", WEDNESDAY).control
    assert (claim.place_text, claim.admin1) == ("عدن", "Aden")


def test_wholly_is_no_part_of_a_name() -> None:
    (claim,) = code("سيطر الجيش على حي الجحملية بالكامل بعد معارك مع الحوثيين في تعز.", WEDNESDAY).control
    assert claim.place_text == "حي الجحملية"


def test_the_force_named_first_holds_the_place() -> None:
    (claim,) = code("تمكنت المقاومة الشعبية والجيش الوطني من تحرير مدينة الوهط من الحوثيين.", WEDNESDAY).control
    assert claim.actor_group == "RESISTANCE"
