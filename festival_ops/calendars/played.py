"""Releases played through from the first to the last, so that all they tell keeps its name and counts its changes, and
what has gone is told as cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

Key = tuple[Any, ...]
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """Something at its hours, as the last release that knew it told it.

    `uid` names the row of a release that told it first; `key` makes it the same as in the release before, and what is
    like it in one of `alike`, the first of them before the next, has moved. `news` is what people must know. `sequence`
    counts its changes, `changed` is the moment of the last release that altered anything at all.
    """

    uid: str
    key: Key
    alike: tuple[Key, ...]
    starts: datetime
    ends: datetime
    news: Key
    facts: Mapping[str, Any]
    sequence: int = 0
    changed: datetime = NEVER
    gone: datetime | None = None


AnyTold = TypeVar("AnyTold", bound=Told)


def played(rows: Mapping[Key, AnyTold], fresh: Iterable[AnyTold], at: datetime) -> dict[Key, AnyTold]:
    """The rows after a release of this moment told the fresh ones."""
    new = {row.key: row for row in fresh}
    ended = [row for key, row in rows.items() if row.gone is None and key not in new]
    moved = _moved(ended, [row for key, row in new.items() if key not in rows])
    elsewhere = {row.uid for row in moved.values()}
    after = {key: _gone(row, at) for key, row in rows.items() if key not in new and row.uid not in elsewhere}
    for key, row in new.items():
        before = rows.get(key) or moved.get(key)
        after[key] = _again(before, row, at) if before else replace(row, changed=at)
    return after


def _moved(ended: list[AnyTold], new: list[AnyTold]) -> dict[Key, AnyTold]:
    """What ended, by the key of what is new, where they are one and the same."""
    left, found = list(ended), dict[Key, AnyTold]()
    for which in range(max((len(row.alike) for row in new), default=0)):
        for other in new:
            row = next((row for row in left if row.alike[which] == other.alike[which]), None)
            if row is not None and other.key not in found:
                left.remove(row)
                found[other.key] = row
    return found


def _gone(row: AnyTold, at: datetime) -> AnyTold:
    return row if row.gone else replace(row, gone=at, changed=at, sequence=row.sequence + 1)


def _again(before: AnyTold, row: AnyTold, at: datetime) -> AnyTold:
    same = before.gone is None and (before.starts, before.ends, before.facts) == (row.starts, row.ends, row.facts)
    counts = before.gone is not None or before.news != row.news
    changed = before.changed if same else at
    return replace(row, uid=before.uid, sequence=before.sequence + counts, changed=changed)
