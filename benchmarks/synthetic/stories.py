"""What is written of an incident: by whom, when, in which language, and how far from the truth."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.synthetic import phrases, world
from benchmarks.synthetic.incidents import Incident
from benchmarks.synthetic.world import Force, Site

FIRST_REPORT_DAYS = 4
"""A story is published on the day of its incident or on one of the next three; few arrive later than that."""
_UNKNOWN = Force(None, "UNKNOWN", "unknown", {"en": "people", "ar": "أشخاص"})
_DAY = timedelta(days=1)


@dataclass(eq=False, slots=True)
class Draft:
    """A claim before it has a place in an article.  `incident` is the truth; None for history."""

    kind: str
    words: str
    fields: dict[str, Any]
    incident: int | None
    repeats: "Draft | None" = None
    part_of: "Draft | None" = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text with `{}` where the words of its claims stand, in their order; who and where it names."""

    text: str
    drafts: tuple[Draft, ...] = ()
    named: tuple[tuple[str, Force | Site], ...] = ()


@dataclass(slots=True)
class Story:
    """A text on one incident.  `wire` tells which agency story it prints, if any."""

    language: str
    publisher: str
    published: date | None
    arrival: date
    sentences: list[Sentence] = field(default_factory=list)
    wire: int | None = None


def stories_of(seed: int, incident: Incident) -> list[Story]:
    """Everything that is ever written of an incident; the same for the same seed."""
    rng = random.Random(f"{seed}/stories/{incident.number}")
    deaths = sum(incident.losses.values())
    found: list[Story] = []
    for _ in range(min(14, 1 + int(rng.expovariate(1 / (1.2 + min(deaths, 40) / 12))))):
        is_arabic = rng.random() < (0.65 if incident.ground.country.fields["country_code"] == "YE" else 0.4)
        language = "ar" if is_arabic else "en"
        papers = world.publishers()[language]
        lag = rng.choices(range(FIRST_REPORT_DAYS), (50, 35, 10, 5))[0]
        is_wire = lag < 2 and rng.random() < 0.2
        publisher = rng.choice(papers[: world.AGENCIES] if is_wire else papers[world.AGENCIES :])
        published = incident.day + lag * _DAY
        is_dated = rng.random() > 0.03
        story = Story(language, publisher, published if is_dated else None, _arrival(rng, published))
        _Telling(rng, incident, language, lag, is_dated).write(story)
        found.append(story)
        if is_wire:
            story.wire = incident.number
            found += _copies(rng, story, published, papers[world.AGENCIES :])
    return found


def _arrival(rng: random.Random, published: date) -> date:
    late = rng.random()
    return published + _DAY * (0 if late < 0.9 else 1 if late < 0.97 else rng.randrange(2, 40))


def _copies(rng: random.Random, story: Story, published: date, papers: tuple[str, ...]) -> list[Story]:
    """Papers that print an agency's story, on its day or the next, some without its end."""
    found = []
    for paper in rng.sample(papers, 1 + min(8, int(rng.expovariate(0.4)))):
        day = published + rng.choice((0, 0, 1)) * _DAY
        kept = [s for s in story.sentences if s.drafts or rng.random() < 0.93]
        found.append(Story(story.language, paper, story.published and day, _arrival(rng, day), kept, story.wire))
    return found


