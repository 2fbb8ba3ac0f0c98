"""The gates at which guests of a ceremony get out, and when cars cannot be there: out of hours, or behind a closure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import GateArrivals, Plan
from festival_ops.planning.rides.ways import Closed, Place, Streets, Ways, shuts_of, states
from festival_ops.planning.roads.hours import closures_of, holdings
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Gate, RidePlace, Segment
from solver.arrivals import problem as core
from solver.facts import Span, Trip

CAR = "car"


@dataclass(frozen=True)
class Used:
    """A gate as the ceremony uses it: how many cars stand there side by side, and from when until when they may."""

    gate: Gate
    lanes: int
    since: time | None
    until: time | None

    def closed(self, clock: Clock, day: date, doors: Span) -> Iterator[Span]:
        if self.since is not None and clock.on(day, self.since) > doors.starts:
            yield Span(doors.starts, min(doors.ends, clock.on(day, self.since)))
        if self.until is not None and clock.on(day, self.until) < doors.ends:
            yield Span(max(doors.starts, clock.on(day, self.until)), doors.ends)


def gates_of(session: Session, edition: Edition) -> list[Gate]:
    ends = (joinedload(Gate.junction), joinedload(Gate.segment), joinedload(Gate.venue))
    rows = select(Gate).where(Gate.edition_id == edition.id).order_by(Gate.sort_key, Gate.id)
    return list(session.scalars(rows.options(*ends)))


def used_of(book: GateArrivals | None, gates: Iterable[Gate]) -> list[Used]:
    """Of those that were chosen, the gates that are still there."""
    there = {gate.id: gate for gate in gates}
    return [
        Used(there[id], lanes, _time(since), _time(until))
        for id, lanes, since, until in (book.gates if book else ())
        if id in there
    ]


@dataclass(frozen=True)
class Approach:
    """The streets to the gates, as cars of guests drive them; with a `badge` they pass what lets badges through."""

    session: Session
    edition: Edition
    plan: Plan | None
    clock: Clock
    badge: bool

    def gates(self, used: Sequence[Used], day: date, doors: Span, places: Sequence[RidePlace]) -> list[core.Gate]:
        """`places` are where the guests come from."""
        streets, shut = self._streets(), list(self._closed(doors))
        origins = sorted({place.junction_id for place in places})
        return [
            core.Gate(
                id=each.gate.id,
                code=f"#{each.gate.id}",
                place=-each.gate.id,
                lanes=each.lanes,
                closed=(*each.closed(self.clock, day, doors), *_cut_off(streets, origins, each.gate, shut)),
            )
            for each in used
        ]

    def trips(self, used: Sequence[Used], places: Sequence[RidePlace], speed: int) -> list[Trip]:
        doors = [Place(-each.gate.id, each.gate.junctions[0], 0) for each in used]
        known = [Place(place.id, place.junction_id, place.approach) for place in places]
        ways = Ways(self._streets(), [*known, *doors], {CAR: speed})
        return [
            Trip(road.origin, road.destination, road.minutes)
            for road in ways.roads()
            if road.destination < 0 < road.origin
        ]

    def _streets(self) -> Streets:
        tied = (joinedload(Segment.first), joinedload(Segment.second))
        rows = select(Segment).where(Segment.edition_id == self.edition.id).options(*tied).order_by(Segment.id)
        return Streets(self.session.scalars(rows))

    def _closed(self, doors: Span) -> Iterator[tuple[Span, Closed]]:
        held = holdings(self.session, self.edition, self.plan, closures_of(self.session, self.edition))
        shuts = [shut for shut in shuts_of(self.clock, held, doors) if CAR in shut.bars]
        yield from states([shut for shut in shuts if shut.strict or not self.badge])


def _cut_off(
    streets: Streets, origins: Iterable[int], gate: Gate, shut: Iterable[tuple[Span, Closed]]
) -> Iterator[Span]:
    """While no guest can drive to it from where any of them sleeps, who could if all roads were open."""
    able = [origin for origin in origins if _reaches(streets, origin, gate, frozenset())]
    for span, closed in shut:
        if closed and able and not any(_reaches(streets, origin, gate, closed) for origin in able):
            yield span


def _reaches(streets: Streets, origin: int, gate: Gate, closed: Closed) -> bool:
    if gate.segment_id in closed:
        return False
    metres = streets.reach(origin, closed).metres
    return any(junction in metres for junction in gate.junctions)


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
