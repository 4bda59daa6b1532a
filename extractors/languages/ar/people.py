"""People in a sentence: numbers with their nouns, single persons, names, and whose they are."""

from collections.abc import Sequence

from extractors.analysis import ActorMention
from extractors.languages.ar.noun_forms import (
    goes_with_dual,
    is_nation,
    past_brackets,
    tells_of_thing,
    told_number,
    two_behind,
)
from extractors.languages.ar.numbers import Number, bound_after, bounded, find_number
from extractors.languages.ar.phrases import match_phrase
from extractors.languages.ar.sentence import MARKS, STRIKES, Chunk, Sentence
from extractors.languages.ar.sides import common
from extractors.languages.ar.times import find_time
from extractors.languages.ar.words import is_marked, name_words, persons, triggers

OTHERS = frozenset(("اخرين", "اخرون", "الاخرين", "الاخرون"))

_PASSED = frozenset('#"«»“”')

_CLOSING = frozenset("»”)/")

_ONE_MORE = frozenset(
    ("ثان", "ثانيه", "ثالث", "ثالثه", "رابع", "رابعه", "خامس", "خامسه", "سادس", "سادسه", "سابع", "ثامن", "تاسع", "عاشر")
)
"""ordinals that count one more behind those told before"""

OTHER_ONE = {"اخر": 1, "اخري": 1, "اخران": 2}

_MATES, _MATES_OF = frozenset(("وكيل", "ريس", "نايب")), frozenset(("رقيب", "رقبا"))
"""words before a rank with which they make one: "وكيل الرقيب" """
_COLLEAGUES = "ar.person.colleague"
"""people who are of the side of those told before: "أحد زملائه" """

_INTO = frozenset(("من", "في", "ب", "ل"))

SIDES = frozenset(
    (
        "صفوف",
        "جانب",
        "طرف",
        "وسط",
        "افراد",
        "عناصر",
        "مسلحي",
        "مقاتلي",
        "قوات",
        "جماعه",
        "ابناء",
        "رجال",
        "منسوبي",
        "منتسبي",
        "ضمن",
    )
)

_OF = frozenset(
    ("تابعين", "تابع", "تابعا", "تابعه", "موالين", "موال", "مواليا", "منتمين", "ينتمون", "ينتمي", "مفترضين", "محسوبين")
)

_THESE = frozenset(("تلك", "هذه", "هولا", "هذا", "ذلك"))

_PEOPLE_MARKED = frozenset(("واحد", "واحده", "اثنان", "اثنين", "اثنتان", "اثنتين"))


def name_chunk(sentence: Sentence, at: int) -> Chunk | None:
    """A person's name: a run of words that begins with a given name, or a name that the register knows."""
    norms = sentence.norms
    known = sentence.actors.get(at)
    if known is not None and ".person." in known[1].rule_id:
        number = Number(at, known[0], 1, "exact", 1, 1, "ar.number.name", False, at)
        return Chunk("P", at, known[0], number=number, count=1, actor=known[1], noun_at=at, count_end=known[0])
    if known is not None or not _names_here(norms, at):
        return None
    end = at + 1
    while end < len(norms) and end - at < 7 and _goes_with_name(sentence, end):
        end += 1
    actor = None
    surname = sentence.actors.get(end)
    if surname is not None and norms[end].startswith("ال") and norms[end].endswith("ي") and surname[0] == end + 1:
        # "عبد الكريم الحوثي" is of the Houthis, "أبو محمد العراقي" of no state's forces, "سالم أحمد الجندي" a soldier
        end += ".common." not in surname[1].rule_id
        actor = surname[1] if not any(kind in surname[1].rule_id for kind in (".demonym.", ".common.")) else None
    if end - at < 2:
        return None
    number = Number(at, end, 1, "exact", 1, 1, "ar.number.name", False, at)
    return Chunk("P", at, end, number=number, count=1, actor=actor, noun_at=at, count_end=end)


def bears_name(sentence: Sentence, at: int) -> bool:
    """Whether a name follows a rank whose noun ends before token `at`: "الجندي أول فهد علي"."""
    at += sentence.norms[at : at + 1] == ["اول"]
    return at < len(sentence.norms) and name_chunk(sentence, at) is not None


def _names_here(norms: Sequence[str], at: int) -> bool:
    if norms[at] == "علي":
        return False  # على is written alike once folded
    return norms[at] in name_words("given") or (norms[at] in name_words("prefix") and at + 1 < len(norms))


