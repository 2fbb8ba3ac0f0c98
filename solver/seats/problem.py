"""What is asked of the seats stage: the chairs of one ceremony, its guests and its order of precedence, as plain
frozen facts. Guests are ids with a code: the core knows no names.

Ranks and the order of honour of the chairs are not given: `solver.seats.precedence` reckons them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.seats.plan import Chair

HOST, GUEST, EITHER = "host", "guest", ""
RIGHT, LEFT = "right", "left"
CENTRE, AISLE = "centre", "aisle"
REPRESENTED, OWN, LAST = "represented", "own", "last"
PARTNER = "partner"
BESIDE, BEHIND, ANY = "beside", "behind", "any"
CRITERIA = ("office", "since", "alphabet")
SIDES = (EITHER, HOST, GUEST)
# What the fields of a rule set may say.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "guests_at": (RIGHT, LEFT),
    "honoured": (RIGHT, LEFT),
    "middle": SIDES,
    "first": (CENTRE, AISLE),
    "substitute": (REPRESENTED, OWN, LAST),
    "spouse": (PARTNER, OWN),
    "interpreter": (BESIDE, BEHIND, ANY),
}


@dataclass(frozen=True)
class Block:
    """Chairs that stand together. Blocks of one `tier` are numbered row by row through all of them, those of a lower
    tier before those of a higher one. Its first `closed` rows are seen by everybody and have no gaps."""

    id: int
    code: str
    tier: int = 0
    closed: int = 0


@dataclass(frozen=True)
class Seat:
    """`row` counts from 0, the front of its block; `x` are centimetres across the hall, growing towards the right hand
    of those who sit. Two chairs are beside each other when block and row are the same and `place` differs by one, so
    an aisle through a block takes a number.

    `side` is who sits there, or None where the centre line decides. `camera` chairs are in the picture. A `held`
    chair is for its `holders` alone, or for nobody.
    """

    id: int
    label: str
    block: int
    row: int
    place: int
    x: int = 0
    side: str | None = None
    step_free: bool = False
    aisle: bool = False
    camera: bool = False
    held: bool = False
    holders: tuple[int, ...] = ()


@dataclass(frozen=True)
class Group:
    """One step of the protocol order, such as A1-F. It sits in its `blocks` (any, where none are named), and of two of
    its guests the lower may sit up to `leeway` chairs before the higher. `criteria` replace those of the rule set."""

    code: str
    blocks: tuple[int, ...] = ()
    leeway: int = 0
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guest:
    """Ranked by `group`, then by the criteria: `office` (1 is the highest), `since` (the date of office or of
    credentials, YYYY-MM-DD, the earlier first) and `alphabet` (a number in alphabetical order).

    `represents` is somebody of `absent`; `spouse_of` and `interprets` are guests. Those of one `party` sit together.
    `blocks`, where given, replace those of the group; `seat` is a chair that a person has fixed.
    """

    id: int
    code: str
    group: str
    office: int = 0
    since: str = ""
    alphabet: int = 0
    side: str = EITHER
    delegation: int | None = None
    party: int | None = None
    represents: int | None = None
    spouse_of: int | None = None
    interprets: int | None = None
    step_free: bool = False
    speaker: bool = False
    camera: bool = False
    blocks: tuple[int, ...] = ()
    seat: int | None = None


@dataclass(frozen=True)
class Apart:
    """In one block, two who sit at most `rows` rows from each other have at least `seats` chairs between them."""

    first: int
    second: int
    seats: int = 1
    rows: int = 0


@dataclass(frozen=True)
class Precedence:
    """The rule set of a ceremony; `groups` from the highest.

    With `sides` hosts and guests sit on either side of the centre line, guests on the hand `guests_at` of those who
    sit; the chair on the line itself is for `middle`. Rows are numbered from the centre line or from the aisles
    (`first`), and of two chairs that are equally far the one on the hand `honoured` comes first.

    A substitute has the rank of who is represented, the own one, or comes last in the group of who is represented. A
    spouse comes directly after the partner, or by the own rank. Interpreters sit beside, behind, or either.
    """

    groups: tuple[Group, ...] = ()
    criteria: tuple[str, ...] = CRITERIA
    sides: bool = False
    guests_at: str = RIGHT
    middle: str = EITHER
    first: str = CENTRE
    honoured: str = RIGHT
    substitute: str = REPRESENTED
    spouse: str = PARTNER
    interpreter: str = BESIDE


@dataclass(frozen=True)
class SeatingProblem:
    """`axis` is the `x` of the hall's centre line. A speaker has fewer than `near_aisle` chairs to pass to an aisle.
    `levels` and `weights` are by the keys of rules and wishes; `current` is who sits where now."""

    name: str
    blocks: tuple[Block, ...] = ()
    seats: tuple[Seat, ...] = ()
    guests: tuple[Guest, ...] = ()
    absent: tuple[Guest, ...] = ()
    precedence: Precedence = Precedence()
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
    def parties(self) -> Mapping[int, tuple[Guest, ...]]:
        """Those of two and more."""
        found: dict[int, list[Guest]] = {}
        for guest in self.guests:
            if guest.party is not None:
                found.setdefault(guest.party, []).append(guest)
        return {party: tuple(guests) for party, guests in found.items() if len(guests) > 1}

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
