"""Closures as pages show them: day by day, which segments are closed at a moment, and what is unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.roads.hours import Holding, closures_of, holdings
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import BANNING, LIFTED, WITHDRAWN
from festival_ops.traffic.models import Closure, Gate, Segment, Street


@dataclass(frozen=True)
class Roads:
    """All closures of an edition, and every time at which they hold."""

    edition: Edition
    closures: Sequence[Closure]
    holdings: Sequence[Holding]

    def on(self, day: date) -> list[Holding]:
        starts = self.edition.at(day, self.edition.cutoff)
        return [each for each in self.holdings if each.meets(starts, starts + timedelta(days=1))]

    @property
    def elsewhere(self) -> list[Holding]:
        """What holds on none of the festival's days."""
        first = self.edition.at(self.edition.first_day, self.edition.cutoff)
        last = self.edition.at(self.edition.last_day, self.edition.cutoff) + timedelta(days=1)
        return [each for each in self.holdings if not each.meets(first, last)]

    @property
    def waiting(self) -> list[Closure]:
        """Those whose show has no place, and so no hours, yet."""
        held = {each.closure.id for each in self.holdings}
        return [row for row in self.closures if row.id not in held and row.state not in (LIFTED, WITHDRAWN)]

    @property
    def without_detour(self) -> list[Closure]:
        """Roads closed on festival days without a way round that somebody has approved."""
        during = {each.closure.id for day in self.edition.days for each in self.on(day)}
        return [
            row
            for row in self.closures
            if row.id in during
            and row.measure in BANNING
            and row.chain
            and not (row.detour_approved_by and (row.detour or row.detour_chain))
        ]

    def of(self, closure: Closure) -> list[Holding]:
        return [each for each in self.holdings if each.closure.id == closure.id]

    def closed_at(self, moment: datetime) -> dict[int, list[Closure]]:
        """By segment, what closes it at the moment."""
        found: dict[int, list[Closure]] = {}
        for each in self.holdings:
            for band in each.bands:
                if band.starts <= moment < band.ends:
                    found.setdefault(band.segment.id, []).append(each.closure)
        return found


def roads(session: Session, edition: Edition, *conditions: ColumnElement[bool]) -> Roads:
    """As the plan in hand has it: all closures, or those that meet the conditions."""
    rows = closures_of(session, edition, *conditions)
    return Roads(edition, rows, holdings(session, edition, plan_in_hand(session, edition), rows))


def segments_of(session: Session, edition: Edition) -> list[Segment]:
    tied = (joinedload(Segment.street), joinedload(Segment.first), joinedload(Segment.second))
    rows = select(Segment).where(Segment.edition_id == edition.id).options(*tied)
    found = session.scalars(rows.join(Segment.street).order_by(Street.sort_key, Segment.code))
    return list(found)


def gates_of(session: Session, edition: Edition) -> list[Gate]:
    along = joinedload(Gate.segment)
    tied = (joinedload(Gate.venue), joinedload(Gate.junction), along.joinedload(Segment.street))
    rows = select(Gate).where(Gate.edition_id == edition.id).options(*tied, along.joinedload(Segment.first),
                                                                     along.joinedload(Segment.second))  # fmt: skip
    return list(session.scalars(rows.order_by(Gate.sort_key, Gate.id)))
