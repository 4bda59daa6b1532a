"""Folder sources: files that are new or changed since the last poll, and whole, are landed."""

import os
from collections.abc import Iterator
from pathlib import Path

from extractors.fetching.problems import FetchingError
from extractors.fetching.state import State
from extractors.reading.landing import files_of


def new_files(
    folder: Path, source: str, state: State, *, now: float, settled_seconds: float
) -> Iterator[tuple[Path, os.stat_result]]:
    """Files that have not landed as they are now; those that changed in the last seconds may still be written.

    Raises FetchingError where there is no such folder; a file that vanishes meanwhile is passed over.
    """
    if not folder.is_dir():
        raise FetchingError("unreadable_file", f"{folder} is no folder", "make it, or mend `path` of the source")
    for file in files_of(folder):
        try:
            seen = file.stat()
        except FileNotFoundError:
            continue
        # ctime: a file moved here with an old mtime is new all the same
        settled = now - max(seen.st_mtime, seen.st_ctime) >= settled_seconds
        if settled and state.landed_file(source, str(file)) != (seen.st_size, seen.st_mtime_ns):
            yield file, seen
