"""Whose word a number is: sentences written for these tests."""

import pytest
from ar_coding import code

WAR = "تدور معارك في مأرب بين المقاومة الشعبية والحوثيين. "


def sources(text):
    """(count, source) of each casualty claim."""
    return [(claim.count, claim.source_text) for claim in code(WAR + text).casualties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال مصدر طبي إن تسعة جنود قتلوا في الهجوم، وفقا لوكالة رويترز.", [(9, "مصدر طبي")]),
        ("قتل تسعة جنود في الهجوم، وفقا لما نقلته قناة العربية عن شهود.", [(9, "قناة العربية")]),
        ("قتل تسعة جنود في الهجوم بحسب صحيفة محلية، نقلا عن مصدر طبي.", [(9, "مصدر طبي")]),
        ("مصادر طبية في المدينة كشفت عن مقتل تسعة جنود في الهجوم.", [(9, "مصادر طبية في المدينة")]),
        ("أكدت الإمارات مقتل تسعة من جنودها في المعارك.", [(9, "الإمارات")]),
        (
            "وقال جون سميث، كبير المراقبين في المنطقة، إن تسعة مدنيين قتلوا في القصف.",
            [(9, "جون سميث، كبير المراقبين في المنطقة")],
        ),
        ("وقال جون سميث، مدير المستشفى، إن تسعة مدنيين قتلوا في القصف.", [(9, "جون سميث، مدير المستشفى")]),
        ("وأضاف سميث أن تسعة مدنيين قتلوا في القصف.", [(9, "سميث")]),
        ("أفاد فيه مصدر طبي بأن القصف خلف تسعة قتلى.", [(9, "مصدر طبي")]),
        ("نشرت وكالة الأنباء خبرا عن مقتل تسعة جنود في الهجوم.", [(9, "وكالة الأنباء")]),
        ("نشرت القوات تعزيزات بعد مقتل تسعة جنود في الهجوم.", [(9, None)]),
        ("قتل تسعة جنود في معسكر تابع لقوات الجيش في المعارك.", [(9, None)]),
    ],
)
def test_who_is_cited(text, expected):
    assert sources(text)[-len(expected) :] == expected


def test_a_participle_goes_on_with_the_speaker():
    found = sources("قال العقيد صالح حمود إن المعارك مستمرة، مؤكدا مقتل تسعة حوثيين ومتهما الحوثيين بقتل ستة مدنيين.")
    assert {source for _, source in found} == {"العقيد صالح حمود"}


def test_who_speaks_of_an_inquiry_tells_no_toll():
    assert sources("أعلن التحالف فتح تحقيق في غارة أسفرت عن مقتل تسعة مدنيين.") == [(9, None)]


def test_each_answers_for_his_own_clause():
    text = "أعلنت وزارة الصحة مقتل ثلاثة مدنيين في القصف، وأسفر الهجوم أيضا عن إصابة سبعة جنود، بحسب الجيش."
    assert sources(text) == [(3, "وزارة الصحة"), (7, "الجيش")]


def test_according_to_does_not_reach_the_next_statement():
    text = "قتل تسعة جنود بحسب مصدر طبي، وجاء الهجوم بعد كمين قتل فيه ستة جنود."
    assert sources(text) == [(9, "مصدر طبي"), (6, None)]


def test_a_sentence_that_goes_on_has_the_speaker_of_the_last():
    text = "وقال مصدر طبي إن تسعة حوثيين قتلوا في الهجوم. فيما قتل ستة من رجال المقاومة."
    assert sources(text) == [(9, "مصدر طبي"), (6, "مصدر طبي")]


def test_the_source_is_the_one_named_before():
    text = "وقال مصدر عسكري إن المعارك مستمرة. وحسب المصدر فإن تسعة حوثيين قتلوا."
    assert sources(text) == [(9, "مصدر عسكري")]


def test_a_verbal_noun_is_no_part_of_the_speakers_name():
    claim = code("أعلن مصدر أمني في تعز ارتفاع عدد ضحايا القصف إلى تسعة قتلى من المدنيين.").casualties[0]
    assert claim.source_text == "مصدر أمني في تعز"
