"""What calendars tell of duties, from the releases of the roster alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from festival_ops.calendars.played import Key, Told, played
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.planning.models import ReleasedNeed
from festival_ops.planning.roster.outgoing import told_of_places, told_to
from festival_ops.planning.roster.watches import Watch
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class ToldDuty(Told):
    """A duty of an officer (`own`), or a post in a shift; who is put to another post in his shift has moved, and so has
    a duty that went to another day with the festival. News are hours, place, function, who else is there."""

    own: bool = False


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
        rows = played(rows, fresh, telling.at)
    return sorted(rows.values(), key=lambda row: (row.starts, row.uid))


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
            alike=((watch.key.day, watch.shift), (watch.post, watch.shift, watch.key.need, watch.key.stretch)),
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
            alike=(
                (first.post, first.sector, first.key.day, first.shift),
                (first.post, first.sector, first.shift, first.key.stretch),
            ),
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
