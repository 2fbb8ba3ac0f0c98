"""From what was published before and what stands now to the next release: its items, and how it differs.

Plain values, no database: the sequence of an item is the number of published changes of its time, place or state,
and an item that nothing happened to carries over as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

Kind = Literal["added", "moved", "retimed", "cancelled", "postponed", "restored", "reworded"]

# Facts that a calendar repeats but that are no news to the public when they alone change.
SILENT = frozenset({"order", "latitude", "longitude"})


@dataclass(frozen=True)
class Item:
    """One performance as a release shows it; the columns of `ReleasedItem`."""

    performance_id: int
    state: str
    stage_id: int
    starts: datetime
    ends: datetime
    troupe_ids: tuple[int, ...]
    facts: Mapping[str, Any]
    sequence: int = 0
    changed_in: int = 0
    changed_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def route(self) -> Any:
        return self.facts.get("stops") or []

    @property
    def news(self) -> dict[str, Any]:
        return {key: value for key, value in self.facts.items() if key not in SILENT}

    def told(self) -> dict[str, Any]:
        """What a notice of a change needs to name this item, then and now."""
        words = ("title", "title_en", "stage", "stage_en", "venue", "venue_en")
        spoken = {key: self.facts.get(key, "") for key in words}
        starts, ends = (moment.astimezone(UTC).isoformat() for moment in (self.starts, self.ends))
        stops = {"stops": self.route} if self.route else {}
        return {**spoken, **stops, "state": self.state, "starts": starts, "ends": ends}


@dataclass(frozen=True)
class Change:
    performance_id: int
    kind: Kind
    before: Item | None
    after: Item


def next_release(
    before: Mapping[int, Item], standing: Mapping[int, Item], cancelled: frozenset[int], number: int, at: datetime
) -> tuple[list[Item], list[Change]]:
    """`standing` holds what is placed now (state, sequence and dates are still to be found), by performance."""
    items, changes = [], []
    for performance_id in sorted(before.keys() | standing.keys()):
        old = before.get(performance_id)
        new = standing.get(performance_id) or _absent(old, performance_id in cancelled, at)
        kind = _difference(old, new)
        counts = kind is not None and kind not in ("added", "reworded")
        same = old is not None and kind is None and old.facts == new.facts
        item = replace(
            new,
            sequence=(old.sequence if old else 0) + counts,
            changed_in=old.changed_in if same and old else number,
            changed_at=old.changed_at if same and old else at,
        )
        items.append(item)
        if kind:
            changes.append(Change(performance_id, kind, old, item))
    return items, changes


def _absent(old: Item | None, cancelled: bool, at: datetime) -> Item:
    """Something published that no longer stands: it stays in the release, withdrawn, where people expect it."""
    if old is None:
        raise ValueError("What was never published and does not stand is no part of a release.")
    if old.state == "cancelled" or not cancelled:
        return old if old.state != "scheduled" else replace(old, state="postponed", cancelled_at=at)
    return replace(old, state="cancelled", cancelled_at=at)


def _difference(old: Item | None, new: Item) -> Kind | None:
    if old is None:
        return "added"
    if old.state != new.state:
        return "restored" if new.state == "scheduled" else new.state  # type: ignore[return-value]
    if (old.stage_id, _places(old)) != (new.stage_id, _places(new)):
        return "moved"
    if (old.starts, old.ends, old.route) != (new.starts, new.ends, new.route):
        return "retimed"
    return "reworded" if old.news != new.news else None


def _places(item: Item) -> list[Any]:
    return [stop["stage"] for stop in item.route]
