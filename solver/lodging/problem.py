"""What is asked of the lodging stage: guests and the rooms that hotels hold for a festival, as plain frozen facts.

Nights count from 0, the one after the first day; spans of nights are end-exclusive. Guests are known by a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.facts import Span


@dataclass(frozen=True)
class Guest:
    """Sleeps there for the `nights`, in a room of `stars` or more (1 to 6, where 6 is for guests of honour).

    Only the guest `shares`, who names this one too, may have the same room. `zone` is where he would like to be. Where
    as many have no room either way, it is those of less `importance` (1 to 9). Whoever has a `fixed` room sleeps in one
    of this allotment. One who is `content` with an allotment may sleep there although it is below his class.
    """

    id: int
    code: str
    nights: Span
    stars: int = 3
    delegation: int | None = None
    shares: int | None = None
    step_free: bool = False
    zone: int | None = None
    importance: int = 1
    fixed: int | None = None
    content: int | None = None


@dataclass(frozen=True)
class Hotel:
    id: int
    code: str
    zone: int | None = None


@dataclass(frozen=True)
class Allotment:
    """Rooms of one kind that a hotel holds: how many on each night from the first; beyond the last there are none.

    Of them `step_free` are reached without a step, every night the same ones.
    """

    id: int
    hotel: int
    stars: int
    beds: int
    rooms: tuple[int, ...]
    step_free: int = 0

    def on(self, night: int) -> int:
        return self.rooms[night] if 0 <= night < len(self.rooms) else 0


@dataclass(frozen=True, order=True)
class Room:
    """A room of an allotment with its guests, in the order of their ids, for as long as any of them stays."""

    allotment: int
    guests: tuple[int, ...]


@dataclass(frozen=True)
class LodgingProblem:
    """`delegations` are codes by id, `current` the rooms as they stand. `levels` and `weights` say for rules and
    wishes, by key, how strict and how dear they are."""

    name: str
    first_day: str
    guests: tuple[Guest, ...] = ()
    hotels: tuple[Hotel, ...] = ()
    allotments: tuple[Allotment, ...] = ()
    delegations: Mapping[int, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    current: tuple[Room, ...] = ()

    def guest(self, id: int) -> Guest:
        return self._guests[id]

    def hotel(self, id: int) -> Hotel:
        return self._hotels[id]

    def allotment(self, id: int) -> Allotment:
        return self._allotments[id]

    def hotel_of(self, room: Room) -> Hotel:
        return self.hotel(self.allotment(room.allotment).hotel)

    def taken(self, room: Room, night: int) -> bool:
        return any(guest.nights.starts <= night < guest.nights.ends for guest in map(self.guest, room.guests))

    @cached_property
    def nights(self) -> range:
        """All nights on which somebody sleeps there."""
        spans = [guest.nights for guest in self.guests]
        starts, ends = (span.starts for span in spans), (span.ends for span in spans)
        return range(min(starts, default=0), max(ends, default=0))

    @cached_property
    def _guests(self) -> dict[int, Guest]:
        return {guest.id: guest for guest in self.guests}

    @cached_property
    def _hotels(self) -> dict[int, Hotel]:
        return {hotel.id: hotel for hotel in self.hotels}

    @cached_property
    def _allotments(self) -> dict[int, Allotment]:
        return {allotment.id: allotment for allotment in self.allotments}
