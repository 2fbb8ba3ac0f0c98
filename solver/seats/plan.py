"""What the seats stage answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, order=True)
class Chair:
    """A guest on a chair."""

    guest: int
    seat: int


@dataclass(frozen=True)
class Named:
    """A guest, chair or block of a sentence, by id: whoever may know the name of a guest puts it there, the core has
    only the code. `kind` is guest, absent, seat or block."""

    kind: str
    id: int


SeatFact = str | int | Named
SeatFacts = Mapping[str, SeatFact]


@dataclass(frozen=True)
class SeatingPlan:
    """Who sits where. A plan made by hand may give a guest two chairs or a chair two guests, which the rules tell."""

    chairs: tuple[Chair, ...] = ()

    def seat_of(self, guest: int) -> int | None:
        return self.seats.get(guest)

    def guest_on(self, seat: int) -> int | None:
        return self.guests.get(seat)

    @cached_property
    def seats(self) -> Mapping[int, int]:
        """The chair of each guest, the last where there are two."""
        return {chair.guest: chair.seat for chair in self.chairs}

    @cached_property
    def guests(self) -> Mapping[int, int]:
        """The guest of each chair, the last where there are two."""
        return {chair.seat: chair.guest for chair in self.chairs}

    @cached_property
    def _places(self) -> Mapping[int | None, int]:
        """Where in `chairs` each guest is."""
        return {chair.guest: place for place, chair in enumerate(self.chairs)}

    def with_guest_on(self, guest: int, seat: int) -> SeatingPlan:
        """The guest on that chair; whoever sits there takes the guest's old one, or none where there was none."""
        old, other = self.seat_of(guest), self.guest_on(seat)
        gone = {guest, other}
        come = [Chair(guest, seat)]
        if other is not None and other != guest and old is not None:
            come.append(Chair(other, old))
        if not len(self.seats) == len(self.guests) == len(self.chairs):
            return SeatingPlan((*(chair for chair in self.chairs if chair.guest not in gone), *come))
        # Asked for every chair of a hall: what is known of this plan is copied, not read anew.
        chairs, seats, guests = list(self.chairs), dict(self.seats), dict(self.guests)
        for place in sorted((self._places[one] for one in gone if one in self._places), reverse=True):
            left = chairs.pop(place)
            del seats[left.guest], guests[left.seat]
        for chair in come:
            seats[chair.guest], guests[chair.seat] = chair.seat, chair.guest
        changed = SeatingPlan((*chairs, *come))
        changed.__dict__.update(seats=seats, guests=guests)
        return changed

    def without(self, guest: int) -> SeatingPlan:
        return SeatingPlan(tuple(chair for chair in self.chairs if chair.guest != guest))


@dataclass(frozen=True)
class SeatBreach:
    """One rule broken by these guests or at these chairs; `facts` fill its sentence."""

    rule: str
    guests: tuple[int, ...] = ()
    seats: tuple[int, ...] = ()
    level: str = "block"
    facts: SeatFacts = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Names the same breach again later."""
        return ":".join([self.rule, *("-".join(map(str, ids)) for ids in (self.guests, self.seats))])


@dataclass(frozen=True)
class SeatCost:
    """What one wish pays for one guest or delegation: `amount` is weighted."""

    wish: str
    guests: tuple[int, ...]
    amount: int
    facts: SeatFacts = field(default_factory=dict)


@dataclass(frozen=True)
class SeatingAnswer:
    """`status` is one of proven (everybody sits, no rule that blocks is broken, and no such plan is better), found,
    short (somebody has no chair or a rule that blocks is broken), stopped.

    `value` is what wishes and warnings cost; no plan that breaks nothing costs less than `bound`. `unseated` are
    guests without a chair; `hopeless` of them have none in any plan.
    """

    status: str
    plan: SeatingPlan
    value: int
    bound: int
    seconds: float
    by_wish: Mapping[str, int] = field(default_factory=dict)
    unseated: tuple[int, ...] = ()
    hopeless: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reseated(SeatingAnswer):
    """`moved` sit on another chair than now, `seated` had none, `emptied` are chairs that nobody sits on any more: new
    cards are those of `moved` and `seated`. No plan as sound as this one moves fewer than `moved_bound` guests."""

    moved: tuple[int, ...] = ()
    seated: tuple[int, ...] = ()
    emptied: tuple[int, ...] = ()
    moved_bound: int = 0

    @property
    def proven(self) -> bool:
        return len(self.moved) <= self.moved_bound
