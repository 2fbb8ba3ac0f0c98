"""Sets of minutes as sorted lists of spans that neither meet nor touch."""

from __future__ import annotations

from collections.abc import Iterable

from solver.problem import Span


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same minutes, sorted, with meeting and touching spans made one and empty ones dropped."""
    result: list[Span] = []
    for span in sorted((span for span in spans if span.starts < span.ends), key=lambda span: span.starts):
        if result and span.starts <= result[-1].ends:
            if span.ends > result[-1].ends:
                result[-1] = Span(result[-1].starts, span.ends)
        else:
            result.append(span)
    return result


def common(left: list[Span], right: list[Span]) -> list[Span]:
    """Minutes in both; each list is sorted and its spans do not meet."""
    result: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        starts, ends = max(left[i].starts, right[j].starts), min(left[i].ends, right[j].ends)
        if starts < ends:
            result.append(Span(starts, ends))
        if left[i].ends < right[j].ends:
            i += 1
        else:
            j += 1
    return result


def without(spans: list[Span], taken: Iterable[Span]) -> list[Span]:
    """Minutes of `spans` that are in none of `taken`."""
    result = spans
    for hole in joined(taken):
        if any(span.meets(hole) for span in result):
            result = [part for span in result for part in _cut(span, hole)]
    return result


def _cut(span: Span, hole: Span) -> list[Span]:
    if not span.meets(hole):
        return [span]
    parts = (Span(span.starts, hole.starts), Span(hole.ends, span.ends))
    return [part for part in parts if part.starts < part.ends]


def starts_within(room: Iterable[Span], before: int, after: int) -> list[Span]:
    """Starts from which everything from `before` minutes before to `after` minutes after is inside one of the spans."""
    return [
        Span(span.starts + before, span.ends - after + 1)
        for span in joined(room)
        if span.starts + before <= span.ends - after
    ]


def starts_meeting(taken: Iterable[Span], before: int, after: int) -> list[Span]:
    """Starts from which some minute from `before` minutes before to `after` minutes after meets one of the spans."""
    return [Span(span.starts - after + 1, span.ends + before) for span in taken]
