"""What the tests of the readers share."""

import json
from datetime import date
from pathlib import Path

import pytest

from extractors.reading import LandedFile, Limits, read_landing
from extractors.records import Article, RejectedArticle

DAY = date(2026, 11, 20)
ENGLISH = "Two soldiers were wounded on Monday when a patrol came under fire near the town, an officer said."
ARABIC = "أصيب جنديان يوم الاثنين عندما تعرضت دورية لإطلاق نار قرب البلدة، بحسب ما قال ضابط في المنطقة."


class Reading:
    """Writes files and reads them as one arrival day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, content: bytes | str) -> LandedFile:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return LandedFile(path, name)

    def lines(self, name: str, *objects: object) -> LandedFile:
        return self.write(name, "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects))

    def read(self, *files: LandedFile, limits: Limits | None = None, **options) -> list[Article | RejectedArticle]:
        return list(read_landing(files, arrival_date=DAY, run_id="run", limits=limits, **options))

    def article(self, name: str, content: bytes | str) -> Article:
        (row,) = self.read(self.write(name, content))
        assert isinstance(row, Article), row
        return row

    def rejection(self, name: str, content: bytes | str, limits: Limits | None = None) -> RejectedArticle:
        (row,) = self.read(self.write(name, content), limits=limits)
        assert isinstance(row, RejectedArticle), row
        return row


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return Reading(tmp_path)


@pytest.fixture
def english() -> str:
    return ENGLISH


@pytest.fixture
def arabic() -> str:
    return ARABIC
