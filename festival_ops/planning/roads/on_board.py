"""Roads as rows of the board: what closes each street, so that it moves with the shows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from festival_ops.planning.board import Hold, Road
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.roads.hours import OWN, Band, Holding, closures_of, holdings
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Gate, Segment, Street
from festival_ops.web.telling import by_name
from solver.problem import Span


def roads_on_board(session: Session, edition: Edition, plan: Plan | None) -> tuple[Road, ...]:
    """Streets in the order of the alphabet, each with its closures; those of shows count from the show's start."""
    clock, starts = Clock.of(edition), _starts(session, edition, plan)
    held: dict[int, list[Hold]] = {}
    for each in holdings(session, edition, plan, closures_of(session, edition)):
        for band in each.bands:
            if (hold := _hold(clock, each, band, starts)) is not None:
                held.setdefault(band.segment.street_id, []).append(hold)
    rows: Iterable[Street] = session.scalars(
        select(Street).where(Street.edition_id == edition.id).order_by(Street.sort_key, Street.id)
    )
    gates = _gates(session, edition)
    return tuple(
        Road(row.id, by_name(row), tuple(dict.fromkeys(held.get(row.id, ()))), tuple(gates.get(row.id, ())))
        for row in rows
    )


def _gates(session: Session, edition: Edition) -> dict[int, list[str]]:
    """By street those that stand along it or at one of its junctions."""
    found: dict[int, list[str]] = {}
    near = or_(
        Segment.id == Gate.segment_id, Segment.first_id == Gate.junction_id, Segment.second_id == Gate.junction_id
    )
    rows = select(Gate, Segment.street_id).join(Segment, near).where(Gate.edition_id == edition.id).distinct()
    for gate, street in session.execute(rows.order_by(Gate.sort_key, Gate.id)):
        found.setdefault(street, []).append(by_name(gate))
    return found


def _starts(session: Session, edition: Edition, plan: Plan | None) -> dict[int, int]:
    clock = Clock.of(edition)
    rows = select(Placement.performance_id, Placement.starts).where(Placement.plan_id == (plan.id if plan else 0))
    return {act: clock.minute(starts) for act, starts in session.execute(rows)}


def _hold(clock: Clock, each: Holding, band: Band, starts: dict[int, int]) -> Hold | None:
    """A show that is only announced has no place on the board; its closure stands there in its hours, as a build at
    night does."""
    span = Span(clock.minute(band.starts), clock.minute(band.ends))
    act, reason = each.closure.performance_id, by_name(each.closure)
    if each.basis == OWN or each.closure.nights or act is None or act not in starts:
        return Hold(span, reason)
    return Hold(Span(span.starts - starts[act], span.ends - starts[act]), reason, act)
