"""Which transfers the delegations ask for: their moves, at the places of rides, under their code. Guests without a
delegation ask for theirs alone.

What a draft says is read by everybody who reads roads: codes, places, hours and heads, and no name (ADR 80).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from flask_babel import gettext as _

from festival_ops.planning.guest_rides.moves import BACK, TO, Move
from festival_ops.planning.rides import numbers
from festival_ops.planning.rides.drafting import SHORTEST_STOP
from festival_ops.protocol.kinds import ARRIVAL, DEPARTURE
from festival_ops.protocol.models import Ceremony, Delegation, Guest, GuestGroup, GuestPlace
from festival_ops.traffic.models import RidePlace
from festival_ops.traffic.whom import of_delegation, of_guest
from festival_ops.words import fold

# What kinds of guests are written down to be driven by, folded, and the classes of vehicles that it means.
_VEHICLES = (
    ("car", r"\bxe con\b|\b[47] cho\b|\bcars?\b|\bsedan\b"),
    ("van", r"\b(9|12|16) cho\b|\bvans?\b|\bminibus\b"),
    ("coach", r"\bxe khach\b|\b(29|35|45) cho\b|\bcoach(es)?\b"),
)
_ALONE, _TOGETHER = re.compile(r"\brieng\b|\bprivate\b"), re.compile(r"\bchung\b|\bshared?\b|\btrung chuyen\b")
_BY_THEMSELVES = re.compile(r"(xe co quan|tu tuc|own car)")
HIGHEST, USUAL = 8, 5


@dataclass(frozen=True)
class GuestFacts:
    """What a draft says of a transfer, named as its columns are."""

    for_whom: str
    people: int
    luggage: int
    origin_id: int
    destination_id: int
    pickup_starts: datetime
    pickup_ends: datetime
    delivery_starts: datetime
    delivery_ends: datetime
    boarding: int
    alighting: int
    step_free: bool
    kinds: list[str]
    shared: bool
    priority: int

    def plain(self) -> dict[str, Any]:
        """As grounds keep it."""
        return {name: plain(value) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class GuestDraft:
    """`key` names what asks for it: a leg or a ceremony of a delegation, or of a guest without one."""

    key: str
    move: Move
    origin: RidePlace
    destination: RidePlace
    facts: GuestFacts


@dataclass(frozen=True)
class Lack:
    """What is missing for a draft; only protocol reads it."""

    whose: Delegation | Guest
    sentence: str


def plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def drives_itself(group: GuestGroup) -> bool:
    """Whether its kind comes in cars of its own, and rides nowhere in ours."""
    text = fold(group.vehicle)
    return _BY_THEMSELVES.match(text) is not None and _TOGETHER.search(text) is None


def kinds_of(group: GuestGroup) -> list[str]:
    """Classes of vehicles, as far as the words for its vehicle say them."""
    return [kind for kind, said in _VEHICLES if re.search(said, fold(group.vehicle))]


def shares(group: GuestGroup) -> bool:
    text = fold(group.vehicle)
    return _TOGETHER.search(text) is not None or not (group.greeted or _ALONE.search(text))


def called(whose: Delegation | Guest) -> str:
    """What everybody who reads roads is told of it, as it is kept."""
    return of_guest(whose.code) if isinstance(whose, Guest) else of_delegation(whose.code)


@dataclass(frozen=True)
class Drafter:
    """`places` are those of rides by hotels and ceremonies, `exits` where guests leave a ceremony."""

    places: Mapping[tuple[str, int], RidePlace]
    exits: Mapping[int, RidePlace]
    numbers: Mapping[str, int]

    def drafts(self, moves: Iterable[Move]) -> Iterator[GuestDraft | Lack]:
        for move in moves:
            yield from self._draft(move)

    def _draft(self, move: Move) -> Iterator[GuestDraft | Lack]:
        origin, destination = self._stop(move.origin, leaves=True), self._stop(move.destination)
        if origin is None or destination is None:
            yield from self._lacks(move)
        elif origin is not destination:
            yield GuestDraft(move.key, move, origin, destination, self._facts(move, origin, destination))

    def _facts(self, move: Move, origin: RidePlace, destination: RidePlace) -> GuestFacts:
        group = move.whose.group
        stop = max(SHORTEST_STOP, ceil(move.people / self.numbers[numbers.BOARDING]))
        # A border gate lies hours away: the way there is more than one through the town.
        far = timedelta(minutes=origin.approach + destination.approach)
        return GuestFacts(
            for_whom=called(move.whose),
            people=move.people,
            luggage=move.luggage,
            origin_id=origin.id,
            destination_id=destination.id,
            pickup_starts=move.pickup.starts - (far if move.purpose in (DEPARTURE, TO) else timedelta()),
            pickup_ends=move.pickup.ends,
            delivery_starts=move.delivery.starts,
            delivery_ends=move.delivery.ends + (far if move.purpose in (ARRIVAL, BACK) else timedelta()),
            boarding=stop,
            alighting=stop,
            step_free=move.step_free,
            kinds=kinds_of(group),
            shared=shares(group),
            priority=HIGHEST if group.greeted else USUAL,
        )

    def _stop(self, end: GuestPlace | Ceremony | None, *, leaves: bool = False) -> RidePlace | None:
        if isinstance(end, Ceremony) and leaves:
            return self.exits.get(end.id)
        return self.places.get((end.__tablename__, end.id)) if end is not None else None

    def _lacks(self, move: Move) -> Iterator[Lack]:
        """Places without one of rides are told once, with the places."""
        if None in (move.origin, move.destination):
            alone = isinstance(move.whose, Guest)
            yield Lack(
                move.whose,
                _("nobody has written down in which hotel the guest sleeps")
                if alone
                else _("nobody has written down in which hotel it sleeps"),
            )
        for end, leaves in ((move.origin, True), (move.destination, False)):
            if isinstance(end, Ceremony) and self._stop(end, leaves=leaves) is None:
                told = _("nobody has said where guests of “%(ceremony)s” get in and out", ceremony=end.name)
                yield Lack(move.whose, told)
