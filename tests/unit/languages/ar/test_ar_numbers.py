import pytest
from ar_coding import claims, norms
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from extractors.languages.ar.numbers import VagueWord, bound_after, find_number, parse_number
from extractors.languages.ar.script import bare
from extractors.lexicon import data_file, load_rules

CONSTRUCT_TWO_THOUSAND = 2000  # num2words writes "ألفا", which is how a thousand is written before a noun


def words(text: str) -> list[str]:
    return [bare(word) for word in text.split()]


def test_number_words_round_trip():
    wrong = []
    for value in range(1, 10_000):
        spelled = words(num2words(value, lang="ar"))
        if value != CONSTRUCT_TWO_THOUSAND and parse_number(spelled, 0) != (len(spelled), value):
            wrong.append((value, " ".join(spelled)))
    assert wrong == []


@given(st.integers(min_value=1, max_value=9_999_999))
def test_digits_of_both_kinds(value):
    arabic = str(value).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert parse_number([bare(str(value))], 0) == (1, value)
    assert parse_number([bare(arabic)], 0) == (1, value)


@pytest.mark.parametrize(
    ("text", "count", "bound", "low", "high"),
    [
        ("ما لا يقل عن 12", 12, "at_least", 12, None),
        ("أكثر من ثلاثين", 30, "at_least", 31, None),
        ("نحو 54", 54, "approx", None, None),
        ("ما يصل إلى 40", 40, "at_most", None, 40),
        ("أقل من عشرة", 10, "at_most", None, 9),
        ("مئة و خمسين ألفا", 150_000, "exact", 150_000, 150_000),
        ("ألفين و خمسمائة", 2500, "exact", 2500, 2500),
        ("10 آلاف", 10_000, "exact", 10_000, 10_000),
        ("1,200", 1200, "exact", 1200, 1200),
        ("اثنا عشر", 12, "exact", 12, 12),
        ("إحدى و عشرين", 21, "exact", 21, 21),
    ],
)
def test_bounds_and_compounds(text, count, bound, low, high):
    number = find_number(words(text), 0)
    assert number is not None
    assert (number.count, number.bound, number.low, number.high) == (count, bound, low, high)


@pytest.mark.parametrize("text", ["على الأقل", "كحد أدنى", "على الأكثر", "تقريبا"])
def test_bounds_behind_the_noun(text):
    assert bound_after(words(text), 0) is not None


def vague_words():
    return load_rules(data_file("extractors.languages.ar", "patterns/vague.jsonl"), VagueWord)


@pytest.mark.parametrize("rule", vague_words(), ids=lambda rule: rule.id)
def test_every_vague_word(rule):
    for form in rule.forms:
        number = find_number(words(form), 0)
        assert number is not None, form
        assert (number.count, number.bound, number.low) == (None, "vague", rule.low), form
    assert any(find_number(sentence, i) is not None for sentence in [norms(rule.example)] for i in range(len(sentence)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قتل جنديان في كمين للحوثيين في مأرب.", ("killed", 2)),
        ("أصيب طفلان في قصف على تعز.", ("wounded", 2)),
        ("أدى القصف إلى مقتل طفلين في تعز.", ("killed", 2)),
        ("خلف القصف قتيلين في تعز.", ("killed", 2)),
        ("أسفر الهجوم عن أسيرين من الحوثيين.", ("captured", 2)),
        ("أسفرت الغارة عن جريحين من الحوثيين.", ("wounded", 2)),
        ("قتل عنصران من الميليشيات في مأرب.", ("killed", 2)),
        ("قتلت امرأتان في قصف على تعز.", ("killed", 2)),
        ("قتل قياديان بارزان في ميليشيات الحوثي بغارة.", ("killed", 2)),
    ],
)
def test_duals_are_two(sentence, expected):
    assert expected in claims(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "قال قائد اللواء 35 إن المعارك مستمرة في تعز.",
        "تقع الجبهة على بعد 30 كيلومترا من مأرب حيث تدور معارك.",
        "استخدم المسلحون قذائف آر بي جي 7 في المعارك.",
        "استمرت الاشتباكات ثلاث ساعات في جبهة صرواح.",
        "أثناء المعارك أصيب الموقع بأضرار.",
        "بلغ العقيد 45 عاما وشارك في معارك 2015.",
    ],
)
def test_what_is_no_number_of_people(sentence):
    assert claims(sentence) == []
