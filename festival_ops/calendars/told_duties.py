"""What calendars tell of duties, from the releases of the roster alone: they are played through from the first to the
last, so that each duty keeps its name and counts its changes, and what has gone is told as cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.planning.models import ReleasedNeed
from festival_ops.planning.roster.outgoing import told_of_places, told_to
from festival_ops.planning.roster.watches import Watch
from festival_ops.programme.models import Edition

Key = tuple[Any, ...]
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class ToldDuty:
    """A duty of an officer (`own`), or a post in a shift, as the last release that knew it told it.

    `uid` names the row of a release that told it first; `key` makes it the same as in the release before, `shift` and
    `place` make it one that has moved. `news` is what people must know: hours, place, function, who else is there.
    `sequence` counts its changes, `changed` is the moment of the last release that altered anything at all.
    """

    uid: str
    own: bool
    key: Key
    shift: Key
    place: Key
    starts: datetime
    ends: datetime
    news: Key
    facts: Mapping[str, Any]
    sequence: int = 0
    changed: datetime = NEVER
    gone: datetime | None = None


def told_duties(session: Session, edition: Edition, outlook: Outlook) -> Sequence[ToldDuty]:
    """In the order of time."""
    id, of_officer = outlook.subject_id or 0, outlook.kind is Kind.OFFICER
    if of_officer:
        tellings = told_to(session, edition, id)
    else:
        place = ReleasedNeed.post_id if outlook.kind is Kind.POST else ReleasedNeed.sector_id
        tellings = told_of_places(session, edition, place == id)
    rows: dict[Key, ToldDuty] = {}
    for telling in tellings:
        fresh = _duties(telling.watches) if of_officer else _manned(telling.watches)
        rows = played(rows, {row.key: row for row in fresh}, telling.at)
    return sorted(rows.values(), key=lambda row: (row.starts, row.uid))


def played(rows: Mapping[Key, ToldDuty], fresh: Mapping[Key, ToldDuty], at: datetime) -> dict[Key, ToldDuty]:
    """The rows after a release of this moment told the fresh ones."""
    ended = [row for key, row in rows.items() if row.gone is None and key not in fresh]
    moved = _moved(ended, [row for key, row in fresh.items() if key not in rows])
    elsewhere = {row.uid for row in moved.values()}
    after = {key: _gone(row, at) for key, row in rows.items() if key not in fresh and row.uid not in elsewhere}
    for key, row in fresh.items():
        before = rows.get(key) or moved.get(key)
        after[key] = _again(before, row, at) if before else replace(row, changed=at)
    return after


def _duties(watches: Iterable[Watch]) -> Iterator[ToldDuty]:
    """An officer's own: he is on duty from when he is to be there for the hand-over."""
    held = list(watches)
    for watch in held:
        handover = timedelta(minutes=0 if _stays(watch, held) else watch.handover)
        starts = watch.starts - handover
        yield ToldDuty(
            uid=f"released-duty-{watch.people[0].duty}",
            own=True,
            key=(watch.key,),
            shift=(watch.key.day, watch.shift),
            place=(watch.post, watch.shift, watch.key.need, watch.key.stretch),
            starts=starts,
            ends=watch.ends,
            news=(starts, watch.ends, watch.post, watch.function),
            facts={**watch.facts, "handover": handover},
        )


def _stays(watch: Watch, held: Iterable[Watch]) -> bool:
    """Whoever was at the post already need not come for the hand-over."""
    free = (watch.starts - other.ends for other in held if other.post == watch.post)
    return any(timedelta() <= gap < timedelta(minutes=watch.handover) for gap in free)


def _manned(watches: Iterable[Watch]) -> Iterator[ToldDuty]:
    """A post in a shift with all functions that are needed there."""
    held: dict[Key, list[Watch]] = {}
    for watch in watches:
        held.setdefault((watch.post, watch.sector, watch.shift, watch.key.day, watch.key.stretch), []).append(watch)
    for key, together in held.items():
        first = together[0]
        people = [(each.function, each.least, [person.id for person in each.people]) for each in together]
        yield ToldDuty(
            uid=f"released-need-{min(each.row for each in together)}",
            own=False,
            key=key,
            shift=(first.post, first.sector, first.key.day, first.shift),
            place=(first.post, first.sector, first.shift, first.key.stretch),
            starts=first.starts,
            ends=first.ends,
            news=(first.starts, first.ends, people),
            facts={
                **first.facts,
                "handover": timedelta(minutes=max(each.handover for each in together)),
                "functions": [_function(each) for each in together],
            },
        )


def _function(watch: Watch) -> dict[str, Any]:
    called = watch.function_name
    people = [f"{person.code} · {person.name}" for person in watch.people]
    return {"name": called.name, "name_en": called.name_en, "least": watch.least, "people": people}


def _moved(ended: list[ToldDuty], new: list[ToldDuty]) -> dict[Key, ToldDuty]:
    """What ended by the key of what is new, where they are one and the same: somebody who was put to another post in
    his shift, or a duty that went to another day with the festival."""
    left, found = list(ended), dict[Key, ToldDuty]()
    for alike in (lambda row: row.shift, lambda row: row.place):
        for other in new:
            row = next((row for row in left if alike(row) == alike(other)), None)
            if row is not None and other.key not in found:
                left.remove(row)
                found[other.key] = row
    return found


def _gone(row: ToldDuty, at: datetime) -> ToldDuty:
    return row if row.gone else replace(row, gone=at, changed=at, sequence=row.sequence + 1)


def _again(before: ToldDuty, row: ToldDuty, at: datetime) -> ToldDuty:
    same = before.gone is None and (before.starts, before.ends, before.facts) == (row.starts, row.ends, row.facts)
    counts = before.gone is not None or before.news != row.news
    changed = before.changed if same else at
    return replace(row, uid=before.uid, sequence=before.sequence + counts, changed=changed)
