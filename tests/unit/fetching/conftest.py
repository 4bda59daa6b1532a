"""What the tests of fetching share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Desk
from publishers import Publishers, SimulatedClock


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = SimulatedClock()
    with Publishers(clock) as publishers:
        made = Desk(tmp_path, clock, publishers)
        yield made
        made.state.close()
