"""Sets of minutes, compared with plain sets of numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.problem import Span
from solver.spans import in_both, joined, starts_meeting, starts_within, without

ALIKE = settings(derandomize=True, database=None, deadline=None)
SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda it: Span(it[0], it[0] + it[1])), max_size=6
)


def minutes(spans: list[Span]) -> set[int]:
    return {minute for span in spans for minute in range(span.starts, span.ends)}


def tidy(spans: list[Span]) -> bool:
    """Sorted, none empty, none touching the next."""
    edges = [edge for span in spans for edge in (span.starts, span.ends)]
    return all(left < right for left, right in pairwise(edges))


@ALIKE
@given(SPANS)
def test_joined_spans_hold_the_same_minutes(spans: list[Span]) -> None:
    assert minutes(joined(spans)) == minutes(spans)
    assert tidy(joined(spans))


@ALIKE
@given(SPANS, SPANS)
def test_in_both_holds_the_minutes_of_both(left: list[Span], right: list[Span]) -> None:
    both = in_both(joined(left), joined(right))
    assert minutes(both) == minutes(left) & minutes(right)
    assert tidy(both)


@ALIKE
@given(SPANS, SPANS)
def test_without_leaves_the_minutes_that_are_not_taken(spans: list[Span], taken: list[Span]) -> None:
    left = without(joined(spans), [(span.starts, span.ends) for span in taken])
    assert minutes(left) == minutes(spans) - minutes(taken)
    assert tidy(left)


@ALIKE
@given(SPANS, st.integers(0, 5), st.integers(1, 8))
def test_starts_within_and_meeting_say_where_something_fits(room: list[Span], before: int, after: int) -> None:
    inside = minutes(room)
    stays = {start: set(range(start - before, start + after)) for start in range(-10, 70)}
    assert minutes(starts_within(room, before, after)) == {start for start, stay in stays.items() if stay <= inside}
    meeting = [Span(*pair) for pair in starts_meeting(joined(room), before, after)]
    assert minutes(meeting) & set(stays) == {start for start, stay in stays.items() if stay & inside}
