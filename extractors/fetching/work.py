"""What the poll of one source works with, handed as one to those who list and those who fetch."""

from concurrent.futures import Executor
from dataclasses import dataclass

from extractors.fetching.clock import Clock
from extractors.fetching.fetch import Fetcher
from extractors.fetching.sources import Source
from extractors.fetching.state import State
from extractors.fetching.tally import SourcePoll


@dataclass(frozen=True, slots=True)
class SourceWork:
    """One source under poll; `reader` is where documents are read, beside the exchanges."""

    source: Source
    fetcher: Fetcher
    state: State
    clock: Clock
    poll: SourcePoll
    reader: Executor
