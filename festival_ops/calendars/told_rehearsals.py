"""What calendars tell of agreed rehearsals, from the releases of the programme alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from festival_ops.calendars.played import Key, Told, played
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.planning.agreed import Agreed, told_up_to
from festival_ops.planning.models import Release


@dataclass(frozen=True)
class ToldRehearsal(Told):
    """A rehearsal is the same by its number as long as it lives. `elsewhere`: it has left this outlook and takes place
    all the same. News are hours, stage and troupes."""

    agreed: Agreed | None = None
    elsewhere: bool = False


def told_rehearsals(session: Session, release: Release | None, outlook: Outlook) -> Sequence[ToldRehearsal]:
    """In the order of time. Changes are counted over the whole edition, so that a rehearsal has one sequence in the
    calendars of the stage that it leaves and of the one that it comes to."""
    if release is None or outlook.kind is Kind.PUBLIC:
        return ()
    rows: dict[Key, ToldRehearsal] = {}
    mine: dict[Key, ToldRehearsal] = {}
    for at, kept in told_up_to(session, release):
        rows = played(rows, (_told(each) for each in kept), at)
        mine |= {key: told for key, row in rows.items() if (told := _seen(row, mine.get(key), outlook, at))}
    return sorted(mine.values(), key=lambda row: (row.starts, row.uid))


def _seen(row: ToldRehearsal, before: ToldRehearsal | None, outlook: Outlook, at: datetime) -> ToldRehearsal | None:
    if row.agreed is not None and outlook.covers(row.agreed):
        return row
    if before is None:
        return None
    stands = row.gone is None
    if before.gone is None:
        return replace(before, gone=at, changed=at, sequence=row.sequence, elsewhere=stands)
    return before


def _told(each: Agreed) -> ToldRehearsal:
    return ToldRehearsal(
        uid=f"rehearsal-{each.rehearsal_id}",
        key=(each.rehearsal_id,),
        alike=(),
        starts=each.starts,
        ends=each.ends,
        news=(each.starts, each.ends, each.stage_id, each.troupe_ids),
        facts=each.facts,
        agreed=each,
    )
