from datetime import date

import pytest
from ar_coding import norms

from extractors.languages.ar.calendar_words import TimeWord
from extractors.languages.ar.times import days_of, find_time
from extractors.lexicon import data_file, load_rules

CASES = [
    ("خلال الـ 24 ساعة الماضية", "2015-08-03", "2015-08-02", "2015-08-03"),
    ("أمس (الاثنين)", "2015-08-04", "2015-08-03", "2015-08-03"),
    ("أمس الثلاثاء", "2015-08-06", "2015-08-04", "2015-08-04"),
    ("ليل الأربعاء الخميس", "2015-07-31", "2015-07-29", "2015-07-30"),
    ("الجمعة الماضي", "2015-08-09", "2015-08-07", "2015-08-07"),
    ("خلال اليومين الماضيين", "2015-08-09", "2015-08-07", "2015-08-09"),
    ("الساعات الثماني والأربعين الماضية", "2018-03-01", "2018-02-27", "2018-03-01"),
    ("19 نيسان/أبريل الحالي", "2018-04-28", "2018-04-19", "2018-04-19"),
    ("التاسع من أغسطس/آب الجاري", "2018-08-25", "2018-08-09", "2018-08-09"),
    ("12 كانون الثاني 2016", "2018-08-25", "2016-01-12", "2016-01-12"),
    ("25 يناير (كانون الثاني) 1952", "2015-08-06", "1952-01-25", "1952-01-25"),
    ("منتصف يوليو (تموز) الحالي", "2015-07-24", "2015-07-14", "2015-07-16"),
    ("قبل يومين", "2015-07-23", "2015-07-21", "2015-07-21"),
    ("قبل ثلاثة أيام", "2015-07-23", "2015-07-20", "2015-07-20"),
    ("منذ الأربعاء", "2018-06-02", "2018-05-30", "2018-06-02"),
    ("بين الجمعة والسبت", "2018-06-02", "2018-06-01", "2018-06-02"),
    ("الشهر الماضي", "2018-09-01", "2018-08-01", "2018-08-31"),
    ("عام 2014", "2018-06-17", "2014-01-01", "2014-12-31"),
    ("في وقت متأخر من أول من أمس", "2015-07-23", "2015-07-21", "2015-07-21"),
    ("البارحة الأولى", "2015-07-21", "2015-07-19", "2015-07-19"),
    ("فجر اليوم", "2015-07-21", "2015-07-21", "2015-07-21"),
    ("مساء الخميس", "2015-08-08", "2015-08-06", "2015-08-06"),
    ("12 رمضان 1436", "2015-07-23", "2015-06-29", "2015-06-29"),
    ("منذ تدخل التحالف في مارس 2015", "2018-06-02", "2015-03-01", "2018-06-02"),
    ("منذ الأحد الماضي", "2018-06-02", "2018-05-27", "2018-06-02"),
    ("منذ مطلع الشهر الجاري", "2018-06-20", "2018-06-01", "2018-06-20"),
    ("منذ بداية العام", "2018-06-20", "2018-01-01", "2018-06-20"),
    ("منذ العام الماضي", "2018-06-20", "2017-01-01", "2018-06-20"),
    ("نهاية الشهر الماضي", "2018-06-20", "2018-05-01", "2018-05-31"),
    ("خلال الليل", "2018-06-20", "2018-06-19", "2018-06-20"),
    ("بعد ثلاثة أيام من المعارك", "2018-06-20", "2018-06-17", "2018-06-20"),
]


@pytest.mark.parametrize(("text", "published", "start", "end"), CASES)
def test_days(text, published, start, end):
    sentence = norms(text)
    chunk = find_time(sentence, 0)
    assert chunk is not None
    days = days_of(chunk, date.fromisoformat(published))
    assert days is not None
    assert (str(days.start), str(days.end)) == (start, end)


@pytest.mark.parametrize("text", ["قبل أيام", "خلال الأيام الماضية", "الأيام القليلة الماضية", "أخيرا", "أمس"])
def test_unresolved_without_a_number_or_a_publication_day(text):
    chunk = find_time(norms(text), 0)
    assert chunk is not None
    assert days_of(chunk, None) is None


@pytest.mark.parametrize("text", ["ثورة 26 سبتمبر", "رجب", "صالح", "الأحد عشر"])
def test_names_are_no_days(text):
    sentence = norms(text)
    found = [find_time(sentence, i) for i in range(len(sentence))]
    assert all(chunk is None or chunk.expression is None or chunk.expression.kind != "date" for chunk in found)


@pytest.mark.parametrize(
    "rule", load_rules(data_file("extractors.languages.ar", "patterns/times.jsonl"), TimeWord), ids=lambda rule: rule.id
)
def test_every_time_word_in_its_example(rule):
    sentence = norms(rule.example)
    assert any(find_time(sentence, i) is not None for i in range(len(sentence)))
