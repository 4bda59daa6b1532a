"""The project's evaluation against hand-counted cases, and against the shared scorer where it is present."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from extractors.evaluation import evaluate, first_statement, reliability, same_source

SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval"

TEXT = "Nine soldiers were killed in Harad. The army said nine of its men died. Dozens were wounded."


def casualty(evidence: str, count_text: str, **fields: object) -> dict[str, object]:
    base = {
        "evidence": evidence,
        "outcome": "killed",
        "count_text": count_text,
        "count": 9,
        "bound": "exact",
        "victim": "GOV",
        "victim_kind": "combatant",
        "perpetrator": "HOUTHI",
        "admin1": "Hajjah",
        "date_start": None,
        "date_end": None,
        "source_text": None,
        "scope": "incident",
        "repeats": None,
        "part_of": None,
    }
    return base | fields


FIRST = casualty("Nine soldiers were killed in Harad.", "Nine")
AGAIN = casualty("The army said nine of its men died.", "nine", repeats=0, source_text="The army")
VAGUE = casualty("Dozens were wounded.", "Dozens", outcome="wounded", count=None, bound="vague")


def article(*rows: dict[str, object], **more: object) -> dict[str, object]:
    return {"id": "a", "text": TEXT, "casualties": list(rows), "control": [], "materiel": []} | more


def figures(gold: dict[str, object], predicted: dict[str, object]) -> dict[str, object]:
    return evaluate([gold], [predicted])[0]["casualties"]


def test_the_gold_itself_is_perfect() -> None:
    found = figures(article(FIRST, AGAIN, VAGUE), article(FIRST, AGAIN, VAGUE))
    assert (found["precision"], found["recall"], found["usable_f1"]) == (1.0, 1.0, 1.0)


def test_a_repeated_fact_is_one_fact_found_by_either_row() -> None:
    found = figures(article(FIRST, AGAIN, VAGUE), article(AGAIN))
    assert found["facts"] == 2
    assert (found["precision"], found["recall"]) == (1.0, 0.5)


def test_another_count_is_no_match() -> None:
    found = figures(article(FIRST), article(FIRST | {"count": 8}))
    assert (found["precision"], found["recall"], found["f1"]) == (0.0, 0.0, 0.0)


def test_unstated_rows_are_neither_rewarded_nor_punished() -> None:
    optional = VAGUE | {"bound": "unstated"}
    assert figures(article(FIRST, optional), article(FIRST))["recall"] == 1.0
    assert figures(article(FIRST, optional), article(FIRST, optional))["predicted"] == 1


def test_mistakes_name_what_is_wrong() -> None:
    _, mistakes, _ = evaluate([article(FIRST, VAGUE)], [article(FIRST | {"victim": "SAUDI"})])
    assert [m.what for m in mistakes] == ["attributes victim", "missed"]


def test_an_article_without_prediction_is_counted() -> None:
    assert evaluate([article(FIRST)], [])[0]["articles_without_prediction"] == 1


def test_a_circle_of_repeats_ends() -> None:
    assert first_statement([{"repeats": 1}, {"repeats": 0}], 0) in (0, 1)


def test_sources_match_by_inclusion_or_by_words() -> None:
    assert same_source({"source_text": "the army"}, {"source_text": "army"})
    assert same_source({"source_text": None}, {"source_text": None})
    assert not same_source({"source_text": "a medic"}, {"source_text": None})
    assert not same_source({"source_text": "a medic in Aden"}, {"source_text": "the governor of Taizz"})


def test_reliability_counts_rows_in_their_bin() -> None:
    sure, unsure = FIRST | {"confidence": 0.97}, VAGUE | {"confidence": 0.55, "outcome": "captured"}
    table = reliability(evaluate([article(FIRST, VAGUE)], [article(sure, unsure)])[2])
    assert [(row["from"], row["claims"], row["right"]) for row in table if row["claims"]] == [
        (0.5, 1, 0.0),
        (0.95, 1, 1.0),
    ]


def perturbed(row: dict[str, object], chance: random.Random) -> dict[str, object]:
    """A prediction that is wrong now and then, in every way that the scorer looks at."""

    def some(rows: list[dict[str, object]], values: dict[str, list[object]]) -> list[dict[str, object]]:
        kept = [dict(r) for r in rows if chance.random() < 0.8]
        for one in kept:
            for name, choices in values.items():
                if name in one and chance.random() < 0.2:
                    one[name] = chance.choice(choices)
        return kept + [dict(r) for r in kept if chance.random() < 0.1]

    counts = {"count": [None, 1, 2, 7], "bound": ["exact", "vague"]}
    return {
        "id": row["id"],
        "casualties": some(
            row["casualties"],
            counts
            | {
                "victim": ["GOV", "OTHER"],
                "admin1": ["SY", None],
                "source_text": [None, "the army", "police sources in Aden"],
                "date_end": [None, "2015-01-01"],
                "outcome": ["killed", "wounded"],
                "evidence": ["not in the text at all"],
            },
        ),
        "control": some(row["control"], {"actor": ["GOV", "ISIS"], "place_text": [None, "somewhere"]}),
        "materiel": some(row["materiel"], counts | {"action": ["destroyed"]}),
    }


@pytest.mark.parametrize("name", ["dev/en.jsonl", "dev/ar.jsonl", "seeds.jsonl"])
def test_agrees_with_the_shared_scorer(name: str, tmp_path: Path) -> None:
    if not (SHARED / "score.py").exists():
        pytest.skip("the shared evaluation files are not beside the repository")
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = [json.loads(line) for line in (SHARED / name).read_text(encoding="utf-8").splitlines()]
    for seed in range(4):
        chance = random.Random(seed)
        predicted = [perturbed(row, chance) for row in gold if chance.random() < 0.95]
        path = tmp_path / f"{seed}.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in predicted), encoding="utf-8")
        theirs, their_mistakes = scorer.score(SHARED / name, path)
        mine, mistakes, _ = evaluate(gold, predicted)
        assert mine == theirs
        assert len(mistakes) == len(their_mistakes)
