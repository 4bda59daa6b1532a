"""The frames of `patterns/frames.jsonl`, and the claims that they find."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.languages.ar.words import Trigger
from extractors.lexicon import data_file, load_rules, rule


@rule
class Frame:
    """One way in which a trigger and a number stand together."""

    id: str
    pattern: str
    confidence: float
    outcome: str | None = None
    verb: str | None = None
    after: str | None = None
    of: str | None = None
    """the outcome that its trigger must tell"""
    part: bool = False
    shared: bool = False
    """whether the trigger may have a number of its own already"""
    example: str


@dataclass(slots=True)
class Found:
    """A casualty claim in the making: what was found in one sentence, by chunk indices."""

    outcome: str
    q: int
    """index of the chunk with the number"""
    t: int | None
    """index of the trigger's chunk"""
    frame: Frame
    trigger: Trigger | None
    part_of: "Found | None" = None
    same_side_as: "Found | None" = None
    modality: str = "asserted"
    agent_at: int | None = None
    """index of an actor's chunk that did it by the frame's own words"""
    part: bool = False

    @property
    def rule_id(self) -> str:
        """The frame's id, with the trigger's behind it."""
        return f"{self.frame.id}+{self.trigger.id}" if self.trigger else self.frame.id


@lru_cache(maxsize=1)
def frames() -> tuple[tuple[Frame, re.Pattern[str]], ...]:
    """All frames with their compiled patterns."""
    rules = load_rules(data_file("extractors.languages.ar", "patterns/frames.jsonl"), Frame)
    return tuple((frame, re.compile(frame.pattern)) for frame in rules)
