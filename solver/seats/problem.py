"""What is asked of the seats stage: chairs, guests and the order of precedence of one ceremony (`solver.seats.facts`).

Ranks and the order of honour of the chairs are not given: `solver.seats.precedence` reckons them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.seats.facts import (
    EITHER,
    GUEST,
    HOST,
    OWN,
    PARTNER,
    RIGHT,
    SIDES,
    Apart,
    Block,
    Group,
    Guest,
    Precedence,
    Seat,
)
from solver.seats.fitting import might
from solver.seats.plan import Chair
from solver.seats.precedence import Standing, in_honour, ranked

PLAIN, STEP_FREE, FIXED = "plain", "step-free", "fixed"
# What a group and the chairs on which its guests might sit have in common.
Kind = tuple[str, frozenset[int]]


@dataclass(frozen=True)
class Line:
    """Guests from the highest rank, with their ranks. Those of one group stand together: groups come before ranks."""

    guests: tuple[int, ...]
    ranks: tuple[int, ...]

    def higher(self, standing: Standing, spans: Spans, *, same_group: bool | None) -> tuple[int, ...]:
        """Than somebody of that standing; of the same group, of others, or (None) of any."""
        group = bisect_left(self.ranks, spans[standing.group][0])
        own = bisect_left(self.ranks, standing.rank)
        return self.guests[group if same_group else 0 : group if same_group is False else own]

    def lower(self, standing: Standing, spans: Spans, *, same_group: bool | None) -> tuple[int, ...]:
        group = bisect_right(self.ranks, spans[standing.group][1])
        own = bisect_right(self.ranks, standing.rank)
        return self.guests[group if same_group is False else own : group if same_group else len(self.guests)]


# By group, its highest and its lowest rank.
Spans = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class SeatingProblem:
    """`axis` is the `x` of the hall's centre line. For a speaker at most `near_aisle` people have to rise.
    `levels` and `weights` are by the keys of rules and wishes; `current` is who sits where now."""

    name: str
    blocks: tuple[Block, ...] = ()
    seats: tuple[Seat, ...] = ()
    guests: tuple[Guest, ...] = ()
    absent: tuple[Guest, ...] = ()
    precedence: Precedence = field(default_factory=Precedence)
    apart: tuple[Apart, ...] = ()
    axis: int = 0
    near_aisle: int = 2
    levels: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    current: tuple[Chair, ...] = ()

    def seat(self, id: int) -> Seat:
        return self._seats[id]

    def guest(self, id: int) -> Guest:
        return self._guests[id]

    def block(self, id: int) -> Block:
        return self._blocks[id]

    def missing(self, id: int) -> Guest:
        """Somebody who is represented."""
        return self._absent[id]

    def group_of(self, guest: Guest) -> Group:
        """That of who is represented, or of the partner, where the rule set gives the guest their rank."""
        if guest.represents is not None and self.precedence.substitute != OWN:
            return self.group_of(self._absent[guest.represents])
        if guest.spouse_of is not None and self.precedence.spouse == PARTNER:
            return self.group_of(self._guests[guest.spouse_of])
        return self._groups[guest.group]

    def blocks_of(self, guest: Guest) -> tuple[int, ...]:
        """Where the guest may sit; everywhere, where neither guest nor group name a block."""
        return guest.blocks or self.group_of(guest).blocks or tuple(self._blocks)

    def side_of(self, seat: Seat) -> str:
        """Whose side of the hall it is."""
        if seat.side is not None or not self.precedence.sides:
            return seat.side or EITHER
        if seat.x == self.axis:
            return self.precedence.middle
        return GUEST if (seat.x > self.axis) == (self.precedence.guests_at == RIGHT) else HOST

    def to_aisle(self, seat: Seat) -> int | None:
        """How many chairs lie between this one and the nearest aisle of its row; None without an aisle."""
        aisles = [other.place for other in self.rows[seat.block, seat.row] if other.aisle]
        return min((abs(place - seat.place) for place in aisles), default=None)

    def rising(self, seat: Seat) -> int | None:
        """How many rise for whoever leaves this chair: nobody in a front row, which one leaves to the front; None in a
        row behind others without an aisle."""
        return 0 if seat.row == 0 else self.to_aisle(seat)

    def at(self, block: int, row: int, place: int) -> Seat | None:
        return self._grid.get((block, row, place))

    @cached_property
    def rows(self) -> Mapping[tuple[int, int], tuple[Seat, ...]]:
        """The chairs of each row of each block, by place."""
        found: dict[tuple[int, int], list[Seat]] = {}
        for seat in sorted(self.seats, key=lambda seat: (seat.block, seat.row, seat.place)):
            found.setdefault((seat.block, seat.row), []).append(seat)
        return {key: tuple(row) for key, row in found.items()}

    @cached_property
    def runs(self) -> tuple[tuple[Seat, ...], ...]:
        """Chairs side by side, as many as stand between two aisles."""
        found: list[list[Seat]] = []
        for row in self.rows.values():
            for seat in row:
                if self.at(seat.block, seat.row, seat.place - 1) is not None:
                    found[-1].append(seat)
                else:
                    found.append([seat])
        return tuple(map(tuple, found))

    @cached_property
    def run_of(self) -> Mapping[int, tuple[Seat, ...]]:
        """By chair, those side by side with it, itself among them."""
        return {seat.id: run for run in self.runs for seat in run}

    @cached_property
    def interpreters(self) -> tuple[Guest, ...]:
        return tuple(guest for guest in self.guests if guest.interprets is not None)

    @cached_property
    def parties(self) -> Mapping[int, tuple[Guest, ...]]:
        """Those of two and more, without interpreters, who have a rule of their own."""
        found: dict[int, list[Guest]] = {}
        for guest in self.guests:
            if guest.party is not None and guest.interprets is None:
                found.setdefault(guest.party, []).append(guest)
        return {party: tuple(guests) for party, guests in found.items() if len(guests) > 1}

    @cached_property
    def standings(self) -> Mapping[int, Standing]:
        """Of every guest, from the highest rank to the lowest."""
        return ranked(self.precedence, self.guests, self._absent)

    @cached_property
    def honoured(self) -> tuple[Seat, ...]:
        """All chairs from the first in honour to the last."""
        return tuple(in_honour(self.precedence, self.seats, self.block, self.to_aisle, self.axis))

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[int, int]]:
        """By side, the chairs on which its people may sit, numbered from 1 in the order of honour."""

        def of(side: str) -> dict[int, int]:
            chairs = [seat.id for seat in self.honoured if side == EITHER or self.side_of(seat) in (EITHER, side)]
            return {seat: number for number, seat in enumerate(chairs, start=1)}

        return {side: of(side) for side in SIDES}

    @cached_property
    def compared(self) -> tuple[Guest, ...]:
        """Whose chairs are compared by rank, from the highest: all but interpreters and those who come with somebody of
        a higher rank, who sit where that one does."""
        followers = {guest for guests in self.parties.values() for guest in self._followers(guests)}
        everybody = (self._guests[id] for id in self.standings)
        return tuple(guest for guest in everybody if guest.id not in followers and guest.interprets is None)

    @cached_property
    def placed(self) -> Mapping[int, str]:
        """What, of those who are compared, decides where they sit beside rank: a person's hand (FIXED), the need for a
        chair without steps (STEP_FREE), or nothing that outweighs it (PLAIN)."""
        return {
            guest.id: FIXED if guest.seat is not None else STEP_FREE if guest.step_free else PLAIN
            for guest in self.compared
        }

    @cached_property
    def lines(self) -> Mapping[tuple[str, str], Line]:
        """By side and what is `placed`, those who are compared."""
        found: dict[tuple[str, str], list[int]] = {
            (side, placed): [] for side in SIDES for placed in (PLAIN, STEP_FREE, FIXED)
        }
        for guest in self.compared:
            found[guest.side, self.placed[guest.id]].append(guest.id)
        return {key: Line(tuple(ids), tuple(self.standings[id].rank for id in ids)) for key, ids in found.items()}

    @cached_property
    def spans(self) -> Spans:
        """The first and the last rank of each group."""
        found: dict[str, tuple[int, int]] = {}
        for standing in self.standings.values():
            found[standing.group] = found.get(standing.group, (standing.rank, 0))[0], standing.rank
        return found

    @cached_property
    def might(self) -> Mapping[int, frozenset[int]]:
        """On which chairs each guest might sit, whoever sits around: those that meet the guest's own needs."""
        return might(self)

    @cached_property
    def kinds(self) -> Mapping[int, Kind]:
        """The group of each guest and where he or she might sit."""
        return {guest.id: (self.group_of(guest).code, self.might[guest.id]) for guest in self.guests}

    @cached_property
    def leeways(self) -> Mapping[int, int]:
        """By how many chairs each guest may pass others of the group."""
        return {guest.id: self.group_of(guest).leeway for guest in self.guests}

    @cached_property
    def classes(self) -> Mapping[int, tuple[str, tuple[int, ...]]]:
        """The group of each guest and the blocks in which he or she may sit: those who share both are alike."""
        return {guest.id: (self.group_of(guest).code, self.blocks_of(guest)) for guest in self.guests}

    @cached_property
    def halves(self) -> tuple[tuple[Seat, ...], ...]:
        """The closed rows, each parted by the centre line, in the order of honour; held chairs left out."""
        found: dict[tuple[int, int, bool], list[Seat]] = {}
        for seat in self.honoured:
            if seat.row < self.block(seat.block).closed and not seat.held:
                found.setdefault((seat.block, seat.row, seat.x > self.axis), []).append(seat)
        return tuple(tuple(half) for half in found.values())

    @cached_property
    def holders(self) -> frozenset[int]:
        """For whom any chair is held."""
        return frozenset(guest for seat in self.seats if seat.held for guest in seat.holders)

    @cached_property
    def delegations(self) -> Mapping[int, tuple[int, ...]]:
        """Guests of those of two and more."""
        found: dict[int, list[int]] = {}
        for guest in self.guests:
            if guest.delegation is not None:
                found.setdefault(guest.delegation, []).append(guest.id)
        return {delegation: tuple(guests) for delegation, guests in found.items() if len(guests) > 1}

    @cached_property
    def now(self) -> Mapping[int, int]:
        """The present chair of each guest."""
        return {chair.guest: chair.seat for chair in self.current}

    def _followers(self, party: tuple[Guest, ...]) -> list[int]:
        """All but who has the highest rank."""
        ranks = {guest.id: self.standings[guest.id].rank for guest in party}
        return sorted(ranks, key=ranks.__getitem__)[1:]

    @cached_property
    def _grid(self) -> dict[tuple[int, int, int], Seat]:
        return {(seat.block, seat.row, seat.place): seat for seat in self.seats}

    @cached_property
    def _seats(self) -> dict[int, Seat]:
        return {seat.id: seat for seat in self.seats}

    @cached_property
    def _guests(self) -> dict[int, Guest]:
        return {guest.id: guest for guest in self.guests}

    @cached_property
    def _absent(self) -> dict[int, Guest]:
        return {guest.id: guest for guest in self.absent}

    @cached_property
    def _blocks(self) -> dict[int, Block]:
        return {block.id: block for block in self.blocks}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.code: group for group in self.precedence.groups}


__all__ = ["Apart", "Block", "Group", "Guest", "Precedence", "Seat", "SeatingProblem"]
