"""Who killed a person, where the article takes it for known."""

from extractors.actors import ActorRegister
from extractors.actors.killings import known_killings
from extractors.languages.en.attackers import Perpetrator
from extractors.languages.en.linking import Link
from extractors.languages.en.story import Story


def known_killer(story: Story, link: Link) -> Perpetrator | None:
    """The force that is known to have killed a person by name, if the article names it at all."""
    if not link.group.named or link.rule.outcome != "killed":
        return None
    for killing in known_killings().get(link.group.surname.lower().removeprefix("al-"), ()):
        if story.anchor is not None and story.anchor.year < killing.year:
            continue
        if not all(word in story.text for word in killing.person):
            continue
        actor = ActorRegister.load().by_id[killing.actor]
        named = [m for m in story.analysis.actors if m.actor_id is not None and m.actor_id == actor.id]
        named += [m for m in story.analysis.actors if m.group == actor.group and m.group != "OTHER"]
        if named:
            return Perpetrator(min(named[:20], key=story.is_demonym), "implied")
    return None
