"""Claims as other articles than the annotated ones tell them.

Named persons, singular and dual nouns after a masdar, bodies, surrenders, a verb after its number joined to the next
clause, quotation marks around the verb, "أثناء" read as two.
"""

from datetime import date

import pytest

from extractors.coder import Coder
from extractors.records import ArticleToCode


def coded(text: str) -> set[tuple[str, int | None]]:
    article = ArticleToCode(article_id="t", text=text, language="ar", published=date(2015, 7, 22))
    return {(c.outcome, c.count) for c in next(iter(Coder().code([article]))).casualties}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a number before its verb, then the next clause with its own verb and number: two rows, not one joint number
        (
            "قال مصدر طبي إن 31 شخصا قتلوا وأصيب 96 أمس السبت عندما قصفت الميليشيات أحياء سكنية في تعز.",
            {("killed", 31), ("wounded", 96)},
        ),
        # named persons, with ranks, after a masdar or as "the martyr"
        (
            "أعلنت قيادة القوات المشتركة في بيان أمس استشهاد خالد ناصر المري برتبة رقيب أثناء أداء واجبه في مأرب.",
            {("killed", 1)},
        ),
        ("نعت الوزارة شهيدها الملازم أول سالم حمد الكعبي الذي استشهد أمس خلال المعارك في مأرب.", {("killed", 1)}),
        # singular and dual nouns after a masdar; "one of the …"
        (
            "باشر الدفاع المدني بلاغا عن سقوط مقذوف عسكري من داخل الأراضي اليمنية على منزل في صامطة "
            "نتج عنه إصابة مواطن بجروح.",
            {("wounded", 1)},
        ),
        (
            "أدى سقوط قذيفة أطلقها الحوثيون على قرية حدودية في جازان إلى إصابة مقيم من الجنسية السودانية.",
            {("wounded", 1)},
        ),
        ("تسبب سقوط مقذوفات عسكرية على محل تجاري في نجران في إصابة أحد المقيمين.", {("wounded", 1)}),
        ("أدى سقوط مقذوف من داخل الأراضي اليمنية إلى إصابة مقيمين اثنين في الطوال.", {("wounded", 2)}),
        ("قالت الوكالة إن ضابطا من القوات الإماراتية «استشهد» في اليمن.", {("killed", 1)}),
        # bodies of fighters, and surrender
        ("قالت مصادر في المقاومة إن العشرات من جثث مسلحي الحوثي تتناثر في شوارع خور مكسر.", {("killed", None)}),
        ("ذكر قائد ميداني أن عشرات المسلحين الحوثيين سلموا أنفسهم قرب حي المعلا بعدن.", {("captured", None)}),
        ("أعلن عشرات من مسلحي الحوثي استسلامهم بعد حصارهم في التواهي.", {("captured", None)}),
        # "fell dead", two and three outcomes of one number, adverbs and a long name before it
        ("وأضافت أن 12 حوثيا سقطوا قتلى فيما أصيب 18 آخرون.", {("killed", 12), ("wounded", 18)}),
        ("إن العشرات من الحوثيين قتلوا وجرحوا في المعارك.", {("killed", None), ("wounded", None)}),
        (
            "أدت الاشتباكات إلى مقتل وجرح وأسر عدد من المقاتلين الحوثيين.",
            {("killed", None), ("wounded", None), ("captured", None)},
        ),
        ("قتل وجرح في المواجهات أمس نحو 50 من عناصر الميليشيات.", {("killed_or_wounded", 50)}),
        (
            "أفادت مصادر أن قائد جبهة الحوثيين في المديرية المقرب من زعيم الجماعة والمكنى أبو سيف لقي مصرعه في مأرب.",
            {("killed", 1)},
        ),
        # people elsewhere in one breath, prisoners executed, a number besides a named man's
        ("استشهد أحد رجال حرس الحدود في جازان وثلاثة جنود في عسير بقذائف.", {("killed", 1), ("killed", 3)}),
        ("قامت الميليشيات بإعدام أسرى من المقاومة (12 أسيرا) في مأرب.", {("killed", 12)}),
        (
            "قتل فيها قائد ميداني من ميليشيات الحوثي، يدعى أبو سيف، فضلا عن نحو 40 مسلحا آخرين.",
            {("killed", 1), ("killed", 40)},
        ),
        ("الحوثيون يحتجزون ما لا يقل عن 1500 معتقل في سجونهم.", {("captured", 1500)}),
        ("تعرض سبعة من رجال حرس الحدود للإصابة في القصف.", {("wounded", 7)}),
        # whose house it was, who did it, nobody in particular, a camp's name, a footer
        ("سقطت قذيفة على منزل أحد المواطنين ونتج عنها إصابة طفلين.", {("wounded", 2)}),
        ("زار الوفد أسرة الضابط الذي قتل على يد سالم أحمد في القصف.", {("killed", 1)}),
        ("لا يرضى أحد بقتل أي إنسان في هذه الحرب.", set()),
        ("انطلقت القوات من معسكر الشهيد عمر ناجي باتجاه جبهة القتال.", set()),
        ("قتل خمسة جنود في غارة. رابط الخبر بصحيفة البلاد: الجيش يتقدم.. ومقتل 7 جنود في غارة.", {("killed", 5)}),
        # numbers in brackets, the families of many
        ("أدى الهجوم إلى مقتل (20) جنديا وإصابة (12) آخرين.", {("killed", 20), ("wounded", 12)}),
        ("قدم الوزير سالم أحمد تعازيه لأسر الضحايا الذين قضوا نحبهم في الهجوم.", set()),
    ],
)
def test_seen_outside_the_gold(text: str, expected: set[tuple[str, int | None]]) -> None:
    assert coded(text) == expected
