"""Duties written and ended, many in one act, which whoever did it can take back as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.models import Duty, DutyChange
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.programme.models import Edition
from festival_ops.security.models import Need, Officer
from festival_ops.web.history import Actor

AT_ONCE = 500


@dataclass(frozen=True, order=True)
class Given:
    """A duty as an act writes or ends it."""

    officer: int
    need: NeedOn
    by_hand: bool = False

    @property
    def key(self) -> tuple[int, NeedOn]:
        return self.officer, self.need

    def plain(self) -> list[Any]:
        return [self.officer, self.need.need, self.need.day.isoformat(), self.need.stretch, self.by_hand]

    @classmethod
    def read(cls, plain: list[Any]) -> Given:
        officer, need, day, stretch, by_hand = plain
        return cls(officer, NeedOn(need, date.fromisoformat(day), stretch), by_hand)


def given(duty: Duty) -> Given:
    return Given(duty.officer_id, NeedOn(duty.need_id, duty.day, duty.stretch), duty.by_hand)


def remember(
    session: Session, edition: Edition, by: Actor, *, added: Iterable[Given] = (), ended: Iterable[Given] = ()
) -> DutyChange:
    change = DutyChange(
        edition_id=edition.id,
        user_id=by.id,
        added=[each.plain() for each in sorted(added)],
        ended=[each.plain() for each in sorted(ended)],
    )
    session.add(change)
    session.flush()
    return change


def lay(
    session: Session, edition: Edition, gone: Collection[tuple[int, NeedOn]], new: Iterable[Given], by: Actor
) -> list[Given]:
    """Ends duties and writes others; gives those that ended, as they stood."""
    rows = session.scalars(select(Duty).where(Duty.edition_id == edition.id)).all() if gone else ()
    ending = [row for row in rows if given(row).key in gone]
    ended = [given(row) for row in ending]
    ids = [row.id for row in ending]
    for begin in range(0, len(ids), AT_ONCE):
        session.execute(delete(Duty).where(Duty.id.in_(ids[begin : begin + AT_ONCE])))
    moment = now()
    written = [
        {"edition_id": edition.id, "officer_id": each.officer, "need_id": each.need.need, "day": each.need.day,
         "stretch": each.need.stretch, "by_hand": each.by_hand, "user_id": by.id, "at": moment, "version": 1}
        for each in sorted(new)
    ]  # fmt: skip
    if written:
        session.execute(insert(Duty), written)
    return ended


def undoable(session: Session, edition: Edition, by: Actor) -> DutyChange | None:
    """The person's last change that stands."""
    mine = select(DutyChange).where(DutyChange.edition_id == edition.id, DutyChange.user_id == by.id)
    return session.scalar(mine.where(~DutyChange.undone).order_by(DutyChange.id.desc()).limit(1))


def overtaken(session: Session, edition: Edition, change: DutyChange) -> bool:
    """Whether anything that the change wrote or ended is different by now, or cannot be written again."""
    there = {given(row).key for row in session.scalars(select(Duty).where(Duty.edition_id == edition.id))}
    added, ended = (list(map(Given.read, plain)) for plain in (change.added, change.ended))
    if any(each.key not in there for each in added) or any(each.key in there for each in ended):
        return True
    return not (
        _all_known(session, Officer, {each.officer for each in ended})
        and _all_known(session, Need, {each.need.need for each in ended})
    )


def _all_known(session: Session, model: Any, ids: set[int]) -> bool:
    wanted = sorted(ids)
    found = 0
    for begin in range(0, len(wanted), AT_ONCE):
        some = select(model.id).where(model.id.in_(wanted[begin : begin + AT_ONCE]))
        found += len(session.scalars(some).all())
    return found == len(wanted)
