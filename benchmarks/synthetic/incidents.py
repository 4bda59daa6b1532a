"""What really happens: incidents of a day, with their true figures."""

import random
from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic.world import YEMEN_SHARE, Force, Ground, Theatre, theatres

INCIDENTS_A_DAY = 50
"""On average, over all theatres; with what is written of them it makes about 200 articles a day."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident.  `losses` are true numbers of people: (side, outcome) → count, side "target" or "agent"."""

    number: int
    day: date
    ground: Ground
    agent: Force
    target: Force
    method: str
    losses: dict[tuple[str, str], int]
    takes_place: bool
    item: str | None
    details: tuple[int, ...]
    """Words that belong to this incident alone (a street, a commander), as seeds of the vocabulary."""


def incidents_of(seed: int, day: date) -> list[Incident]:
    """The incidents of a day, numbered so that no two days share a number; the same for the same seed."""
    rng = random.Random(f"{seed}/incidents/{day}")
    known = theatres()
    others = [code for code in known if code != "YE"]
    number = day.toordinal() * 1000
    found = []
    for i in range(max(1, round(rng.gauss(INCIDENTS_A_DAY, INCIDENTS_A_DAY**0.5)))):
        country = "YE" if rng.random() < YEMEN_SHARE else rng.choice(others)
        found.append(_incident(rng, number + i, day, known[country]))
    return found


def _incident(rng: random.Random, number: int, day: date, theatre: Theatre) -> Incident:
    (ground,) = rng.choices(theatre.grounds, cum_weights=theatre.ground_weights)
    (quarrel,) = rng.choices(theatre.quarrels, cum_weights=theatre.quarrel_weights)
    method = rng.choice(quarrel.methods)
    # many small ones, few large ones
    killed = 0 if rng.random() < 0.12 else min(250, int(rng.paretovariate(0.9)))
    wounded = 0 if rng.random() < 0.3 else min(400, int(rng.paretovariate(0.8)))
    losses = {("target", "killed"): killed, ("target", "wounded"): wounded}
    if method == "detention":
        losses = {("target", "captured"): 1 + int(rng.expovariate(0.3))}
    elif method in ("clash", "ambush") and quarrel.target.kind == "combatant":
        losses["agent", "killed"] = int(rng.expovariate(0.4))
        if rng.random() < 0.15:
            losses["target", "captured"] = 1 + int(rng.expovariate(0.3))
    losses = {key: count for key, count in losses.items() if count}
    is_fight = method == "clash"
    takes_place = is_fight and rng.random() < 0.4
    item = rng.choice(("vehicle", "tank", "depot", "weapons", "launcher")) if rng.random() < 0.12 else None
    if not losses and not takes_place and item is None:
        losses = {("target", "killed"): 1}
    return Incident(
        number=number,
        day=day,
        ground=ground,
        agent=quarrel.agent,
        target=quarrel.target,
        method=method,
        losses=losses,
        takes_place=takes_place,
        item=item,
        details=tuple(rng.randrange(10**6) for _ in range(6)),
    )
