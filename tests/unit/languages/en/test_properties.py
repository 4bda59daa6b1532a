"""What holds for every article, whatever it says."""

from dataclasses import asdict
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.coder import ArticleToCode, Coder
from extractors.languages.en.sentences import split

SENTENCES = (
    "At least 12 rebels were killed on Monday in clashes with government troops near Aleppo, Syria.",
    "A suicide bomber killed nine people and wounded 30 others in a market in Baghdad on Friday, police said.",
    "Among the dead were two children and their mother.",
    "The army said it had captured 15 militants and destroyed three vehicles.",
    "Government forces recaptured the town of Zinjibar from al-Qaeda, a Yemeni official said.",
    "“We lost dozens of fighters,” he told reporters on Tuesday.",
    "The death toll rose to 45, according to the health ministry.",
    "More than 10,000 people have been killed since the war began in 2015.",
    "Gunmen abducted two journalists; their driver was shot dead.",
)
NEUTRAL = (
    "The weather was mild and the harvest is expected to be good.",
    "The museum will open its new wing in spring, its director wrote.",
    "Bread and rice cost more than a year before.",
)
_CODER = Coder()
_FAST = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _rows(text, coder=_CODER, article_id="a"):
    article = ArticleToCode(article_id=article_id, text=text, language="en", published=date(2016, 8, 12))
    return next(iter(coder.code([article])))


def _facts(rows):
    skip = {
        "claim_id",
        "evidence_start",
        "evidence_end",
        "span_start",
        "span_end",
        "extracted_at",
        "repeats_claim_id",
        "part_of_claim_id",
    }
    return [{k: v for k, v in asdict(row).items() if k not in skip} for row in rows]


@given(st.lists(st.sampled_from(SENTENCES + NEUTRAL), min_size=1, max_size=6))
@_FAST
def test_offsets_slice_to_the_evidence_and_limits_are_ordered(chosen):
    text = " ".join(chosen)
    coded = _rows(text)
    for claim in [*coded.casualties, *coded.control, *coded.materiel]:
        assert text[claim.evidence_start : claim.evidence_end] == claim.evidence
        assert claim.evidence_start <= claim.span_start < claim.span_end <= len(text)
    for claim in coded.casualties:
        assert claim.count_low is None or claim.count_high is None or claim.count_low <= claim.count_high
        assert claim.date_start is None or claim.date_end is None or claim.date_start <= claim.date_end
        assert 0 <= claim.confidence <= 1


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
)
@_FAST
def test_alone_twice_and_in_a_batch_give_the_same_rows(first, second):
    texts = [" ".join(first), " ".join(second)]
    articles = [
        ArticleToCode(article_id=str(i), text=text, language="en", published=date(2016, 8, 12))
        for i, text in enumerate(texts)
    ]
    alone = [next(iter(_CODER.code([article]))) for article in articles]
    again = list(_CODER.code(articles))
    backwards = list(_CODER.code(articles[::-1]))[::-1]
    assert alone == again == backwards


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.sampled_from(NEUTRAL))
@_FAST
def test_a_neutral_paragraph_changes_no_claim(chosen, neutral):
    text = " ".join(chosen)
    plain, longer = _rows(text), _rows(text + "\n\n" + neutral)
    assert plain == longer
    shifted = _rows(neutral + "\n\n" + text)
    assert _facts(plain.casualties) == _facts(shifted.casualties)


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_sentences_hold_every_visible_character(text):
    sentences = split(text)
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())


@given(st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_coded(text):
    assert _rows(text + " killed 12 soldiers").error is None
