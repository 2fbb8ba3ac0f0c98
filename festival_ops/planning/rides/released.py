"""Rides that people were told of: the ones released last, and what a release now would say, by vehicle and by group."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.planning.models import RideRelease
from festival_ops.planning.rides.drafted import drafted_journeys
from festival_ops.planning.rides.journeys import Halt, Journey, Passage
from festival_ops.planning.rides.judging import Finding, told
from festival_ops.planning.rides.kept import Standing
from festival_ops.planning.rides.outgoing import last_rides, released_journeys
from festival_ops.planning.roster.kept import from_to
from festival_ops.planning.roster.watches import Words
from festival_ops.programme.models import Edition
from festival_ops.words import sort_key

VEHICLE, TROUPE, GROUP = "vehicle", "troupe", "group"
# A vehicle, a troupe by its number, or any other group by what it is called.
Holder = tuple[str, int | str]


@dataclass(frozen=True)
class Call:
    """One stop in words."""

    at: str
    place: Words
    boards: bool
    people: int
    luggage: int
    whom: Words


@dataclass(frozen=True)
class Leg:
    """What a vehicle's crew or a group is told of one ride, in words."""

    day: date
    hours: str
    vehicle: Words
    plate: str
    driver: Words
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Changed:
    """A vehicle or a group whose rides differ: those that end, and those that begin."""

    of: str
    id: int | str
    name: Words
    ended: tuple[Leg, ...]
    begun: tuple[Leg, ...]


@dataclass(frozen=True)
class NextRides:
    """What would leave the house: the rides as they stand, beside the release before."""

    stands: Standing
    journeys: tuple[Journey, ...]
    before: RideRelease | None
    known: tuple[Journey, ...]

    @property
    def number(self) -> int:
        return self.before.number + 1 if self.before else 1

    @property
    def stamp(self) -> str:
        """Whatever it would say otherwise, and another release before, has another one."""
        return f"{self.number}-{hashlib.sha256(repr(self.journeys).encode()).hexdigest()[:16]}"

    @cached_property
    def changes(self) -> tuple[Changed, ...]:
        """Nobody was told anything before the first release: then there are none."""
        return differences(self.known, self.journeys) if self.before else ()

    @property
    def reworded(self) -> bool:
        """Whether, although nobody's ride changes, something does of what sheets and calendars say."""
        return self.before is not None and not self.changes and self.known != self.journeys

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell anybody."""
        return not (self.changes or self.reworded) if self.before else not self.journeys

    @cached_property
    def obstacles(self) -> list[Finding]:
        """What blocks a release. Transfers without a ride hold nothing up: they are told on it."""
        return [finding for finding in self._findings if finding.holds_release]

    @cached_property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self._findings if not finding.holds_release]

    @property
    def unserved(self) -> int:
        return len(self.stands.unserved)

    @cached_property
    def _findings(self) -> list[Finding]:
        return told(self.stands.problem, self.stands.breaches)


def next_rides(session: Session, edition: Edition, stands: Standing) -> NextRides:
    before = last_rides(session, edition)
    known = released_journeys(session, edition, [before.id]).get(before.id, []) if before else []
    return NextRides(stands, tuple(drafted_journeys(session, edition, stands)), before, tuple(known))


def differences(before: Iterable[Journey], after: Iterable[Journey]) -> tuple[Changed, ...]:
    """Vehicles first, then troupes, then others, each in the order of names."""
    was, now = _told_to(before), _told_to(after)
    found = []
    for holder in {*was, *now}:
        ended, begun = _without(was, now, holder), _without(now, was, holder)
        if ended or begun:
            name = next(one.name for one in (*now.get(holder, ()), *was.get(holder, ())))
            found.append(Changed(*holder, name, ended, begun))
    order = (VEHICLE, TROUPE, GROUP)
    return tuple(sorted(found, key=lambda one: (order.index(one.of), sort_key(one.name.name), str(one.id))))


@dataclass(frozen=True)
class _Told:
    """`news` is what people must know: two of them with the same differ in words only."""

    name: Words
    news: tuple[Any, ...]
    leg: Leg


def _without(held: Mapping[Holder, list[_Told]], others: Mapping[Holder, list[_Told]], of: Holder) -> tuple[Leg, ...]:
    known = {one.news for one in others.get(of, ())}
    return tuple(one.leg for one in held.get(of, ()) if one.news not in known)


def _told_to(journeys: Iterable[Journey]) -> dict[Holder, list[_Told]]:
    held: dict[Holder, list[_Told]] = {}
    for journey in journeys:
        stops = tuple((halt.transfer, halt.boards, halt.luggage, *_where(halt)) for halt in journey.halts)
        news = (journey.starts, journey.ends, journey.driver, stops)
        crew = _Told(journey.vehicle_name, news, _leg(journey, journey.halts, journey.hours))
        held.setdefault((VEHICLE, journey.vehicle), []).append(crew)
        for passage in journey.passages:
            held.setdefault(_group(passage.boards), []).append(_of_group(passage))
    return held


def _group(halt: Halt) -> Holder:
    return (GROUP, halt.whom.name) if halt.troupe is None else (TROUPE, halt.troupe)


def _of_group(passage: Passage) -> _Told:
    journey, ends = passage.journey, (passage.boards, passage.alights)
    news = (passage.boards.transfer, journey.vehicle, journey.facts.get("plate"), *map(_where, ends))
    hours = from_to(passage.boards.begins, passage.alights.begins)
    return _Told(passage.boards.whom, news, _leg(journey, ends, hours))


def _where(halt: Halt) -> tuple[Any, ...]:
    return halt.facts.get("place_id"), halt.begins, halt.people


def _leg(journey: Journey, halts: Sequence[Halt], hours: str) -> Leg:
    calls = tuple(
        Call(f"{halt.begins:%H:%M}", halt.place, halt.boards, halt.people, halt.luggage, halt.whom) for halt in halts
    )
    plate = journey.facts.get("plate") or ""
    return Leg(journey.day, hours, journey.vehicle_name, plate, journey.driver_name, calls)


def plain(change: Changed) -> dict[str, Any]:
    """As a release keeps it."""
    kept = asdict(change)
    for leg in (*kept["ended"], *kept["begun"]):
        leg["day"] = leg["day"].isoformat()
    return kept


def read(kept: Mapping[str, Any]) -> Changed:
    ended, begun = (tuple(_legs(kept[which])) for which in ("ended", "begun"))
    return Changed(kept["of"], kept["id"], Words(**kept["name"]), ended, begun)


def _legs(kept: Iterable[Mapping[str, Any]]) -> Iterator[Leg]:
    for each in kept:
        calls = tuple(
            Call(**{**call, **{name: Words(**call[name]) for name in ("place", "whom")}}) for call in each["calls"]
        )
        words = {name: Words(**each[name]) for name in ("vehicle", "driver")}
        yield Leg(**{**each, **words, "day": date.fromisoformat(each["day"]), "calls": calls})
