"""From configured sources to the landing folder: the only room of the project that reaches the network.

`load_sources` reads `sources.toml`; `poll` asks feeds, sitemaps, pages and folders for what is new and
lands it; `State` remembers what was asked when, and what failed.
"""

from extractors.fetching.clock import Clock
from extractors.fetching.poll import Poller
from extractors.fetching.sources import Publisher, Source, Sources, SourcesError, load_sources
from extractors.fetching.state import State
from extractors.fetching.tally import SourcePoll
from extractors.fetching.web import Web

__all__ = [
    "Clock",
    "Poller",
    "Publisher",
    "Source",
    "SourcePoll",
    "Sources",
    "SourcesError",
    "State",
    "Web",
    "load_sources",
]
