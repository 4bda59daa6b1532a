"""Places: names found as whole tokens, homonyms resolved by the article, ties left coarse."""

import time

import pytest

from extractors.gazetteer import DEMONYM, Gazetteer, PlaceContext, admin1_code, context_of, find_places, resolve
from extractors.gazetteer.entries import cities, curated
from extractors.gazetteer.names import index

GUIDE_GOVERNORATES = [
    *("Abyan", "Aden", "Al Bayda", "Ad Dali", "Al Hudaydah", "Al Jawf", "Al Mahrah", "Al Mahwit", "Sanaa City"),
    *("Amran", "Dhamar", "Hadramawt", "Hajjah", "Ibb", "Lahij", "Marib", "Raymah", "Saada", "Sanaa", "Shabwah"),
    *("Socotra", "Taizz"),
]


def codes(text: str, language: str) -> list[str | None]:
    """admin1 codes of the places named in a text, adjectives of origin aside."""
    return [
        admin1_code(mention.place)
        for mention in resolve(find_places(text, language))
        if not mention.rule_id.startswith(DEMONYM)
    ]


def test_governorates_are_the_guides_with_ocha_codes() -> None:
    governorates = [e for e in curated() if e.level == "admin1" and e.country_code == "YE"]
    assert sorted(e.admin1 or "" for e in governorates) == sorted(GUIDE_GOVERNORATES)
    assert {e.admin1_pcode for e in governorates} == {f"YE{n}" for n in range(11, 33)}


def test_districts_lie_in_their_governorate() -> None:
    districts = [e for e in curated() if e.level == "admin2" and e.country_code == "YE"]
    assert len(districts) >= 330
    pcode = {e.admin1: e.admin1_pcode for e in curated() if e.level == "admin1" and e.country_code == "YE"}
    for entry in districts:
        assert entry.admin1_pcode == pcode[entry.admin1]
        assert entry.admin2_pcode is None or (
            entry.admin2_pcode[:4] == entry.admin1_pcode and len(entry.admin2_pcode) == 6
        )


def test_every_curated_place_is_sound() -> None:
    seen = set()
    for entry in curated():
        assert entry.id not in seen
        seen.add(entry.id)
        assert entry.source
        assert entry.country_code is None or len(entry.country_code) == 2
        assert (entry.latitude is None) == (entry.longitude is None)
        if entry.country_code == "YE" and entry.latitude is not None and entry.longitude is not None:
            assert 11.8 <= entry.latitude <= 19.0, entry.id
            assert 41.5 <= entry.longitude <= 54.6, entry.id


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_governorate_and_district_is_found_by_its_name(language: str) -> None:
    wrong = []
    for entry in curated():
        name = entry.name_en if language == "en" else entry.name_ar
        if entry.country_code != "YE" or entry.level not in ("admin1", "admin2") or not name or entry.signal:
            continue
        text = f"Yemen: clashes in {name}" if language == "en" else f"اليمن: اشتباكات في مديرية {name}"
        if entry.level == "admin1":
            text = text.replace("مديرية", "محافظة") if not name.startswith("محافظة") else f"اليمن: اشتباكات في {name}"
        context = PlaceContext()
        context.divisions["YE", entry.admin1 or ""] = 3
        context.countries["YE"] = 3
        found = {admin1_code(m.place) for m in resolve(find_places(text, language), context)}
        if entry.admin1 not in found:
            wrong.append((entry.id, name))
    assert not wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Hodeida and Hudaydah and Al Hodeidah.", ["Al Hudaydah"] * 3),
        ("The rebels left Shabwah, Yemen, for Shabwa.", ["Shabwah", None, "Shabwah"]),
        ("Fighting in Nehm and Nihm, east of the Yemeni city of Marib.", ["Sanaa", "Sanaa", "Marib"]),
        ("A mine went off near Taiz, Ta'izz in Arabic.", ["Taizz", "Taizz"]),
        ("An air raid hit Sanaa on Friday.", ["Sanaa City"]),
        ("An air raid hit Sana'a province on Friday.", ["Sanaa"]),
        ("Troops in Yemen crossed the border from Jizan.", [None, "SA"]),
        ("Rebels shelled Deir ez-Zor, Deir al-Zour and Eastern Ghouta.", ["SY"] * 3),
        ("He flew from Paris to Moscow.", ["FR", "RU"]),
        ("Militants attacked Maiduguri in Borno State.", ["NG", "NG"]),
        ("A bomb in Quetta, Balochistan", ["PK", "PK"]),
        ("Clashes near Avdiivka in eastern Ukraine", ["UA", "UA"]),
        ("Soldiers in Azzan and Al Masinah, Shabwa province", ["Shabwah", "Shabwah", "Shabwah"]),
    ],
)
def test_english_names(text: str, expected: list[str | None]) -> None:
    assert codes(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("معارك في نهم شرقي صنعاء", ["Sanaa", "Sanaa"]),
        ("قصف على محافظة صنعاء", ["Sanaa"]),
        ("غارات على العاصمة صنعاء", ["Sanaa City"]),
        ("انفجار في صنعاء", ["Sanaa City"]),
        ("اشتباكات في محافظة إب باليمن", ["Ibb", None]),
        ("انسحبوا من الحُديدة وشبوة ولحج", ["Al Hudaydah", "Shabwah", "Lahij"]),
        ("سيطرت القوات على قاعدة العند وكريتر", ["Lahij", "Aden"]),
        ("قذيفة على جازان ونجران والربوعة في السعودية", ["SA"] * 4),
        ("في محافظة مارب", ["Marib"]),
    ],
)
def test_arabic_names(text: str, expected: list[str | None]) -> None:
    assert codes(text, "ar") == expected