def _goes_with_name(sentence: Sentence, at: int) -> bool:
    norms = sentence.norms
    if norms[at] in name_words("given") or norms[at] in name_words("prefix"):
        return True
    if not norms[at].isalpha() or len(norms[at]) < 3 or at in sentence.actors or at in sentence.places:
        return False
    if is_marked(norms, at) or find_time(norms, at):
        return False
    if norms[at].startswith("برتب"):
        return False  # "سيف أحمد برتبة ضابط"
    if (norms[at].endswith("ا") and not norms[at].startswith("ال")) or norms[at].startswith("و"):
        return False  # "اعتقال عبدالخالق مصيرا مختلفا", "عبد الرحمن وتم تعذيبه"
    return norms[at] not in persons() and find_number(norms, at) is None


def person_chunk(sentence: Sentence, at: int) -> Chunk | None:
    """One person, two, people without a number, or others, as a chunk; None if no noun for people begins here."""
    norms = sentence.norms
    if norms[at] in OTHERS:
        return Chunk("O", at, at + 1, others=True, noun_at=at, count_end=at + 1)
    if norms[at] in OTHER_ONE and _stands_alone(sentence, at + 1):
        return Chunk("P", at, at + 1, count=OTHER_ONE[norms[at]], others=True, noun_at=at, count_end=at + 1)
    if norms[at] in _ONE_MORE and _is_one_more(sentence, at):
        return Chunk("P", at, at + 1, count=1, others=True, noun_at=at, count_end=at + 1)  # "وجرح ثالث"
    mate = norms[at] in _MATES and at + 1 < len(norms) and norms[at + 1].removeprefix("ال") in _MATES_OF
    form = persons().get(norms[at + mate])
    if form is None:
        return None
    counts = told_number(norms, at, form.counts)
    if form.definite and counts == 1 and at and norms[at].endswith("ي") and norms[at - 1].startswith("ال"):
        return Chunk("x", at, at + 1)  # an adjective: "التنظيم الإرهابي"
    if form.counts == 2 and goes_with_dual(norms, at):
        return Chunk("x", at, at + 1)  # "صاروخان حوثيان"
    if counts == 1 and tells_of_thing(norms, at):
        return Chunk("x", at, at + 1)  # "صاروخ حوثي"
    end = at + 1 + mate
    after = norms[end] if end < len(norms) else ""
    two = two_behind(norms, at, max(end + 1, sentence.actors[at][0] if at in sentence.actors else 0))
    if after in _PEOPLE_MARKED:
        counts, end = (1 if after.startswith("واحد") else 2), end + 1
    elif two is not None:
        counts, end = 2, two
    if counts == 1 and form.person.kind == "combatant" and norms[end : end + 1] == ["اول"]:
        end += 1  # "جندي أول"
    behind = _counted_behind(sentence, end) if counts == 0 else None
    if behind is not None:
        return with_victims(sentence, Chunk("Q", at, behind.end, number=behind, count=behind.count, person=form,
                                            noun_at=at, count_end=behind.end))  # fmt: skip
    others = counts > 0 and end < len(norms) and norms[end] in OTHER_ONE and _stands_alone(sentence, end + 1)
    end += others  # "شخص آخر"
    symbol = {0: "B", 1: "P", 2: "Q"}[counts]
    number = Number(at, end, counts, "exact", counts, counts, "ar.number.noun", False, at) if counts else None
    chunk = Chunk(symbol, at, end, number=number, count=counts or None, person=form, noun_at=at, count_end=end - others)
    chunk.others = others or form.person.id == _COLLEAGUES
    take_bound(sentence, chunk)
    return with_victims(sentence, chunk)


def _is_one_more(sentence: Sentence, at: int) -> bool:
    """Whether the ordinal at token `at` is a person hit besides others: "وجرح ثالث", not "إصابة ثالثة"."""
    found = match_phrase(triggers(), sentence.norms, at - 1) if at else None
    if found is None or found[1].trigger.type not in ("verb", "masdar") or not _stands_alone(sentence, at + 1):
        return False
    return not (sentence.norms[at].endswith("ه") and found[1].trigger.type == "masdar")


def _counted_behind(sentence: Sentence, at: int) -> Number | None:
    """The number behind a plural and its pronoun: "أفرادها الستة", "الجنود الخمسة"."""
    norms = sentence.norms
    at += norms[at : at + 1] in (["ه"], ["ها"], ["هم"], ["هما"])
    if at >= len(norms) or not norms[at].startswith("ال"):
        return None
    number = find_number([norms[at].removeprefix("ال")], 0)
    if number is None or number.count is None or not 2 < number.count < 100:
        return None
    return Number(at, at + 1, number.count, "exact", number.count, number.count, "ar.number.behind", False, at)


