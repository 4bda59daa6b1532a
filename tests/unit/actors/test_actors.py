"""Actors: every alias finds its actor, common nouns go by the article, states by their adjectives."""

from collections import Counter
from datetime import date

import pytest

from extractors.actors import ActorContext, ActorRegister, find_actors
from extractors.actors.register import ActorAlias
from extractors.records import GROUPS


def about(*countries: str, published: date | None = None) -> ActorContext:
    """A context of an article that names countries, the first most often."""
    return ActorContext(Counter({country: 9 - 2 * i for i, country in enumerate(countries)}), published=published)


def groups(text: str, language: str, context: ActorContext) -> list[str]:
    """Group codes of the actors found in a text."""
    return [mention.group for mention in find_actors(text, language, context=context)]


REGISTER = ActorRegister.load()


def test_actors_are_sound() -> None:
    for actor in REGISTER.by_id.values():
        assert actor.group in GROUPS
        assert actor.kind in ("combatant", "civilian")
        assert 1 <= actor.inter <= 8
        assert actor.source


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_alias_stands_twice(language: str) -> None:
    keys = Counter(
        (alias.alias, alias.theatre, alias.role is not None, alias.type == "demonym")
        for alias in REGISTER.aliases[language]
    )
    assert [key for key, n in keys.items() if n > 1] == []


def _frame(alias: ActorAlias, language: str) -> str:
    return f"Two men said that {alias.alias} came." if language == "en" else f"وقد وصل {alias.alias} أمس"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_alias_finds_its_actor(language: str) -> None:
    wrong = []
    for alias in REGISTER.aliases[language]:
        if alias.actor is None or alias.needs_context:
            continue
        context = about(alias.theatre) if alias.theatre else ActorContext()
        found = [mention.actor_id for mention in find_actors(_frame(alias, language), language, context=context)]
        if alias.actor not in found:
            wrong.append((alias.id, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "countries", "expected"),
    [
        ("Rebels killed three soldiers.", ["YE"], ["HOUTHI", "GOV"]),
        ("Rebels killed three soldiers.", ["SY"], ["OTHER", "OTHER"]),
        ("Loyalists retook the port.", ["YE"], ["GOV"]),
        ("Al-Qaeda struck. The militants fled.", ["YE"], ["AQAP", "AQAP"]),
        ("The Taliban struck. The militants fled.", ["AF"], ["OTHER", "OTHER"]),
        ("Saudi-led coalition warplanes hit Houthi rebels.", ["YE"], ["COALITION", "HOUTHI"]),
        ("The coalition said so.", ["IQ"], ["US"]),
        ("Daesh, ISIL and IS militants fought the Nusra Front.", ["SY"], ["ISIS", "ISIS", "ISIS", "OTHER"]),
        ("U.S. drones, American troops", ["YE"], ["US", "US"]),
        ("Saudi border guards and Emirati soldiers", ["YE"], ["SAUDI", "UAE"]),
        ("Hezbollah, the PKK, Boko Haram and al-Shabaab", [], ["OTHER"] * 4),
        ("tribesmen clashed with Ansar al-Sharia", ["YE"], ["TRIBE", "AQAP"]),
        ("Ansar al-Sharia was there", ["LY"], ["OTHER"]),
    ],
)
def test_english(text: str, countries: list[str], expected: list[str]) -> None:
    assert groups(text, "en", about(*countries)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سيطر الانقلابيون على موقع للجيش الوطني", ["HOUTHI", "GOV"]),
        ("قوات المخلوع صالح", ["SALEH"]),
        ("ميليشيات الحوثي وصالح", ["HOUTHI"]),
        ("مسلحان حوثيان ورجال المقاومة", ["HOUTHI", "RESISTANCE"]),
        ("عناصر تنظيم القاعدة وداعش", ["AQAP", "ISIS"]),
        ("طيران التحالف العربي قصف المتمردين", ["COALITION", "HOUTHI"]),
        ("قوات الحزام الأمني وقوات النخبة", ["SOUTHERN", "SOUTHERN"]),
        ("ألوية العمالقة وحراس الجمهورية", ["GOV", "GOV"]),
        ("طيران روسي وجنود سعوديون", ["OTHER", "SAUDI"]),
        ("أنصار الله واللجان الشعبية", ["HOUTHI", "HOUTHI"]),
        ("للحوثيين وبالحوثيين وللميليشيات", ["HOUTHI", "HOUTHI", "HOUTHI"]),
        ("الثوار والشرعية", ["RESISTANCE", "GOV"]),
    ],
)
def test_arabic_about_yemen(text: str, expected: list[str]) -> None:
    found = groups(text, "ar", about("YE", published=date(2018, 6, 1)))
    assert [group for group in found if group != "UNKNOWN"] == expected


def test_arabic_revolutionaries_are_others_elsewhere() -> None:
    context = about("SY")
    assert [m.actor_id for m in find_actors("تقدم الثوار في حلب", "ar", context=context)] == ["syria-opposition"]


def test_who_the_government_is_depends_on_the_year() -> None:
    old, new = about("LY", published=date(2011, 4, 7)), about("LY", published=date(2017, 4, 7))
    assert REGISTER.resolve_common("state-forces", old) == "gaddafi"
    assert REGISTER.resolve_common("state-forces", new) is None


def test_unclear_common_noun_stays_unresolved() -> None:
    mention = find_actors("Militants attacked the convoy.", "en", context=ActorContext())[0]
    assert (mention.actor_id, mention.group) == (None, "UNKNOWN")


def test_pronouns_and_common_words_are_no_actors() -> None:
    assert find_actors("He told us that it is the case and has a need.", "en") == []
    assert find_actors("وقال إن القاعدة الأساسية هي الصبر", "ar", context=about("SA")) != []


def test_adjective_of_origin_joins_its_noun() -> None:
    mentions = find_actors("Turkish tank crews met Russian pilots.", "en", context=about("SY"))
    assert [m.text for m in mentions][-1] == "Russian pilots"
    assert mentions[-1].actor_id == "russia"


def test_people_nouns() -> None:
    people = REGISTER.people("en")
    assert (people.get("children"), people.get("soldier")) != (None, None)
    journalist = people.get("journalists")
    assert journalist is not None
    assert (journalist.kind, journalist.group) == ("civilian", "CIVILIAN")
    soldier = REGISTER.people("ar").get("جنديين")
    assert soldier is not None
    assert soldier.kind == "combatant"