@pytest.mark.parametrize(
    "text",
    [
        "وقال إن الخلاف بينهم كبير في اليمن",
        "فتح الباب أمام الأب والابن في اليمن",
        "تقدمت القوات في اليمن وخدمت الأهالي",
        "وصلت تعزيزات إلى اليمن",
        "في الثالث من آب وصل إلى اليمن",
        "خدمات للحجاج وفرقة كبيرة وكثرة في اليمن",
        "وحدة من الجيش في اليمن وأنا معهم في هذا الشأن",
        "عملية عاصفة الحزم في اليمن",
    ],
)
def test_arabic_names_are_never_parts_of_words(text: str) -> None:
    assert codes(text, "ar") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Police said most of the same reading was nice and the man was mobile.",
        "Michael Jordan and George Bush met Clinton at a bar.",
        "The SANA agency said so, and the SWAT team left.",
        "Senators Austin, Houston and Bolton voted, the Washington Post said.",
        "He told The New York Times that the Al Qaeda leader had fled.",
    ],
)
def test_english_words_and_persons_are_no_places(text: str) -> None:
    assert codes(text, "en") == []


def test_homonym_goes_to_the_division_that_the_article_names() -> None:
    jawf = "معارك في الجوف: الحزم والمتون، ثم مديرية الزاهر في الجوف باليمن"
    bayda = "معارك في محافظة البيضاء باليمن: رداع ومديرية الزاهر ومديرية الصومعة"
    assert codes(jawf, "ar")[3] == "Al Jawf"
    assert codes(bayda, "ar")[3] == "Al Bayda"


def test_tie_within_a_country_is_left_coarse() -> None:
    mention = resolve(find_places("معارك في مديرية الزاهر باليمن", "ar"))[0]
    assert mention.place is not None
    assert (mention.place.country_code, mention.place.admin1) == ("YE", None)


def test_same_name_in_two_countries() -> None:
    assert codes("In Lebanon, gunmen fought in Tripoli.", "en") == ["LB", "LB"]
    assert codes("In Libya, gunmen fought in Tripoli, west of Misrata.", "en") == ["LY"] * 3
    assert codes("Libya's army took al-Bayda near Benghazi.", "en") == ["LY"] * 3
    assert codes("Yemen's army took al-Bayda near Marib.", "en") == [None, "Al Bayda", "Marib"]


def test_level_words_choose_among_places_of_one_name() -> None:
    levels = [m.place.level for m in resolve(find_places("محافظة تعز ومدينة تعز", "ar")) if m.place]
    assert levels == ["admin1", "city"]


def test_small_places_need_an_article_about_their_country() -> None:
    assert codes("The village fete was opened by Nate.", "en") == []
    assert codes("في الموسم الجديد يلعب الشعيب أمام الحوطة", "ar") == []


def test_locate_takes_the_finest_place_and_what_a_list_has_in_common() -> None:
    gazetteer = Gazetteer.load()
    assert admin1_code(gazetteer.locate("the town of Jayrud near Damascus", "en")) == "SY"
    found = gazetteer.locate("Abyan and Shabwah", "en")
    assert found is not None
    assert (found.country_code, found.admin1) == ("YE", None)
    assert gazetteer.locate("Syria and Iraq", "en") is None
    context = context_of(find_places("Shells fell on Aleppo and on Idlib, Syria.", "en"))
    assert admin1_code(gazetteer.locate("a school", "en", context)) == "SY"


def test_admin1_code() -> None:
    gazetteer = Gazetteer.load()
    assert admin1_code(None) is None
    assert admin1_code(gazetteer.by_id["YE"].place) is None
    assert admin1_code(gazetteer.by_id["YE12"].place) == "Abyan"
    assert admin1_code(gazetteer.by_id["SA"].place) == "SA"


def test_offsets_slice_to_the_name() -> None:
    text = "قصفت الطائرات مدينة الحديدة وميناء المخا في اليمن"
    for mention in resolve(find_places(text, "ar")):
        assert text[mention.start : mention.end] == mention.text


def test_a_neutral_paragraph_changes_nothing() -> None:
    text = "Rebels shelled Taiz and Aden in Yemen."
    longer = text + "\n\nThe weather was dry and the shops were open."
    assert resolve(find_places(text, "en")) == resolve(find_places(longer, "en"))


def test_the_index_is_built_quickly() -> None:
    cities.cache_clear()
    started = time.perf_counter()
    assert len(cities()) > 5000
    assert time.perf_counter() - started < 2.0


def test_cities_are_well_formed() -> None:
    for city, english, arabic in cities():
        assert len(city.country_code) == 2
        assert -90 <= (city.place.latitude or 0) <= 90
        assert english or arabic


def test_variant_spellings_only_serve_articles_about_their_country() -> None:
    assert codes("Fighting in Yemen reached Shabweh and Hodaydeh.", "en") == [None, "Shabwah", "Al Hudaydah"]
    assert codes("The singer Shabweh toured France.", "en") == ["FR"]
    assert len(index("en").variants) > 500
