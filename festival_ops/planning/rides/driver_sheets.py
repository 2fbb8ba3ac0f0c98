"""Rides on paper: what the crew of a vehicle drives on one festival day, and how the sheet is known again."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from festival_ops.planning.rides.journeys import ClosedWay, Halt, Journey
from festival_ops.planning.roster.watches import Words
from festival_ops.words import sort_key


@dataclass(frozen=True)
class DriverSheet:
    """`phone` is that of the traffic command."""

    vehicle: int
    day: date
    phone: str
    journeys: tuple[Journey, ...]

    @property
    def name(self) -> Words:
        return self.journeys[0].vehicle_name

    @property
    def facts(self) -> Any:
        """Of the vehicle."""
        return self.journeys[0].facts

    @property
    def kind(self) -> Words:
        return Words.of(self.facts, "kind")

    @property
    def people(self) -> int:
        return sum(journey.people for journey in self.journeys)

    @property
    def closed(self) -> list[ClosedWay]:
        """All that its rides go round that day, in the order of time."""
        found = {closure: None for journey in self.journeys for closure in journey.closed}
        return sorted(found, key=lambda closure: (closure.starts, closure.name.name))

    @property
    def told(self) -> list[Any]:
        """All that it shows, as plain lists; two sheets that tell the same are the same sheet."""
        return [self.day.isoformat(), self.phone, [_of_journey(journey) for journey in self.journeys]]

    def seal(self, secret: str) -> str:
        """Differs as soon as anything differs that the sheet shows, and tells nothing of it."""
        return hmac.new(secret.encode(), json.dumps(self.told).encode(), hashlib.sha256).hexdigest()[:12]


@dataclass(frozen=True)
class SheetSince:
    """A sheet as it was printed beside the same one as it is released now, if the vehicle drives at all that day."""

    printed: DriverSheet
    latest: DriverSheet | None

    @property
    def current(self) -> bool:
        return self.latest is not None and self.printed.told == self.latest.told

    @property
    def ended(self) -> list[Journey]:
        return _without(self.printed, self.latest)

    @property
    def begun(self) -> list[Journey]:
        return _without(self.latest, self.printed)


def sheets_of(journeys: Iterable[Journey], day: date, phone: str) -> list[DriverSheet]:
    """One for each vehicle that drives on the day, by name."""
    held: dict[int, list[Journey]] = {}
    for journey in journeys:
        if journey.day == day:
            held.setdefault(journey.vehicle, []).append(journey)
    made = [DriverSheet(vehicle, day, phone, tuple(each)) for vehicle, each in held.items()]
    return sorted(made, key=lambda sheet: (sort_key(sheet.name.name), sheet.vehicle))


def _without(sheet: DriverSheet | None, other: DriverSheet | None) -> list[Journey]:
    known = [_of_journey(journey) for journey in other.journeys] if other else []
    return [journey for journey in (sheet.journeys if sheet else ()) if _of_journey(journey) not in known]


def _of_journey(journey: Journey) -> list[Any]:
    words = [journey.facts.get(name) for name in ("vehicle", "vehicle_en", "plate", "kind", "kind_en", "seats")]
    hours = [journey.starts.isoformat(), journey.ends.isoformat()]
    driver = [*astuple(journey.driver_name), *astuple(journey.home)]
    closed = [closure.facts for closure in journey.closed]
    return [*words, *hours, *driver, closed, [_of_halt(halt) for halt in journey.halts]]


def _of_halt(halt: Halt) -> list[Any]:
    minutes = [moment.isoformat() for moment in (halt.arrives, halt.begins, halt.departs)]
    words = [*astuple(halt.place), halt.facts.get("address"), *astuple(halt.whom), halt.facts.get("step_free")]
    return [halt.boards, halt.people, halt.luggage, *minutes, *words]
