"""How long work tells a person how far it is.  The command line draws bars; runs under Dagster stay silent."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


class Progress:
    """Told of each stage; this one keeps silent, the command line has one that draws."""

    def stage(self, name: str) -> None:
        """A stage begins: "reading", "coding", "building", ..."""

    def track(
        self,
        items: Iterable[Item],
        description: str,
        total: int | None = None,
        *,
        done: Callable[[], int] | None = None,
    ) -> Iterator[Item]:
        """The items, unchanged, while their number is told.

        `total` is how many there will be or, with `done`, how much `done` will tell in the end (bytes read, say).
        """
        del description, total, done
        yield from items
