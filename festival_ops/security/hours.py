"""When a post is manned during a shift: the shift's span cut to the post's hours, in moments."""

from __future__ import annotations

from datetime import date, datetime

from festival_ops.programme.models import Edition
from festival_ops.security.models import Post, Shift

Span = tuple[datetime, datetime]


def manned(edition: Edition, post: Post) -> list[Span] | None:
    """The hours of the post over the whole edition, in order, those that touch joined; None is around the clock."""
    if not post.hours:
        return None
    said = ((hours, day) for hours in post.hours for day in ([hours.on] if hours.on else edition.days))
    joined: list[Span] = []
    for starts, ends in sorted(edition.span(day, hours.starts, hours.ends) for hours, day in said):
        if joined and starts <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(ends, joined[-1][1])
        else:
            joined.append((starts, ends))
    return joined


def cut(span: Span, hours: list[Span] | None) -> list[Span]:
    """The parts of the span that lie within the hours."""
    if hours is None:
        return [span]
    both = ((max(span[0], starts), min(span[1], ends)) for starts, ends in hours)
    return [(starts, ends) for starts, ends in both if starts < ends]


def spans_at(edition: Edition, post: Post, shift: Shift, day: date) -> list[Span]:
    """When somebody stands at the post for this shift of a festival day; nothing when the shift does not run."""
    return cut(shift.span(edition, day), manned(edition, post)) if shift.runs_on(day) else []
