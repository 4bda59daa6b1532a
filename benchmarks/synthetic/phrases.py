"""The words of synthetic articles.  Plain on purpose: no coder reads them, only the joining does."""

import random
from functools import cache

HOW = {
    "en": {
        "clash": ("in clashes", "in fighting"),
        "airstrike": ("in an air strike", "when jets struck"),
        "drone_strike": ("in a drone strike",),
        "shelling": ("in shelling", "when shells fell"),
        "missile": ("in a missile attack",),
        "bombing": ("in a bomb blast", "when a car bomb went off"),
        "suicide_bombing": ("in a suicide bombing",),
        "mine": ("when a mine went off",),
        "ambush": ("in an ambush",),
        "shooting": ("in a shooting",),
        "sniper": ("by sniper fire",),
        "assassination": ("in an assassination",),
        "execution": ("in an execution",),
        "detention": ("in a raid",),
    },
    "ar": {
        "clash": ("في اشتباكات", "في معارك"),
        "airstrike": ("في غارة جوية", "جراء قصف الطيران"),
        "drone_strike": ("في غارة لطائرة مسيرة",),
        "shelling": ("في قصف مدفعي", "جراء سقوط قذائف"),
        "missile": ("في هجوم صاروخي",),
        "bombing": ("في انفجار عبوة", "في تفجير سيارة مفخخة"),
        "suicide_bombing": ("في تفجير انتحاري",),
        "mine": ("بانفجار لغم",),
        "ambush": ("في كمين",),
        "shooting": ("في إطلاق نار",),
        "sniper": ("برصاص قناص",),
        "assassination": ("في عملية اغتيال",),
        "execution": ("في عملية إعدام",),
        "detention": ("في مداهمة",),
    },
}
OUTCOME = {
    "en": {"killed": "killed", "wounded": "wounded", "captured": "captured"},
    "ar": {"killed": "قتلوا", "wounded": "أصيبوا", "captured": "أسروا"},
}
BOUND = {
    "en": {"exact": "{}", "at_least": "at least {}", "at_most": "up to {}", "approx": "about {}"},
    "ar": {"exact": "{}", "at_least": "{} على الأقل", "at_most": "ما يصل إلى {}", "approx": "نحو {}"},
}
VAGUE = {
    "en": ((200, "hundreds"), (24, "dozens"), (3, "several")),
    "ar": ((200, "مئات"), (20, "عشرات"), (3, "عدة")),
}
"""Words with the least that they can mean, greatest first."""
SPEAKER = {
    "en": {
        "medical": "a hospital doctor",
        "official": "a local official",
        "witness": "residents",
        "media": "state television",
        "ngo": "a rights group",
        "anonymous": "a source",
        "party": "a spokesman for {}",
    },
    "ar": {
        "medical": "مصدر طبي",
        "official": "مسؤول محلي",
        "witness": "سكان محليون",
        "media": "التلفزيون الرسمي",
        "ngo": "منظمة حقوقية",
        "anonymous": "مصدر مطلع",
        "party": "متحدث باسم {}",
    },
}
WHEN = {"en": ("on Monday", "on Tuesday", "yesterday", "today"), "ar": ("الاثنين", "الثلاثاء", "أمس", "اليوم")}
SPAN = {"en": "over the past two days", "ar": "خلال اليومين الماضيين"}
LEAD = {
    "en": (
        ("{claims} {how} {place} {when}, {speaker} said, {tail}."),
        ("{speaker} said that {claims} {how} {place} {when} {tail}."),
        ("{claims} {place} {how}, {tail}, according to {speaker} {when}."),
    ),
    "ar": (
        ("قال {speaker} إن {claims} {how} {place} {when} {tail}."),
        ("{claims} {how} {place} {when}، بحسب {speaker}، {tail}."),
        ("وأفاد {speaker} {when} بأن {claims} {place} {how} {tail}."),
    ),
}
CLAIM = {"en": "{count} {victims} were {outcome}", "ar": "{count} من {victims} {outcome}"}
IN = {"en": "in {}", "ar": "في {}"}
AND = {"en": " and ", "ar": " و "}
REPEAT = {
    "en": "The toll of {claims} {place} was confirmed later {tail}.",
    "ar": "وتأكدت لاحقا حصيلة {claims} {place} {tail}.",
}
PART = {
    "en": "Among the dead were {claims} {tail}.",
    "ar": "ومن بين القتلى {claims} {tail}.",
}
CONTROL = {
    "en": "{agent} took {claims} from {target} {when} {tail}.",
    "ar": "سيطرت {agent} على {claims} بعد طرد {target} {when} {tail}.",
}
MATERIEL = {
    "en": "{agent} destroyed {claims} {place} {when} {tail}.",
    "ar": "دمرت {agent} {claims} {place} {when} {tail}.",
}
HISTORY = {
    "en": "The war has seen {claims} over the years {tail}.",
    "ar": "وشهدت الحرب {claims} خلال السنوات الماضية {tail}.",
}
ITEM = {
    "en": {"vehicle": "vehicles", "tank": "tanks", "depot": "depots", "weapons": "weapons", "launcher": "launchers"},
    "ar": {"vehicle": "عربات", "tank": "دبابات", "depot": "مخازن", "weapons": "أسلحة", "launcher": "منصات"},
}
STANDING = {
    "en": "The figures given by the two sides could not be confirmed by an independent party until this hour.",
    "ar": "ولم يتسن التحقق من هذه الأرقام من جهة مستقلة حتى ساعة إعداد هذا الخبر.",
}
"""A sentence that a third of all articles carry: no sign that one copies another."""

_SYLLABLES = {
    "en": ("ba", "ke", "lo", "mi", "nu", "ra", "sen", "tol", "vi", "wa", "dor", "gal", "hin", "pel", "quo", "sta"),
    "ar": ("با", "كي", "لو", "مي", "نو", "را", "سن", "تل", "في", "وا", "در", "جل", "هن", "بل", "قو", "ست"),
}
_WORDS = 6000


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Invented words of a language, the frequent ones first."""
    rng = random.Random(f"words/{language}")
    syllables = _SYLLABLES[language]
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        found["".join(rng.choices(syllables, k=rng.choice((2, 3, 3, 4))))] = None
    return tuple(found)


def filler(rng: random.Random, language: str, count: int) -> str:
    """`count` words; few of them make most of a text, as in any language."""
    words, draw = vocabulary(language), rng.random
    return " ".join([words[int(_WORDS * draw() ** 3)] for _ in range(count)])


def detail(language: str, seed: int) -> str:
    """The word of a language for a detail of an incident."""
    return vocabulary(language)[seed % _WORDS]
