from datetime import date

from extractors.analysis import ActorMention, CasualtyDraft, Quantity, Span, TimeMention
from extractors.components.scope import link_parts, link_repeats, scope_of

TODAY = date(2016, 8, 12)


def when(start, end):
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return TimeMention(0, 0, "", "", first, last, 1)


def draft(start, count, *, outcome="killed", group="CIVILIAN", time=None, text="people"):
    quantity = Quantity(start, start + 2, str(count), "q", count, "exact", count, count)
    return CasualtyDraft(
        evidence_start=start,
        evidence_end=start + 50,
        anchor=Span(start, start + 2, str(count), "r"),
        rule_id="r",
        outcome=outcome,
        quantity=quantity,
        victim=ActorMention(start, start + 9, text, "v", None, group),
        time=time,
    )


def test_scope():
    def scope(time, cumulative=False, several=False):
        return scope_of(time, TODAY, cumulative=cumulative, several=several)

    assert scope(when("2016-08-11", "2016-08-11")) == "incident"
    assert scope(when("2016-08-10", "2016-08-12")) == "incident"
    assert scope(when("2016-08-05", "2016-08-12")) == "period"
    assert scope(when("2016-05-01", "2016-05-31")) == "background"
    assert scope(None) == "incident"
    assert scope(None, several=True) == "period"
    assert scope(None, cumulative=True) == "background"


def test_restatement_is_linked_and_another_count_is_not():
    first, other, again = draft(0, 14), draft(100, 9), draft(200, 14)
    link_repeats([first, other, again])
    assert again.repeats is first
    assert other.repeats is None


def test_days_that_exclude_each_other_are_no_restatement():
    first = draft(0, 14, time=when("2016-08-10", "2016-08-10"))
    later = draft(100, 14, time=when("2016-08-11", "2016-08-11"))
    link_repeats([first, later])
    assert later.repeats is None


def test_two_single_victims_are_the_same_only_by_name():
    pilot, again, guard = draft(0, 1, text="a pilot"), draft(100, 1, text="the pilot"), draft(200, 1, text="a guard")
    link_repeats([pilot, again, guard])
    assert again.repeats is pilot
    assert guard.repeats is None


def test_later_claims_that_add_up_are_parts():
    total, first, second = draft(0, 144, group="MIXED"), draft(100, 51, group="GOV"), draft(200, 93, group="HOUTHI")
    link_parts([total, first, second])
    assert first.part_of is total
    assert second.part_of is total


def test_claims_that_do_not_add_up_stay_apart():
    total, first = draft(0, 144), draft(100, 51)
    link_parts([total, first])
    assert first.part_of is None
