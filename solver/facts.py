"""The facts that make up a problem, each frozen and plain.

Times are whole minutes from the midnight that begins the edition's first day. A span is end-exclusive.
Ids are the caller's own whole numbers and are unique per kind.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """From `starts` up to, and not including, `ends`."""

    starts: int
    ends: int

    def meets(self, other: Span) -> bool:
        return self.starts < other.ends and other.starts < self.ends

    def holds(self, other: Span) -> bool:
        return self.starts <= other.starts and other.ends <= self.ends

    def later(self, by: int) -> Span:
        return Span(self.starts + by, self.ends + by)


@dataclass(frozen=True)
class Venue:
    """A place with a gate: the Citadel, a park. `capacity` counts everybody inside at once; None is unknown.

    Crowds leave by the roads of `exits`, as many by each.
    """

    id: int
    name: str
    capacity: int | None = None
    exits: tuple[int, ...] = ()


@dataclass(frozen=True)
class Quiet:
    """Hours on one stage in which nothing louder than `loudest` (0 unamplified … 3 very loud) may sound."""

    starts: int
    ends: int
    loudest: int


@dataclass(frozen=True)
class Stage:
    """Where an act is shown. `open` holds the spans in which the stage is the festival's, set-up included."""

    id: int
    name: str
    venue: int
    capacity: int | None = None
    outdoor: bool = True
    step_free: bool = False
    features: tuple[str, ...] = ()
    open: tuple[Span, ...] = ()
    changeover: int = 0
    quiet: tuple[Quiet, ...] = ()


@dataclass(frozen=True)
class Trip:
    """Minutes from one venue to another; what is not listed takes `Settings.travel_unknown` minutes."""

    origin: int
    destination: int
    minutes: int


@dataclass(frozen=True)
class Pool:
    """Equipment or crew of one kind; `venue` None serves the whole edition."""

    id: int
    name: str
    stock: int
    venue: int | None = None


@dataclass(frozen=True)
class Troupe:
    """`latest` is minutes after the midnight that begins a festival day and may pass 1440."""

    id: int
    name: str
    arrives: int | None = None
    departs: int | None = None
    shows_a_day: int | None = None
    rest: int | None = None
    latest: int | None = None
    size: int | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who plays in more than one troupe."""

    id: int
    name: str
    troupes: tuple[int, ...]


@dataclass(frozen=True)
class Party:
    """Guests of honour who attend acts together. The name is a code; no sentence ever shows it."""

    id: int
    name: str
    acts: tuple[int, ...]
    arrives: int | None = None
    departs: int | None = None


@dataclass(frozen=True)
class Work:
    """What is performed, once or several times. `days_apart` 1 asks for different days, 2 for a day between."""

    id: int
    name: str
    at_most_a_day: int | None = None
    days_apart: int | None = None
    other_stages: bool = False


@dataclass(frozen=True)
class Leg:
    """One place on a parade's way: there from `offset` minutes after the start, for `minutes`."""

    stage: int
    offset: int
    minutes: int


@dataclass(frozen=True)
class Need:
    pool: int
    quantity: int


@dataclass(frozen=True)
class Liking:
    """A span in which the whole act would like to stand; each act outside all its likings pays the highest weight."""

    starts: int
    ends: int
    weight: int


@dataclass(frozen=True)
class Slot:
    """One decision: this act on this stage (a parade: its first leg's stage) with its show starting then."""

    act: int
    stage: int
    starts: int


@dataclass(frozen=True)
class Closing:
    """A road that a show closes, in minutes from its start, or `by_clock` from the midnight that begins its festival
    day: a stage is built on the nights before, whatever the hour of the show. The kinds of ways in `passes` are let
    through."""

    road: int
    starts: int
    ends: int
    passes: tuple[str, ...] = ()
    by_clock: bool = False

    def span(self, starts: int, midnight: int) -> Span:
        """When it holds for a show that starts at that minute, on the day that begins with that midnight."""
        return Span(self.starts, self.ends).later(midnight if self.by_clock else starts)


@dataclass(frozen=True)
class Act:
    """One performance. It occupies its stage from `get_in` minutes before the show to `get_out` after it."""

    id: int
    title: str
    duration: int
    troupes: tuple[int, ...] = ()
    work: int | None = None
    get_in: int = 0
    get_out: int = 0
    stages: tuple[int, ...] = ()
    features: tuple[str, ...] = ()
    hours: tuple[Span, ...] = ()
    likings: tuple[Liking, ...] = ()
    route: tuple[Leg, ...] = ()
    loudness: int = 2
    needs_quiet: bool = False
    crowd: int | None = None
    genre: str = ""
    needs: tuple[Need, ...] = ()
    announced: Slot | None = None
    closes: tuple[Closing, ...] = ()


@dataclass(frozen=True)
class Precedence:
    """`second` starts at least `lag` minutes after `first` ends, and at most `at_most` after it when given."""

    first: int
    second: int
    lag: int = 0
    at_most: int | None = None


@dataclass(frozen=True)
class Pin:
    """What a person holds fast of an act: its festival day, its stage, its start, or several of them.

    `order` holds its place among the acts that stand on its stage on its festival day in the current plan: whichever
    of them are still together on one stage and day stay before it, or after it, as they are.
    """

    act: int
    day: int | None = None
    stage: int | None = None
    starts: int | None = None
    order: bool = False


@dataclass(frozen=True)
class Clash:
    """Two acts that want the same audience; running at the same time costs `weight`."""

    first: int
    second: int
    weight: int


@dataclass(frozen=True)
class Blackout:
    """Nothing is shown then on these stages (none named: on any). `reason` is a word for people."""

    starts: int
    ends: int
    stages: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Rehearsal:
    """Of these troupes on that stage, at an agreed hour; `act` is shown after it, when it is of one act alone."""

    id: int
    name: str
    stage: int
    starts: int
    ends: int
    troupes: tuple[int, ...] = ()
    act: int | None = None


@dataclass(frozen=True)
class Neighbours:
    """Two stages within earshot of each other."""

    first: int
    second: int


@dataclass(frozen=True)
class Settings:
    """Parameters of the rules; every one is dated data of the edition, with its source kept by the shell.

    A crowd leaves its venue in `clearing` minutes; `street_flow` people a minute walk by each metre of a street. A
    build is heavy whose get-in takes `heavy_from` minutes or longer; rush hours are minutes after midnight, of working
    days.
    """

    rest: int = 60
    shows_a_day: int = 3
    latest: int = 24 * 60
    travel_unknown: int = 30
    loud_from: int = 2
    party_travel: int = 15
    evening_from: int = 17 * 60
    clearing: int = 8
    street_flow: int = 60
    heavy_from: int = 180
    morning_rush_from: int = 6 * 60 + 30
    morning_rush_to: int = 8 * 60 + 30
    evening_rush_from: int = 16 * 60 + 30
    evening_rush_to: int = 18 * 60 + 30
