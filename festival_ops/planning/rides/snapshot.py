"""Rows to facts: the places, vehicles, drivers and transfers of an edition as the RideProblem that the core reads.

Every fact bears the number of its row. Rides, as they stand or as people were told, are filled in by those who keep
them, with `dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.utils import cached_property

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Plan
from festival_ops.planning.rides.hours import Asked, Window, asked_of
from festival_ops.planning.rides.levels import own_levels
from festival_ops.planning.rides.numbers import SPEED, numbers_of
from festival_ops.planning.rides.ways import Place, Shut, Streets, Ways, shuts_of
from festival_ops.planning.roads.hours import Moved, closures_of, holdings
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import CARRIERS, CARRYING
from festival_ops.traffic.models import Driver, RidePlace, Segment, Transfer, Vehicle
from solver.problem import MINUTES_A_DAY, Span
from solver.rides import problem as core
from solver.rides.problem import RideProblem


def ride_problem(
    session: Session, edition: Edition, plan: Plan | None, *, language: str = "vi", moved: Moved | None = None
) -> RideProblem:
    """Everything but the rides themselves, as it is or as it would be if shows were `moved`. Transfers that have no
    hours or places now are left out."""
    with force_locale(language):
        return _Snapshot(session, edition, plan, language == "en", moved).problem()


def open_problem(session: Session, edition: Edition, asked: list[Asked], *, language: str = "vi") -> RideProblem:
    """The same for transfers that have been reckoned, as if every road were open: it is read in a fraction of the
    time, and tells who cannot be driven whatever is closed."""
    with force_locale(language):
        snapshot = _Snapshot(session, edition, None, language == "en")
        snapshot.asked = [each for each in asked if each.fault is None]
        return snapshot.problem(closed=False)


class _Snapshot:
    def __init__(
        self, session: Session, edition: Edition, plan: Plan | None, english: bool, moved: Moved | None = None
    ) -> None:
        self.session, self.edition, self.plan, self.english, self.moved = session, edition, plan, english, moved
        self.clock = Clock.of(edition)

    def problem(self, *, closed: bool = True) -> RideProblem:
        places = self._rows(RidePlace)
        vehicles = self._rows(Vehicle, selectinload(Vehicle.hours))
        classes = sorted({row.kind for row in vehicles}, key=lambda kind: CARRIERS[kind])
        speeds = {kind: self.numbers[f"{SPEED}{kind}"] for kind in classes}
        segments = self._rows(Segment, joinedload(Segment.first), joinedload(Segment.second))
        ways = Ways(Streets(segments), [Place(row.id, row.junction_id, row.approach) for row in places], speeds)
        return RideProblem(
            name=self._name(self.edition),
            first_day=self.edition.first_day.isoformat(),
            days=self.clock.days,
            cutoff=self.clock.cutoff,
            places=tuple(core.Place(row.id, self._name(row)) for row in places),
            kinds=tuple(core.Kind(CARRIERS[kind], str(title).lower()) for kind, title in CARRYING),
            roads=tuple(ways.roads()),
            closures=tuple(ways.closures(self._shuts())) if closed else (),
            vehicles=tuple(self._vehicle(row) for row in vehicles),
            drivers=tuple(self._driver(row) for row in self._rows(Driver, selectinload(Driver.hours))),
            transfers=tuple(self._transfers()),
            levels=own_levels(self.session, self.edition),
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        return numbers_of(self.session, self.edition)

    @cached_property
    def asked(self) -> list[Asked]:
        found = asked_of(self.session, self.edition, self.plan, moved=self.moved)
        return [each for each in found if each.fault is None]

    @cached_property
    def reach(self) -> Span:
        """From the first festival day on which somebody is to be fetched to the last; groups arrive before the edition
        and leave after it."""
        minutes = [self.clock.minute(window.ends) for each in self.asked for window in _windows(each)]
        days = [self.clock.day_of(minute) for minute in minutes] + self.edition.days
        return Span(self.clock.span_of_day(min(days)).starts, self.clock.span_of_day(max(days)).ends)

    def _rows(self, model: Any, *options: Any) -> list[Any]:
        rows = select(model).where(model.edition_id == self.edition.id).order_by(model.id)
        return list(self.session.scalars(rows.options(*options)))

    def _name(self, row: Any) -> str:
        return str(row.name_en or row.name) if self.english else str(row.name)

    def _shuts(self) -> list[Shut]:
        rows = closures_of(self.session, self.edition)
        held = holdings(self.session, self.edition, self.plan, rows, moved=self.moved)
        return list(shuts_of(self.clock, held, self.reach))

    def _vehicle(self, row: Vehicle) -> core.Vehicle:
        return core.Vehicle(
            id=row.id,
            name=f"{self._name(row)} ({row.plate})" if row.plate else self._name(row),
            kind=CARRIERS[row.kind],
            seats=row.seats,
            luggage=row.luggage,
            home=row.home_id,
            spans=self._spans(row.hours),
            step_free=row.step_free,
            exempt=row.exempt,
            driver=row.driver_id,
        )

    def _driver(self, row: Driver) -> core.Driver:
        return core.Driver(
            id=row.id,
            name=self._name(row),
            spans=self._spans(row.hours),
            kinds=tuple(CARRIERS[kind] for kind in row.kinds if kind in CARRIERS),
            hours=row.day_minutes,
            stretch=row.stretch_minutes,
            pause=row.pause_minutes,
        )

    def _spans(self, hours: Iterable[Any]) -> tuple[Span, ...]:
        """What belongs together as one: whoever is there day and night need not be back at the cut-off hour."""
        rows = [(row.on, row.starts, row.ends) for row in hours]
        if not rows:
            return (self.reach,)
        spans = sorted((span for row in rows for span in self._hours(*row)), key=lambda span: span.starts)
        joined: list[Span] = []
        for span in spans:
            if joined and span.starts <= joined[-1].ends:
                joined[-1] = Span(joined[-1].starts, max(joined[-1].ends, span.ends))
            else:
                joined.append(span)
        return tuple(joined)

    def _hours(self, on: date | None, starts: time, ends: time) -> Iterator[Span]:
        """Every day means every day on which somebody is to be fetched, also before and after the edition."""
        if on is not None:
            yield from self.clock.spans(on, starts, ends)
            return
        first = (self.reach.starts - self.clock.cutoff) // MINUTES_A_DAY
        for number in range(first, (self.reach.ends - self.clock.cutoff) // MINUTES_A_DAY):
            yield from self.clock.spans(self.clock.day(number), starts, ends)

    def _transfers(self) -> Iterator[core.Transfer]:
        for each in sorted(self.asked, key=lambda each: each.transfer.id):
            if each.origin is not None and each.destination is not None and each.pickup and each.delivery:
                ends = each.origin.id, each.destination.id
                yield self._transfer(each.transfer, *ends, self._window(each.pickup), self._window(each.delivery))

    def _transfer(self, row: Transfer, origin: int, destination: int, pickup: Span, delivery: Span) -> core.Transfer:
        return core.Transfer(
            id=row.id,
            name=self._name(row),
            origin=origin,
            destination=destination,
            people=row.people,
            pickup=pickup,
            delivery=delivery,
            luggage=row.luggage,
            boarding=row.boarding,
            alighting=row.alighting,
            step_free=row.step_free,
            kinds=tuple(CARRIERS[kind] for kind in row.kinds if kind in CARRIERS),
            priority=row.priority,
            longest=row.longest,
            shared=row.shared,
        )

    def _window(self, window: Window) -> Span:
        return Span(self.clock.minute(window.starts), self.clock.minute(window.ends))


def _windows(each: Asked) -> Iterator[Window]:
    yield from (window for window in (each.pickup, each.delivery) if window is not None)
