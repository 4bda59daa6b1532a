"""The loader of rule files rejects what it does not know, with file, line and remedy."""

from pathlib import Path

import pytest

from extractors.lexicon import LexiconError, load_rules, rule


@rule
class Trigger:
    id: str
    word: str
    weight: float = 1.0


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "triggers.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_comments_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    rules = load_rules(written(tmp_path, "# verbs", "", '{"id": "a", "word": "kill"}'), Trigger)
    assert [(r.id, r.weight) for r in rules] == [("a", 1.0)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "b", "word": "slay", "wieght": 2}', "wieght"),
        ('{"id": "b"}', "word"),
        ('{"id": "b", "word": 3}', "word"),
        ('{"id": "b", "word": "slay", "weight": "2"}', "weight"),
        ('{"id": "b", "word": "slay", "weight": true}', "weight"),
        ('{"id": "a", "word": "slay"}', "stands already on line 1"),
        ('{"id": "b", ', "not valid JSON"),
        ('["b"]', "a rule is a JSON object"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path, '{"id": "a", "word": "kill"}', line)
    with pytest.raises(LexiconError, match=r"triggers\.jsonl, line 2") as caught:
        load_rules(path, Trigger)
    assert said in str(caught.value)
