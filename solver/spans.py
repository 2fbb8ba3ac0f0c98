"""Sets of minutes as sorted lists of spans that neither meet nor touch."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from solver.problem import Span

_starts = attrgetter("starts")


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same minutes, sorted, with meeting and touching spans made one and empty ones dropped."""
    result: list[Span] = []
    for span in sorted(spans, key=_starts):
        if span.starts >= span.ends:
            continue
        if result and span.starts <= result[-1].ends:
            if span.ends > result[-1].ends:
                result[-1] = Span(result[-1].starts, span.ends)
        else:
            result.append(span)
    return result


def in_both(left: list[Span], right: list[Span]) -> list[Span]:
    """Minutes in both; each list is sorted and its spans do not meet."""
    result: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        one, other = left[i], right[j]
        starts = one.starts if one.starts > other.starts else other.starts
        if one.ends <= other.ends:
            i += 1
            if starts < one.ends:
                result.append(one if starts == one.starts else Span(starts, one.ends))
        else:
            j += 1
            if starts < other.ends:
                result.append(other if starts == other.starts else Span(starts, other.ends))
    return result


def without(spans: list[Span], taken: Iterable[tuple[int, int]]) -> list[Span]:
    """Minutes of the sorted spans that are in none of the (starts, ends) taken."""
    holes = sorted(taken)
    result: list[Span] = []
    done = 0
    for span in spans:
        begins = span.starts
        while done < len(holes) and holes[done][1] <= begins:
            done += 1
        for starts, ends in holes[done:]:
            if starts >= span.ends:
                break
            if starts > begins:
                result.append(Span(begins, starts))
            begins = max(begins, ends)
        if begins < span.ends:
            result.append(span if begins == span.starts else Span(begins, span.ends))
    return result


def starts_within(room: Iterable[Span], before: int, after: int) -> list[Span]:
    """Starts from which everything from `before` minutes before to `after` minutes after is inside one of the spans."""
    return [
        Span(span.starts + before, span.ends - after + 1)
        for span in joined(room)
        if span.starts + before <= span.ends - after
    ]


def starts_meeting(taken: Iterable[Span], before: int, after: int) -> list[tuple[int, int]]:
    """Starts from which some minute from `before` minutes before to `after` minutes after meets one of the spans."""
    return [(span.starts - after + 1, span.ends + before) for span in taken]
