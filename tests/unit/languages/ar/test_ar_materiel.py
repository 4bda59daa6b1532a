"""Equipment lost: what was hit, whose it was, who did it."""

import pytest
from ar_coding import code

from extractors.records import MaterielClaim

CONTEXT = " وتدور معارك بين المقاومة الشعبية والحوثيين في محافظة مأرب اليمنية، وتشن طائرات التحالف غارات."


def found(text: str) -> list[MaterielClaim]:
    return code(text + CONTEXT).materiel


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a pronoun means the last item that agrees with it
        ("استهدفت غارة دبابة للحوثيين ودمرتها بالكامل.", [("دبابة", "destroyed", 1)]),
        ("قصفت المدفعية مخزن ذخائر للحوثيين ما أدى إلى تدميره.", [("مخزن", "destroyed", 1)]),
        ("دكت القوات مواقع الحوثيين ودمرتها.", [("مواقع", "destroyed", None)]),
        ("إن ست عربات عسكرية للحوثيين دمرها طيران التحالف.", [("ست عربات", "destroyed", 6)]),
        ("اعترضت الدفاعات صاروخا للحوثيين ودمرته.", [("صاروخا", "intercepted", 1)]),
        ("دمر الجيش طقما للحوثيين وأحرق آخر.", [("طقما", "destroyed", 1), ("آخر", "destroyed", 1)]),
        # a haul and what it holds
        (
            "غنم الجيش كميات من الأسلحة كانت للحوثيين أهمها مدفع وثلاثة رشاشات.",
            [("كميات من الأسلحة", "captured", None), ("مدفع", "captured", 1), ("ثلاثة رشاشات", "captured", 3)],
        ),
        (
            "غنم الجيش كميات كبيرة من الأسلحة والذخائر، بينها صواريخ حرارية ومدفع، خلفها الحوثيون.",
            [("كميات كبيرة من الأسلحة", "captured", None), ("صواريخ", "captured", None), ("مدفع", "captured", 1)],
        ),
        ("احترقت ثلاث آليات عسكرية للحوثيين في كمين.", [("ثلاث آليات", "destroyed", 3)]),
        # purposes, threats, what it was done with
        ("تسلمت المقاومة صواريخ مخصصة لتدمير الدبابات.", []),
        ("هدد الحوثيون بالاستيلاء على أي طائرة تهبط في صنعاء.", []),
        ("دمر الحوثيون دبابة بالرصاص وصواريخ الكاتيوشا.", [("دبابة", "destroyed", 1)]),
        # people's own
        ("دمر الانفجار أربع سيارات في السوق.", []),
        ("دمر قصف الحوثيين منازل في المدينة.", []),
        ("أحرقت المقاومة سيارة تابعة للحوثيين.", [("سيارة", "destroyed", 1)]),
    ],
)
def test_what_was_hit(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert [(claim.item_text, claim.action, claim.count) for claim in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "owner", "by"),
    [
        ("وذكرت المقاومة أنها غنمت عتادا عسكريا كبيرا.", "HOUTHI", "RESISTANCE"),
        ("قتل 12 من الحوثيين وأعطبت 4 أطقم إثر غارات لطائرات التحالف.", "HOUTHI", "COALITION"),
        ("قتل ثلاثة حوثيين على متن دبابة دمرتها إحدى غارات الطيران.", "HOUTHI", "COALITION"),
        ("زار الوزير المواقع التي دمرتها ميليشيا الحوثي.", "GOV", "HOUTHI"),
        ("دمرت غارة منصات صواريخ مضادة للطائرات.", "HOUTHI", "COALITION"),
        ("ضربت مقاتلات التحالف بعشر غارات الميليشيات المتمردة ما أدى إلى تدمير سبع دبابات.", "HOUTHI", "COALITION"),
        ("اعترضت الدفاعات السعودية صاروخا في سماء نجران أطلقته ميليشيا الحوثي.", "HOUTHI", "SAUDI"),
    ],
)
def test_whose_it_was_and_who_did_it(text: str, owner: str, by: str) -> None:
    (claim,) = found(text)
    assert (claim.owner_group, claim.by_group) == (owner, by)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "سيطرت المقاومة على جبل السنترال الذي كانت تسيطر عليه جماعة الحوثي، واستطاعوا السيطرة على تبة الخزان.",
            [("RESISTANCE", "جبل السنترال"), ("RESISTANCE", "تبة الخزان")],
        ),
        ("حررت المقاومة مدينة الضالع باستثناء جيوب للحوثيين.", [("RESISTANCE", "مدينة الضالع")]),
        ("أعلنت المقاومة «تحرير الضالع» من الحوثيين.", [("RESISTANCE", "الضالع")]),
        ("خطب القائد متوعدا بسحق الحوثيين وتطهير مدينة لحج.", []),
        ("قال إن استعادة مدينة عمران على رأس أولويات الجيش.", []),
        ("فرح الناس بعد أن حررت المقاومة عدن والسعي لتحرير بقية البلاد قائم.", [("RESISTANCE", "عدن")]),
        ("احتلت القوات الأمريكية العراق.", []),
    ],
)
def test_places_taken(text: str, expected: list[tuple[str, str]]) -> None:
    claims = code("تدور معارك بين المقاومة والحوثيين في اليمن. " + text).control
    assert [(claim.actor_group, claim.place_text) for claim in claims] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وفر الحوثيون من المعسكر تاركين خلفهم معداتهم وأسلحتهم.", ["captured HOUTHI", "captured HOUTHI"]),
        ("وانسحب الحوثيون بعد أن تركوا وراءهم دبابة ومدفعين.", ["captured HOUTHI", "captured HOUTHI"]),
        ("وقال السكان إن الميليشيات الحوثية تركت أسلحة ثقيلة في محيط المبنى وتسلمها الجيش.", ["captured HOUTHI"]),
        ("ولاذ المسلحون الحوثيون بالفرار مخلفين وراءهم عربات وذخائر.", ["captured HOUTHI", "captured HOUTHI"]),
        ("وانسحب الحوثيون تاركين خلفهم مئات الألغام في الطرقات.", []),
        ("وفر الحوثيون تاركين خلفهم قتلاهم.", []),
        ("ودمرت المدفعية مربضي هاون للحوثيين في الجبل.", ["destroyed HOUTHI"]),
        ("وغنم الجيش جهازي اتصال وبنادق من الحوثيين.", ["captured HOUTHI", "captured HOUTHI"]),
        ("وغنمت المقاومة نواظير ليلية وأسلحة كانت مع الحوثيين.", ["captured HOUTHI", "captured HOUTHI"]),
        ("وأسقط الحوثيون، بحسب قناة تابعة لهم، طائرة تجسس للتحالف.", ["downed COALITION"]),
        ("ودمر الطيران، فجر الأحد، منصة إطلاق للحوثيين.", ["destroyed HOUTHI"]),
        ("وأسفرت الغارات عن تدمير مستودعات ومخازن أسلحة للحوثيين.", ["destroyed UNKNOWN"]),
        ("وطمرت الغارة نفقا للحوثيين في الجبل.", ["destroyed HOUTHI"]),
    ],
)
def test_left_behind_and_asides(text: str, expected: list[str]) -> None:
    before = "تدور معارك بين الجيش الوطني والمقاومة الشعبية من جهة والحوثيين من جهة أخرى في اليمن، وسقط قتلى. "
    found = [f"{claim.action} {claim.owner_group}" for claim in code(before + text).materiel]
    assert sorted(found) == sorted(expected)
