import pytest

from extractors.reading.language import language_of

ENGLISH = (
    "Tribal leaders met in the valley to settle a quarrel about water, and agreed to meet again after the harvest."
)
ARABIC = "اجتمع شيوخ القبائل في الوادي لتسوية خلاف على المياه واتفقوا على اللقاء مجددا بعد موسم الحصاد."
FRENCH = "Les chefs des tribus se sont réunis dans la vallée pour régler une querelle au sujet de l'eau du puits."
PERSIAN = "سران قبایل برای حل اختلاف بر سر آب در دره گرد هم آمدند و قرار گذاشتند پس از برداشت محصول دوباره دیدار کنند."
TURKISH = (
    "Aşiret reisleri su konusundaki anlaşmazlığı çözmek için vadide toplandı ve hasattan sonra buluşmaya karar verdi."
)


@pytest.mark.parametrize("declared", [None, "en", "ar", "xx", "fr-FR"])
@pytest.mark.parametrize(
    ("text", "code"), [(ENGLISH, "en"), (ARABIC, "ar"), (FRENCH, "fr"), (PERSIAN, "fa"), (TURKISH, "tr")]
)
def test_the_text_tells_whatever_is_declared(text, code, declared):
    assert language_of(text, declared) == code


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        ("Hajjah, Midi, Abs: 3 dead.", "en", "en"),
        ("Hajjah, Midi, Abs: 3 dead.", "en-GB", "en"),
        ("حجة: 3 قتلى.", "ar-YE", "ar"),
        ("حجة: 3 قتلى.", "Arabic", "ar"),
    ],
)
def test_a_short_text_is_what_it_is_declared_as(text, declared, code):
    assert language_of(text, declared) == code


def test_a_caption_does_not_decide():
    assert language_of("Photo: Reuters/Staff photographer, all rights reserved. " + ARABIC * 12) == "ar"


def test_no_letters_no_language():
    assert language_of("12 – 14: 3 (?)") is None
    assert language_of("", "en") is None
