"""The roads as the core reads them: what closes them, by itself or with a show, and what must get through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.clock import Clock
from festival_ops.planning.roads.hours import PLANNED, Band, Showing, closures_of, followed, holdings, nights_before
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import BANNING, CLASSES, EMERGENCY, ROLLING, TRUCKS, WITHDRAWN, WORKS
from festival_ops.traffic.models import Closure, Gate, Route, Segment
from solver import network as core
from solver.bounds import HORIZON
from solver.problem import Closing

# What drives on a route of a kind, and which exemption lets it pass.
DRIVEN = {
    EMERGENCY: ("emergency", "priority"),
    "ambulance": ("emergency", "priority"),
    "bus": ("bus", "buses"),
    "shuttle": ("coach", "badge"),
}
# Where the road itself is taken nobody passes, whoever may.
TAKEN = frozenset({ROLLING, WORKS})
# What bars only the vehicles that it names.
SOME = frozenset({CLASSES, TRUCKS})
NOON = 12 * 60


@dataclass(frozen=True)
class Roads:
    """The closures that bar vehicles, and the routes of one edition. Names are in the reader's language."""

    edition: Edition
    clock: Clock
    english: bool
    segments: list[Segment]
    routes: list[Route]
    closures: list[Closure]
    gates: list[Gate]
    own: list[tuple[Closure, Band]]

    @classmethod
    def of(cls, session: Session, edition: Edition, clock: Clock, *, english: bool) -> Roads:
        def rows(model: type[Segment | Route | Gate], *options: Any) -> list[Any]:
            asked = select(model).where(model.edition_id == edition.id).order_by(model.id)
            return list(session.scalars(asked.options(*options)))

        closures = [row for row in closures_of(session, edition) if row.measure in BANNING and row.state != WITHDRAWN]
        lasting = [row for row in closures if row.performance_id is None]
        return cls(
            edition,
            clock,
            english,
            rows(Segment, joinedload(Segment.street)),
            rows(Route, selectinload(Route.chain), selectinload(Route.hours), joinedload(Route.venue)),
            closures,
            rows(Gate),
            [(each.closure, band) for each in holdings(session, edition, None, lasting) for band in each.bands],
        )

    def network(self) -> core.Network:
        roads = (core.Road(row.id, self._name(row.street), int(row.width or 0) or None) for row in self.segments)
        return core.Network(tuple(roads), tuple(self._shut()), (*self._ways_in(), *self._lines()))

    def closings(self, act: int, minutes: int) -> tuple[Closing, ...]:
        """What a show of that length closes around itself, counted from its start, and on the nights of its build."""
        rows = [row for row in self.closures if row.performance_id == act]
        return tuple(closing for row in rows for closing in self._closings(row, minutes))

    def exits(self, venue: int) -> tuple[int, ...]:
        """The roads by which people walk away from its gates: those of its junction, or the one along which it
        stands."""
        gates = [gate for gate in self.gates if gate.venue_id == venue and not gate.emergency]
        doors, along = {gate.junction_id for gate in gates}, {gate.segment_id for gate in gates}
        return tuple(row.id for row in self.segments if row.id in along or doors.intersection(row.ends))

    def _closings(self, row: Closure, minutes: int) -> Iterator[Closing]:
        # At noon it is the same day for the clock and for the festival.
        origin = self.clock.moment(NOON if row.nights else 0)
        show = Showing(origin, origin + timedelta(minutes=minutes), PLANNED)
        for held in nights_before(self.edition, row, show) if row.nights else [followed(row, show)]:
            for band in held.bands:
                starts, ends = self.clock.minute(band.starts), self.clock.minute(band.ends)
                if starts < ends:
                    yield Closing(band.segment.id, starts, ends, passes(row), by_clock=row.nights > 0)

    def _shut(self) -> Iterator[core.Shut]:
        for closure, band in self.own:
            starts, ends = self.clock.minute(band.starts), self.clock.minute(band.ends)
            if -HORIZON < starts < ends < HORIZON:
                yield core.Shut(band.segment.id, starts, ends, passes(closure))

    def _ways_in(self) -> Iterator[core.Way]:
        """Of the emergency ways in to a venue one stays open."""
        venues = {row.venue.id: row.venue for row in self.routes if row.venue is not None}
        for id, venue in venues.items():
            courses = (core.Course(_roads(row)) for row in self.routes if row.venue_id == id)
            yield core.Way(2 * id + 1, self._name(venue), EMERGENCY, tuple(courses))

    def _lines(self) -> Iterator[core.Way]:
        for row in self.routes:
            if row.kind != EMERGENCY:
                hours = (span for each in row.hours for span in self.clock.spans(each.on, each.starts, each.ends))
                courses = (core.Course(_roads(row)), *self._ways_round(row))
                yield core.Way(2 * row.id, self._name(row), row.kind, courses, tuple(hours))

    def _ways_round(self, route: Route) -> Iterator[core.Course]:
        """The route led round each closure for which an office has approved a way round."""
        own = set(_roads(route))
        for closure in self.closures:
            closed, round_it = {it.id for it in closure.segments}, [link.segment_id for link in closure.detour_chain]
            if closure.detour_approved_by and round_it and own & closed:
                yield core.Course(tuple(dict.fromkeys([*sorted(own - closed), *round_it])))

    def _name(self, row: Any) -> str:
        return str(row.name_en or row.name) if self.english else str(row.name)


def passes(closure: Closure) -> tuple[str, ...]:
    """The kinds of routes that the closure lets through."""
    if closure.measure in TAKEN:
        return ()
    some = closure.measure in SOME
    return tuple(
        kind
        for kind, (vehicle, exemption) in DRIVEN.items()
        if exemption in closure.exemptions or (some and vehicle not in closure.vehicles)
    )


def _roads(route: Route) -> tuple[int, ...]:
    return tuple(link.segment_id for link in route.chain)
