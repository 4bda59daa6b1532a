"""The day of each claim of the short articles in stories.jsonl: which event each is of, told over several sentences."""

from datetime import date

import pytest

from extractors.coder import ArticleToCode, Coder
from tests.unit.languages.banks import entries

STORIES = entries(__file__, "stories.jsonl")


@pytest.fixture(scope="module")
def days():
    """Id of a story → {number of people: its days}."""
    articles = [
        ArticleToCode(article_id=s["id"], text=s["text"], language="en", published=date.fromisoformat(s["published"]))
        for s in STORIES
    ]
    return {a.article_id: {str(c.count): _written(c) for c in a.casualties} for a in Coder().code(articles)}


def _written(claim):
    if claim.date_start is None:
        return None
    one_day = claim.date_start == claim.date_end
    return str(claim.date_start) if one_day else f"{claim.date_start}/{claim.date_end}"


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["id"])
def test_the_claims_of_a_story_are_of_its_days(days, story):
    found = days[story["id"]]
    assert {count: found.get(count, "no such claim") for count in story["days"]} == story["days"]


def test_ids_are_unique():
    ids = [story["id"] for story in STORIES]
    assert len(set(ids)) == len(ids)