def _stands_alone(sentence: Sentence, at: int) -> bool:
    """Whether آخر is "another one": no noun follows ("آخر جيوب" is "the last pockets")."""
    norms = sentence.norms
    if at >= len(norms) or norms[at] in MARKS or at in sentence.actors:
        return True
    return is_marked(norms, at) or find_time(norms, at) is not None


def take_bound(sentence: Sentence, chunk: Chunk) -> None:
    """Adds to a chunk's number the bound that stands behind it: "12 مدنيا على الأقل"."""
    found = bound_after(sentence.norms, chunk.end)
    at = chunk.end
    if found is None and at + 1 < len(sentence.norms) and sentence.norms[at] in ("،", ","):
        found = bound_after(sentence.norms, at + 1)
    if found is None or chunk.number is None:
        return
    end, bound = found
    chunk.number = bounded(chunk.number, bound, chunk.number.start, chunk.number.end)
    chunk.end = chunk.count_end = end


def with_victims(sentence: Sentence, chunk: Chunk) -> Chunk:
    """Moves the chunk's end past the words that say whose people they are; sets its actor."""
    norms, at = sentence.norms, chunk.end
    own = sentence.actors.get(chunk.noun_at) if chunk.noun_at is not None else None
    if own is not None:
        chunk.actor, at = own[1], max(at, own[0])
    for turn in range(3):
        step = _whose(sentence, at, adjectives=turn == 0 and own is None)
        if step is None:
            break
        at, actor = step
        if actor is not None:
            open_yet = chunk.actor is None or common(chunk.actor) or ".demonym." in chunk.actor.rule_id
            if chunk.actor is None or (open_yet and not common(actor)):
                # "مسلحا من تنظيم القاعدة", "مقاتلا كرديا من ...": the name decides, not the common noun
                chunk.actor = actor
            elif actor is not chunk.actor and not common(actor):
                chunk.extra.append(actor)
    if chunk.person is None and chunk.actor is None and at > chunk.end:
        chunk.person = persons().get(norms[at - 1])  # "عشرات القتلى من السياح"
    while chunk.actor is not None:
        joint = past_brackets(norms, at)
        joint += joint < len(norms) and norms[joint] in _CLOSING
        if norms[joint : joint + 1] != ["و"] or joint + 1 not in sentence.actors:
            break
        more = persons().get(norms[joint + 1])
        itself = chunk.number is None or chunk.number.rule_id == "ar.number.noun"
        if itself and more is not None and more.counts and not more.definite:
            break  # "ضابطا وجنديين": others who were hit
        at, mention = sentence.actors[joint + 1]
        chunk.extra.append(mention)
    chunk.end = max(chunk.end, at)
    return chunk


def _whose(sentence: Sentence, at: int, *, adjectives: bool) -> tuple[int, ActorMention | None] | None:
    """One step of "من [أفراد|صفوف|تابعين ل] ACTOR": (end, actor), None where nothing of it follows."""
    norms = sentence.norms
    if at < len(norms) and norms[at] in _PASSED:
        at += 1  # "عنصر #حوثي", "أسر العشرات" من الحوثيين
    if at >= len(norms):
        return None
    if at in sentence.actors and norms[at].removeprefix("ال") not in STRIKES:
        return sentence.actors[at]
    place = _past_adjectives(sentence, at) if adjectives else at
    if place > at and place in sentence.actors:
        return sentence.actors[place]  # "القيادات الأمنية الحوثية"
    opened = False
    for _ in range(5):
        if place >= len(norms):
            return None
        form = norms[place]
        if opened and place in sentence.actors:
            if norms[place - 1] == "في" and place in sentence.places:
                return None  # "700 شخص في نيجيريا"
            return None if form.removeprefix("ال") in STRIKES else sentence.actors[place]
        people = persons().get(form)
        of_them = opened and (form in _THESE or (people is not None and people.counts == 0))
        if form in _INTO or form.removeprefix("ال") in _OF or form in SIDES or of_them:
            opened = True
            place += 1
            continue
        break
    if opened and place > at + 1 and norms[at] == "من":
        people = persons().get(norms[place - 1])
        if people is not None:
            return place, None
    return None


def _past_adjectives(sentence: Sentence, at: int) -> int:
    """Past up to two adjectives, where the people's force follows them: "قياديان بارزان في ..."."""
    norms, place = sentence.norms, at
    while place < len(norms) and place - at < 3:
        form = norms[place]
        if form in _INTO or form in _OF or form in SIDES:
            return place
        if place > at and place in sentence.actors and ".adjective." in sentence.actors[place][1].rule_id:
            return place
        known = is_marked(norms, place)
        people = form in persons() and not form.endswith("يه") and not is_nation(form)
        if known or len(form) < 4 or form in MARKS or place in sentence.places or people or find_time(norms, place):
            return at
        place += 1
    return at
