"""The chairs of a ceremony, its guests and its order of precedence, as plain frozen facts. Guests are ids with a code:
the core knows no names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