class _Telling:
    """One reporter's account: drawn once, then the same for every sentence of the story."""

    def __init__(self, rng: random.Random, incident: Incident, language: str, lag: int, is_dated: bool) -> None:
        self.rng, self.incident, self.language = rng, incident, language
        # an early report misses some of the dead; a later one is near the final figure
        self.reached = rng.uniform(0.6, 1.0) if lag == 0 and rng.random() < 0.35 else 1.0
        self.agent = incident.agent if rng.random() < 0.75 else _UNKNOWN
        self.target = incident.target if rng.random() < 0.93 else _UNKNOWN
        self.method = incident.method if rng.random() < 0.8 else "unknown"
        self.site = self._site()
        self.when, self.dates = self._when(is_dated)
        self.speaker, self.attribution = self._speaker()

    def _site(self) -> Site | None:
        ground, drawn = self.incident.ground, self.rng.random()
        if drawn < 0.8:
            return ground.site
        return (ground.area or ground.site) if drawn < 0.93 else ground.country if drawn < 0.96 else None

    def _when(self, is_dated: bool) -> tuple[str, dict[str, Any]]:
        day, drawn = self.incident.day, self.rng.random()
        if not is_dated or drawn < 0.1:
            return "", {"time_text": None, "date_start": None, "date_end": None, "date_precision": None}
        if drawn < 0.2:
            words, start, precision = phrases.SPAN[self.language], day - _DAY, 2
        else:
            words, start, precision = self.rng.choice(phrases.WHEN[self.language]), day, 1
        return words, {"time_text": words, "date_start": start, "date_end": day, "date_precision": precision}

    def _speaker(self) -> tuple[str, dict[str, Any]]:
        known = phrases.SPEAKER[self.language]
        kind = self.rng.choices((None, *known), (35, 14, 14, 8, 8, 4, 5, 12))[0]
        if kind is None:
            return known["anonymous"], {"source_text": None, "source_kind": None, "source_actor_id": None}
        force = self.rng.choice((self.incident.agent, self.incident.target))
        words = known[kind].format(force.names[self.language])
        actor = force.actor_id if kind == "party" else None
        return words, {"source_text": words, "source_kind": kind, "source_actor_id": actor}

    def write(self, story: Story) -> None:
        """Put the sentences of this account into the story."""
        leads = [self._loss(*key, count) for key, count in self.incident.losses.items() if self._mentions(key)]
        for side in ("target", "agent"):
            if drafts := [draft for draft, who in leads if who == side]:
                story.sentences.append(self._sentence(self.rng.choice(phrases.LEAD[self.language]), drafts))
        dead = next((d for d, who in leads if who == "target" and d.fields["outcome"] == "killed"), None)
        if self.incident.takes_place and self.site and self.rng.random() < 0.8:
            story.sentences.append(self._sentence(phrases.CONTROL[self.language], [self._control(self.site)]))
        if self.incident.item and self.rng.random() < 0.7:
            story.sentences.append(self._sentence(phrases.MATERIEL[self.language], [self._materiel()]))
        if dead and (dead.fields["count"] or 0) >= 4 and self.rng.random() < 0.2:
            story.sentences.append(self._sentence(phrases.PART[self.language], [self._part(dead)]))
        self._fill(story, 2, 5)
        if dead and self.rng.random() < 0.15:
            again = Draft("casualty", dead.words, dead.fields, dead.incident, repeats=dead)
            story.sentences.append(self._sentence(phrases.REPEAT[self.language], [again]))
        if self.rng.random() < 0.1:
            story.sentences.append(self._sentence(phrases.HISTORY[self.language], [self._history()]))
        self._fill(story, 1, 3)
        if self.rng.random() < 0.33:
            story.sentences.append(Sentence(phrases.STANDING[self.language]))

    def _mentions(self, key: tuple[str, str]) -> bool:
        return key == ("target", "killed") or self.rng.random() < 0.75

    def _fill(self, story: Story, least: int, most: int) -> None:
        for _ in range(self.rng.randint(least, most)):
            words = phrases.filler(self.rng, self.language, self.rng.randint(10, 24))
            story.sentences.append(Sentence(words.capitalize() + "."))

    def _sentence(self, pattern: str, drafts: list[Draft]) -> Sentence:
        named: list[tuple[str, Force | Site]] = []
        if self.site:
            named.append((self.site.names[self.language], self.site))
        told = self.incident.details
        tail = [phrases.detail(self.language, seed) for seed in self.rng.sample(told, 3)]
        tail.append(phrases.filler(self.rng, self.language, self.rng.randint(3, 9)))
        text = pattern.format(
            claims=phrases.AND[self.language].join(self._clause(draft) for draft in drafts),
            how=self.rng.choice(phrases.HOW[self.language].get(self.method, ("",))),
            place=phrases.IN[self.language].format(self.site.names[self.language]) if self.site else "",
            when=self.when,
            speaker=self.speaker,
            agent=self.agent.names[self.language],
            target=self.target.names[self.language],
            tail=" ".join(tail),
        )
        for force in (self.agent, self.target):
            name = force.names[self.language]
            if force.actor_id and name in text:
                named.append((name, force))
        return Sentence(" ".join(text.split()), tuple(drafts), tuple(named))

    def _clause(self, draft: Draft) -> str:
        if draft.kind != "casualty":
            return "{}"
        outcome = phrases.OUTCOME[self.language][draft.fields["outcome"]]
        return phrases.CLAIM[self.language].format(count="{}", victims=draft.fields["victim_text"], outcome=outcome)

    def _common(self, **given: Any) -> dict[str, Any]:
        site = self.site
        where = {"place_text": site.names[self.language], **site.fields} if site else {}
        told = {"modality": "asserted", "scope": "incident", "confidence": round(self.rng.uniform(0.6, 0.97), 3)}
        return where | self.dates | self.attribution | told | given

    def _loss(self, side: str, outcome: str, count: int) -> tuple[Draft, str]:
        victim, culprit = (self.target, self.agent) if side == "target" else (self.agent, self.target)
        said = max(1, round(count * self.reached))
        if self.attribution["source_kind"] == "party" and side == "target" and self.rng.random() < 0.5:
            said = round(said * self.rng.uniform(1.0, 1.6))
        words, counts = stated(self.rng, said, self.language)
        return Draft("casualty", words, self._casualty(outcome, victim, culprit) | counts, self.incident.number), side

    def _casualty(self, outcome: str, victim: Force, culprit: Force) -> dict[str, Any]:
        is_known = culprit is not _UNKNOWN
        return self._common(
            outcome=outcome,
            victim_text=victim.names[self.language],
            victim_actor_id=victim.actor_id,
            victim_group=victim.group,
            victim_kind=victim.kind,
            perpetrator_text=culprit.names[self.language] if is_known else None,
            perpetrator_actor_id=culprit.actor_id,
            perpetrator_group=culprit.group,
            perpetrator_basis=self.rng.choice(("stated", "stated", "implied", "carried")) if is_known else "none",
            method=self.method,
        )

    def _part(self, whole: Draft) -> Draft:
        count = self.rng.randint(1, whole.fields["count"] // 2)
        words, counts = stated(self.rng, count, self.language, bounds=("exact",))
        return Draft("casualty", words, whole.fields | counts, whole.incident, part_of=whole)

    def _history(self) -> Draft:
        words, counts = stated(self.rng, self.rng.randrange(1000, 20000), self.language, bounds=("at_least",))
        fields = self._casualty("killed", _UNKNOWN, _UNKNOWN) | counts | {"scope": "background"}
        unknown = ("time_text", "date_start", "date_end", "date_precision")
        return Draft("casualty", words, fields | dict.fromkeys(unknown), None)

    def _control(self, site: Site) -> Draft:
        fields = self._common(
            action=self.rng.choice(("taken", "seized", "liberated")),
            actor_text=self.agent.names[self.language],
            actor_id=self.agent.actor_id,
            actor_group=self.agent.group,
            loser_text=self.target.names[self.language],
            loser_actor_id=self.target.actor_id,
            loser_group=self.target.group,
        )
        return Draft("control", site.names[self.language], fields, self.incident.number)

    def _materiel(self) -> Draft:
        item = self.incident.item or "other"
        words, counts = stated(self.rng, 2 + self.incident.details[0] % 4, self.language, bounds=("exact",))
        counts.pop("count_text")
        text = phrases.ITEM[self.language].get(item, item)
        fields = self._common(
            item_text=text,
            item=item,
            action="destroyed",
            owner_text=self.target.names[self.language],
            owner_actor_id=self.target.actor_id,
            owner_group=self.target.group,
            by_text=self.agent.names[self.language],
            by_actor_id=self.agent.actor_id,
            by_group=self.agent.group,
        )
        return Draft("materiel", f"{words} {text}", fields | counts, self.incident.number)


_BOUNDS = {"exact": 65, "at_least": 15, "approx": 4, "at_most": 1, "vague": 15}


def stated(
    rng: random.Random, count: int, language: str, *, bounds: tuple[str, ...] = tuple(_BOUNDS)
) -> tuple[str, dict[str, Any]]:
    """How a number of people is put into words: the words, and the count fields of the claim."""
    bound = rng.choices(bounds, [_BOUNDS[name] for name in bounds])[0]
    if bound == "vague":
        for least, word in phrases.VAGUE[language]:
            if count >= least:
                counts = {"count_text": word, "count": None, "bound": bound, "count_low": least, "count_high": None}
                return word, counts
        bound = "exact"
    words = phrases.BOUND[language][bound].format(count)
    low = {"exact": count, "at_least": count}.get(bound)
    high = {"exact": count, "at_most": count}.get(bound)
    return words, {"count_text": words, "count": count, "bound": bound, "count_low": low, "count_high": high}
