"""Stories become articles: text, claims with their spans, mentions, and which incident each claim is of."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from benchmarks.synthetic import phrases, world
from benchmarks.synthetic.incidents import incidents_of
from benchmarks.synthetic.stories import Draft, Sentence, Story, stories_of
from benchmarks.synthetic.world import Force
from extractors import identity
from extractors.records import RAW_TABLES, field_types

FIRST_DAY = date(2015, 1, 1)
PLAIN_A_DAY = 40
"""Articles that hold no claim."""
VERSION = "synthetic"
_WARM_UP = timedelta(days=45)
"""Incidents before the first arrival day, so that this day is like the others, late arrivals included."""
_TABLES = {"casualty": "casualty_claims", "control": "control_claims", "materiel": "materiel_claims"}
_EMPTY = {table: dict.fromkeys(field_types(record)) for table, record in RAW_TABLES.items()}


@dataclass
class ArrivalDay:
    """The raw rows of a day, by table, and the truth about its claims: claim → incident, None for history."""

    day: date
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {table: [] for table in RAW_TABLES})
    truth: dict[str, int | None] = field(default_factory=dict)

    @property
    def n_claims(self) -> int:
        """Claims of all three kinds."""
        return len(self.truth)


def arrival_days(seed: int, first: date = FIRST_DAY) -> Iterator[ArrivalDay]:
    """Day after day without end, from `first` on; the same for the same seed."""
    pending: dict[date, list[Story]] = defaultdict(list)
    day = first - _WARM_UP
    while True:
        for incident in incidents_of(seed, day):
            for story in stories_of(seed, incident):
                pending[story.arrival].append(story)
        stories = pending.pop(day, [])
        if day >= first:
            yield _arrived(seed, day, stories)
        day += timedelta(days=1)


def _arrived(seed: int, day: date, stories: list[Story]) -> ArrivalDay:
    rng = random.Random(f"{seed}/articles/{day}")
    arrived = ArrivalDay(day)
    printed = list(_printed(rng, stories)) + [[_plain(rng, day)] for _ in range(PLAIN_A_DAY)]
    for number, bundle in enumerate(printed):
        _Article(arrived, number, bundle).write()
    moment = datetime.combine(day, time(20), UTC)
    counts = {f"n_{table}": len(arrived.rows[table]) for table in _TABLES.values()}
    arrived.rows["extraction_runs"].append(
        _EMPTY["extraction_runs"]
        | counts
        | {"run_id": f"run-{day}", "arrival_date": day, "coder_version": VERSION, "n_errors": 0}
        | {"started_at": moment, "finished_at": moment, "n_articles": len(printed)}
        | {"n_articles_with_claims": len({row["article_id"] for t in _TABLES.values() for row in arrived.rows[t]})}
    )
    return arrived


def _printed(rng: random.Random, stories: list[Story]) -> Iterator[list[Story]]:
    """Wire stories stand alone; what else a paper has on a day is partly put together into round-ups."""
    own: dict[tuple[str, str], list[Story]] = defaultdict(list)
    for story in stories:
        if story.wire is not None:
            yield [story]
        else:
            own[story.publisher, str(story.published)].append(story)
    for left in own.values():
        bundle = left
        rng.shuffle(bundle)
        while bundle:
            size = rng.choices((1, 2, 3, 4), (40, 30, 20, 10))[0]
            # two reports of one incident in one article would be one mention; a paper has them on two pages
            taken: list[Story] = []
            for story in bundle:
                if len(taken) < size and not (_incidents(story) & {n for one in taken for n in _incidents(one)}):
                    taken.append(story)
            bundle = [story for story in bundle if story not in taken]
            yield taken


def _incidents(story: Story) -> set[int | None]:
    return {draft.incident for sentence in story.sentences for draft in sentence.drafts} - {None}


def _plain(rng: random.Random, day: date) -> Story:
    language = rng.choice(("en", "ar"))
    texts = (phrases.filler(rng, language, rng.randint(10, 24)) for _ in range(rng.randint(6, 22)))
    publisher = rng.choice(world.publishers()[language])
    return Story(language, publisher, day, day, [Sentence(text.capitalize() + ".") for text in texts])


class _Article:
    """One article under construction."""

    def __init__(self, arrived: ArrivalDay, number: int, stories: list[Story]) -> None:
        self.arrived, self.stories, self.first = arrived, stories, stories[0]
        self.url = f"https://{self.first.publisher}/{arrived.day}/{number}"
        self.article_id = identity.article_id(self.url, "")
        moment = datetime.combine(arrived.day, time(20), UTC)
        self.stamp = {"coder_version": VERSION, "run_id": f"run-{arrived.day}", "extracted_at": moment}
        self.stamp |= {"arrival_date": arrived.day, "article_id": self.article_id}
        self.moment, self.number = moment, number
        self.ids: dict[Draft, str] = {}
        self.rows: list[dict[str, Any]] = []
        self.length = 0
        self.seen: set[tuple[int, int]] = set()

    def write(self) -> None:
        """Add the rows of this article to the day."""
        texts = []
        for story in self.stories:
            for sentence in story.sentences:
                texts.append(self._sentence(sentence))
                self.length += len(texts[-1]) + 1
        text = " ".join(texts)
        content = identity.content_hash(text)
        version = {"version_id": identity.version_id(self.article_id, content)}
        for row in self.rows:
            row.update(version)
        self.arrived.rows["articles"].append(
            _EMPTY["articles"]
            | version
            | {"article_id": self.article_id, "content_hash": content, "landed_at": self.moment}
            | {"language": self.first.language, "publisher": self.first.publisher, "url": self.url}
            | {"canonical_url": self.url, "title": " ".join(text.split()[:8]), "published": self.first.published}
            | {"published_source": "metadata" if self.first.published else "none", "text": text}
            | {"n_characters": len(text), "origin": "synthetic.jsonl", "origin_line": self.number + 1}
            | {"reader": "synthetic", "encoding": "utf-8", "arrival_date": self.arrived.day}
            | {"run_id": f"run-{self.arrived.day}", "ingested_at": self.moment}
        )

    def _sentence(self, sentence: Sentence) -> str:
        parts = sentence.text.split("{}")
        text, spans = parts[0], []
        for draft, part in zip(sentence.drafts, parts[1:], strict=True):
            spans.append((draft, len(text), len(text) + len(draft.words)))
            text += draft.words + part
        for draft, start, end in spans:
            self._claim(draft, text, start, end)
        for name, what in sentence.named:
            at = text.find(name)
            if at >= 0 and (at, len(name)) not in self.seen:
                self._mention(name, what, self.length + at)
        return text

    def _claim(self, draft: Draft, evidence: str, start: int, end: int) -> None:
        rows = self.arrived.rows[_TABLES[draft.kind]]
        outcome = draft.fields.get("outcome") or draft.fields["action"]
        start, end = self.length + start, self.length + end
        claim = identity.claim_id(self.article_id, draft.kind, start, end, outcome)
        self.ids[draft] = claim
        row = _EMPTY[_TABLES[draft.kind]] | draft.fields | self.stamp
        row |= {"claim_id": claim, "claim_index": sum(d.kind == draft.kind for d in self.ids) - 1}
        row |= {"language": self.first.language, "evidence": evidence, "rule_id": f"synthetic.{draft.kind}"}
        row |= {"evidence_start": self.length, "evidence_end": self.length + len(evidence)}
        row |= {"span_start": start, "span_end": end}
        if draft.kind == "casualty":
            row["repeats_claim_id"] = self.ids[draft.repeats] if draft.repeats else None
            row["part_of_claim_id"] = self.ids[draft.part_of] if draft.part_of else None
        rows.append(row)
        self.rows.append(row)
        self.arrived.truth[claim] = draft.incident

    def _mention(self, name: str, what: Any, start: int) -> None:
        kind = "actor" if isinstance(what, Force) else "place"
        common = self.stamp | {"span_start": start, "span_end": start + len(name), "text": name}
        common |= {f"{kind}_mention_id": identity.mention_id(self.article_id, kind, start, start + len(name))}
        common |= {"rule_id": f"synthetic.{kind}"}
        if isinstance(what, Force):
            row = _EMPTY["actor_mentions"] | common | {"actor_id": what.actor_id, "actor_group": what.group}
        else:
            columns = ("place_id", "country_code", "admin1", "latitude", "longitude", "geo_precision")
            row = _EMPTY["place_mentions"] | common | {column: what.fields[column] for column in columns}
        self.arrived.rows[f"{kind}_mentions"].append(row)
        self.rows.append(row)
