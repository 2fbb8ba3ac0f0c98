"""The facts of the rides stage, each frozen and plain.

Times are whole minutes from the midnight that begins the edition's first day, spans are end-exclusive, ids are the
caller's own whole numbers, unique per kind. Luggage is counted in suitcases; an instrument counts as many as it takes
the room of.
"""

from __future__ import annotations

from dataclasses import dataclass

from solver.facts import Span


@dataclass(frozen=True)
class Place:
    """Where people get in or out, and where vehicles have their home."""

    id: int
    name: str


@dataclass(frozen=True)
class Kind:
    """A class of vehicles: coach, minibus, car."""

    id: int
    name: str


@dataclass(frozen=True)
class Road:
    """Minutes from place to place while every road is open, for one kind of vehicle; None is every kind of which
    nothing else is said. Where nothing is said at all, no vehicle can go."""

    origin: int
    destination: int
    minutes: int
    kind: int | None = None


@dataclass(frozen=True)
class Closure:
    """From one place to another whoever is on the way while `span` lasts takes at least `minutes`, the detour; None is
    no way at all. No `kinds` are all kinds. Exempt vehicles drive as ever, unless it is `strict`."""

    origin: int
    destination: int
    span: Span
    minutes: int | None = None
    kinds: tuple[int, ...] = ()
    strict: bool = False


@dataclass(frozen=True)
class Vehicle:
    """A vehicle leaves its `home` within one of its `spans` and is back there within the same. `driver` is the only one
    who drives it; None is anybody who may."""

    id: int
    name: str
    kind: int
    seats: int
    luggage: int
    home: int
    spans: tuple[Span, ...]
    step_free: bool = False
    exempt: bool = False
    driver: int | None = None


@dataclass(frozen=True)
class Driver:
    """A driver drives vehicles of his `kinds` within his `spans`, at most `hours` minutes on one festival day, and
    after at most `stretch` minutes at the wheel or with passengers stands for `pause` minutes in a row. None is no
    limit."""

    id: int
    name: str
    spans: tuple[Span, ...]
    kinds: tuple[int, ...]
    hours: int | None = None
    stretch: int | None = None
    pause: int = 30


@dataclass(frozen=True)
class Transfer:
    """People and luggage from one place to another.

    Boarding begins within `pickup` and alighting within `delivery`, both ends included; `boarding` and `alighting` are
    minutes. No `kinds` are all kinds. `longest` is the most minutes between the end of boarding and the beginning of
    alighting. Of two transfers that cannot both be served the one with the higher `priority` (1 to 9) is.
    """

    id: int
    name: str
    origin: int
    destination: int
    people: int
    pickup: Span
    delivery: Span
    luggage: int = 0
    boarding: int = 0
    alighting: int = 0
    step_free: bool = False
    kinds: tuple[int, ...] = ()
    priority: int = 1
    longest: int | None = None
    shared: bool = True


@dataclass(frozen=True, order=True)
class Stop:
    """People of one transfer board or alight: the vehicle arrives, they begin, and it departs."""

    transfer: int
    boards: bool
    people: int
    luggage: int
    arrives: int
    begins: int
    departs: int


@dataclass(frozen=True)
class Ride:
    """One vehicle with one driver from leaving home to being back, with its stops in their order."""

    vehicle: int
    driver: int
    starts: int
    ends: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Leg:
    """The way of a vehicle from one place to the next, as it stands in a ride."""

    origin: int
    departs: int
    destination: int
    arrives: int
