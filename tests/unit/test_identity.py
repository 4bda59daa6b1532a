"""Ids depend on what an article says and where it stands, and on nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from extractors import identity


def test_the_url_leads_and_the_text_stands_in() -> None:
    assert identity.article_id("https://example.org/a", "one") == identity.article_id("https://example.org/a", "two")
    assert identity.article_id(None, "one") != identity.article_id(None, "two")


@given(st.text())
def test_white_space_and_invisible_marks_do_not_change_an_article(text: str) -> None:
    dressed = "\ufeff " + text.replace(" ", " \u200f\n ") + "  "
    assert identity.article_id(None, dressed) == identity.article_id(None, text)


@given(st.lists(st.one_of(st.none(), st.text(), st.integers()), min_size=1))
def test_a_digest_is_stable_and_short(parts: list[object]) -> None:
    assert identity.digest(*parts) == identity.digest(*parts)
    assert len(identity.digest(*parts)) == 16


def test_none_is_not_the_empty_string() -> None:
    assert identity.digest(None) != identity.digest("")


def test_claims_of_one_span_differ_by_outcome() -> None:
    assert identity.claim_id("a", "casualty", 0, 6, "killed") != identity.claim_id("a", "casualty", 0, 6, "wounded")


def test_lone_surrogates_do_not_stop_a_hash() -> None:
    assert identity.content_hash("broken \ud800 text")
