"""Vehicles and drivers who cannot go out for a while: noted at once, and then they have no hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Outage
from festival_ops.programme.models import Edition
from solver.problem import Span
from solver.rides.problem import RideProblem


def with_outages(session: Session, edition: Edition, problem: RideProblem) -> RideProblem:
    """The problem without the hours in which vehicles or drivers are away."""
    clock = Clock.of(edition)
    away: dict[tuple[str, int], list[Span]] = {}
    for row in session.scalars(select(Outage).where(Outage.edition_id == edition.id)):
        whose = ("vehicle", row.vehicle_id) if row.vehicle_id is not None else ("driver", row.driver_id or 0)
        away.setdefault(whose, []).append(Span(clock.minute(row.starts), clock.minute(row.ends)))
    return replace(
        problem,
        vehicles=tuple(
            replace(one, spans=cut(one.spans, away.get(("vehicle", one.id), ()))) for one in problem.vehicles
        ),
        drivers=tuple(replace(one, spans=cut(one.spans, away.get(("driver", one.id), ()))) for one in problem.drivers),
    )


def cut(spans: Iterable[Span], away: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of the spans."""
    left = list(spans)
    for gone in away:
        left = [piece for span in left for piece in _around(span, gone)]
    return tuple(left)


def _around(span: Span, gone: Span) -> Iterator[Span]:
    if not span.meets(gone):
        yield span
        return
    if span.starts < gone.starts:
        yield Span(span.starts, gone.starts)
    if gone.ends < span.ends:
        yield Span(gone.ends, span.ends)
