"""What only a state does: it puts protests down, and it arrests."""

from extractors.actors import ActorRegister
from extractors.analysis import CasualtyDraft
from extractors.languages.en.attackers import Perpetrator
from extractors.languages.en.linking import Link
from extractors.languages.en.rules import phrase
from extractors.languages.en.sentences import Sentence
from extractors.languages.en.story import Story

_PROTEST = phrase("en.phrase.authorities.protest")
_ARMED = phrase("en.phrase.authorities.armed")
_OFTEN = 4
"""how often an article about protests speaks of them"""
_RIVALS = phrase("en.phrase.authorities.rivals")
_BOMBS = phrase("en.phrase.authorities.bombs")
_CRACKDOWN = phrase("en.phrase.authorities.crackdown")
_UNARMED = phrase("en.phrase.firepower.unarmed")


def authority(story: Story, link: Link, draft: CasualtyDraft) -> Perpetrator | None:
    """The state's forces, where the article names them, for people hit in a crackdown or arrested."""
    country = draft.place.place.country_code if draft.place is not None and draft.place.place is not None else None
    put_down = (
        draft.victim_kind != "combatant"
        and country == story.country
        and _in_protest(story, link.group.sentence, draft)
        and not is_of_all_sides(link.group.sentence, draft)
    )
    if not put_down and not is_arrest(link):
        return None
    actor = ActorRegister.load().resolve_common("state-forces", story.context, country)
    named = [m for m in story.analysis.actors if m.actor_id is not None and m.actor_id == actor]
    return Perpetrator(min(named, key=story.is_demonym), "implied") if named else None


def is_arrest(link: Link) -> bool:
    """Whether people were arrested or jailed, and not abducted."""
    return link.rule.outcome == "captured" and link.rule.method == "detention"


def _in_protest(story: Story, sentence: Sentence, draft: CasualtyDraft) -> bool:
    """Whether a sentence, or the one before, tells of protests, and it of no fight between crowds or with arms.

    What its speaker is (a "group that documents protests") tells nothing of the event.
    """
    before = story.sentences[max(0, sentence.index - 1)].text
    text = sentence.text
    if draft.source is not None and sentence.start <= draft.source.start < sentence.end:
        end = text.find(" said", draft.source.end - sentence.start)
        text = text[: draft.source.start - sentence.start] + text[max(end, draft.source.end - sentence.start) :]
    told = _PROTEST.search(text) or _PROTEST.search(before) or _is_crackdown(story)
    return bool(told) and not any(words.search(sentence.text) for words in (_RIVALS, _BOMBS))


def is_of_all_sides(sentence: Sentence, draft: CasualtyDraft) -> bool:
    """Whether a claim sums up a rising, and calls its dead neither unarmed nor those of the crackdown."""
    words = draft.victim.text if draft.victim is not None else ""
    told = _UNARMED.search(words) is not None or _CRACKDOWN.search(sentence.text) is not None
    return draft.scope == "background" and draft.quantity.count != 1 and not told


def _is_crackdown(story: Story) -> bool:
    """Whether an article is about protests put down, and no armed group fights in it."""
    return len(_PROTEST.findall(story.text)) >= _OFTEN and _ARMED.search(story.text) is None
