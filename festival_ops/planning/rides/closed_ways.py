"""Which closures a ride goes round: those that hold while it is under way and lie on the shortest way of one of its
legs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from werkzeug.utils import cached_property

from festival_ops.planning.models import Plan
from festival_ops.planning.rides.journeys import ClosedWay
from festival_ops.planning.rides.ways import Streets, bars_class, passes_with_badge
from festival_ops.planning.roads.hours import Holding, closures_of, holdings
from festival_ops.planning.roster.watches import Words
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import RidePlace, Segment, Vehicle


@dataclass(frozen=True)
class ClosedWays:
    """Asked ride by ride, as the plan has the closures."""

    session: Session
    edition: Edition
    plan: Plan | None
    places: Mapping[int, RidePlace]

    def of(self, vehicle: Vehicle, places: Sequence[int], starts: datetime, ends: datetime) -> list[ClosedWay]:
        """`places` are those of the ride in their order, homes included."""
        met = (each for each in self._holdings if each.meets(starts, ends) and _bars(each, vehicle))
        return [self._told(each) for each in met if self._lies_on(each, self._ways(places), starts, ends)]

    def opened(self, vehicle: Vehicle, places: Sequence[int], starts: datetime, ends: datetime) -> list[Holding]:
        """Those that the vehicle drives through, because it bears a badge."""
        met = (each for each in self._holdings if each.meets(starts, ends) and _opens(each, vehicle))
        return [each for each in met if self._lies_on(each, self._ways(places), starts, ends)]

    def _ways(self, places: Sequence[int]) -> set[tuple[int, int]]:
        return {(self.places[one].junction_id, self.places[other].junction_id) for one, other in pairwise(places)}

    def _told(self, holding: Holding) -> ClosedWay:
        row, local = holding.closure, self.edition.local
        ends = local(holding.ends) if holding.ends else None
        return ClosedWay(Words(row.name, row.name_en or ""), local(holding.starts), ends)

    def _lies_on(self, holding: Holding, ways: set[tuple[int, int]], starts: datetime, ends: datetime) -> bool:
        bands = (band for band in holding.bands if band.starts < ends and starts < band.ends)
        closed = frozenset(band.segment.id for band in bands)
        return any(self._longer(*way, closed) for way in ways)

    def _longer(self, origin: int, destination: int, closed: frozenset[int]) -> bool:
        open_way, other = (self._streets.reach(origin, each).metres.get(destination) for each in (frozenset(), closed))
        return open_way != other

    @cached_property
    def _holdings(self) -> list[Holding]:
        return holdings(self.session, self.edition, self.plan, closures_of(self.session, self.edition))

    @cached_property
    def _streets(self) -> Streets:
        tied = (joinedload(Segment.first), joinedload(Segment.second))
        rows = select(Segment).where(Segment.edition_id == self.edition.id).options(*tied).order_by(Segment.id)
        return Streets(self.session.scalars(rows))


def _bars(holding: Holding, vehicle: Vehicle) -> bool:
    row = holding.closure
    return bars_class(row, vehicle.kind) and not (vehicle.exempt and passes_with_badge(row))


def _opens(holding: Holding, vehicle: Vehicle) -> bool:
    row = holding.closure
    return bars_class(row, vehicle.kind) and vehicle.exempt and passes_with_badge(row)
