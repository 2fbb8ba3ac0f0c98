"""What one escort goes along to, and of which delegations he or she may know who is in them, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from festival_ops.planning.escorts.matrix import Item, items_of
from festival_ops.planning.escorts.standing import Standing
from festival_ops.programme.models import Venue
from festival_ops.protocol.models import Engagement, GuestPlace

# Long enough to learn names and titles, and not longer than somebody has to do with them.
BEFORE = timedelta(hours=72)
AFTER = timedelta(hours=12)


@dataclass(frozen=True)
class Going:
    """An engagement and all that the escort does there: as liaison officer, as interpreter of a language, or both."""

    row: Engagement
    pairs: tuple[str, ...]
    starts: datetime
    ends: datetime
    venue: Venue | None = None

    @property
    def place(self) -> GuestPlace | Venue | None:
        """Where the escort goes to: guests who come are met at the airport, guests who leave at the hotel; a ceremony
        that has no place of its own is where its show is."""
        if self.row.leg is not None and (self.row.kind != "departure" or self.row.place is None):
            return self.row.leg.place
        return self.row.place or (self.row.ceremony.place if self.row.ceremony else None) or self.venue


def goings_of(stands: Standing, escort: int) -> list[Going]:
    """In the order of time."""
    held: dict[int, list[str]] = {}
    rows: dict[int, Item] = {}
    for item in items_of(stands):
        if any(each.id == escort for each in item.escorts):
            held.setdefault(item.row.id, []).append(item.task.pair)
            rows[item.row.id] = item
    found = [_going(stands, rows[id], pairs) for id, pairs in held.items()]
    return sorted(found, key=lambda going: (going.starts, going.ends, going.row.id))


def _going(stands: Standing, item: Item, pairs: list[str]) -> Going:
    venue = stands.facts.venues.get(item.row.ceremony_id or 0)
    return Going(item.row, tuple(sorted(pairs)), item.starts, item.ends, venue)


def spans(goings: Iterable[Going]) -> dict[int, tuple[datetime, datetime]]:
    """By delegation, from when until when it is known who is in it."""
    found: dict[int, tuple[datetime, datetime]] = {}
    for going in goings:
        starts, ends = going.starts - BEFORE, going.ends + AFTER
        first, last = found.get(going.row.delegation_id, (starts, ends))
        found[going.row.delegation_id] = min(first, starts), max(last, ends)
    return found


def known_at(goings: Sequence[Going], moment: datetime) -> frozenset[int]:
    """The delegations of which the escort knows names at this moment."""
    return frozenset(id for id, (first, last) in spans(goings).items() if first <= moment <= last)
