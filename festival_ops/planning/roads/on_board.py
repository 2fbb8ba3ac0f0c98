"""Roads as rows of the board: what closes each street, so that it moves with the shows."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import get_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.board import Hold, Road
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.roads.hours import OWN, Band, Holding, closures_of, holdings
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Street
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
    return tuple(
        Road(row.id, _called(row.name, row.name_en), tuple(dict.fromkeys(held.get(row.id, ())))) for row in rows
    )


def _starts(session: Session, edition: Edition, plan: Plan | None) -> dict[int, int]:
    clock = Clock.of(edition)
    rows = select(Placement.performance_id, Placement.starts).where(Placement.plan_id == (plan.id if plan else 0))
    return {act: clock.minute(starts) for act, starts in session.execute(rows)}


def _hold(clock: Clock, each: Holding, band: Band, starts: dict[int, int]) -> Hold | None:
    """A show that is only announced has no place on the board; its closure stands there in its hours, as a build at
    night does."""
    span = Span(clock.minute(band.starts), clock.minute(band.ends))
    act, reason = each.closure.performance_id, _called(each.closure.name, each.closure.name_en)
    if each.basis == OWN or each.closure.nights or act is None or act not in starts:
        return Hold(span, reason)
    return Hold(Span(span.starts - starts[act], span.ends - starts[act]), reason, act)


def _called(name: str, english: str) -> str:
    return english if english and str(get_locale()) == "en" else name
