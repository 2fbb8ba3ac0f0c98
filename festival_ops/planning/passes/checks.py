"""What was asked at gates: which pass, where, when, by whom, and the answer. Numbers and letters, and no names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import g
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from festival_ops.database import db, read_only
from festival_ops.planning.passes.gate import (
    EARLY,
    ELSEWHERE,
    LATE,
    NOTHING,
    OPENS,
    UNKNOWN,
    Answer,
    serial_of,
)
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Pass, PassCheck
from festival_ops.protocol.pass_kinds import LOST, MADE, RETURNED, VOID

WHY = {
    OPENS: _("opens"),
    ELSEWHERE: _("is for another zone"),
    EARLY: _("not yet"),
    LATE: _("is over"),
    NOTHING: _("nothing is planned for it any more"),
    UNKNOWN: _("no pass has this number"),
    MADE: _("was never printed"),
    RETURNED: _("was given back"),
    LOST: _("was reported lost"),
    VOID: _("is void"),
}
# A page that is loaded again, or goes back from another, is the same look at a pass.
SAME_LOOK = timedelta(minutes=1)


@dataclass(frozen=True)
class Seen:
    """The check before this one, and how many there were on the festival day."""

    before: PassCheck
    count: int
    minutes: int

    def sentences(self, heads: int) -> list[str]:
        told = [self._when()]
        if heads > 1:
            told.append(
                ngettext(
                    "It was checked %(num)s time before today, and is for %(heads)s heads.",
                    "It was checked %(num)s times before today, and is for %(heads)s heads.",
                    self.count,
                    heads=heads,
                )
            )
        return told

    def _when(self) -> str:
        num, zone = self.minutes, self.before.zone
        if not zone:
            return ngettext(
                "This pass was already checked %(num)s minute ago, at a gate that named no zone.",
                "This pass was already checked %(num)s minutes ago, at a gate that named no zone.",
                num,
            )
        if self.before.opens:
            return ngettext(
                "This pass was already seen %(num)s minute ago at zone %(zone)s, and was let in.",
                "This pass was already seen %(num)s minutes ago at zone %(zone)s, and was let in.",
                num,
                zone=zone,
            )
        return ngettext(
            "This pass was already seen %(num)s minute ago at zone %(zone)s, and was not let in.",
            "This pass was already seen %(num)s minutes ago at zone %(zone)s, and was not let in.",
            num,
            zone=zone,
        )


def seen_before(session: Session, edition: Edition, row: Pass, zone: str, at: datetime) -> Seen | None:
    """On this festival day; the look that is being taken is not one before."""
    rows = select(PassCheck).where(PassCheck.pass_id == row.id, *_on(edition, edition.festival_day(at)))
    rows = rows.where(PassCheck.at <= at).order_by(PassCheck.id.desc())
    found = [each for each in session.scalars(rows) if not _same(each, zone, at)]
    return Seen(found[0], len(found), max(1, int((at - found[0].at).total_seconds() // 60))) if found else None


def write_down(edition: Edition, number: str, answer: Answer, at: datetime) -> None:
    """Commits a transaction of its own, for a page that only looks has begun one that writes nothing."""
    zone = answer.zone.code if answer.zone else ""
    row, why = answer.row, answer.because
    line = PassCheck(
        at=at,
        edition_id=edition.id,
        user_id=g.person.id,
        user_name=g.person.name,
        serial=row.told_number if row else serial_of(number),
        pass_id=row.id if row else None,
        zone=zone,
        opens=answer.yes,
        because=why,
    )
    mine = (PassCheck.edition_id == edition.id, PassCheck.user_id == g.person.id, PassCheck.serial == line.serial)
    last = db.session.scalar(select(PassCheck).where(*mine).order_by(PassCheck.id.desc()).limit(1))
    if last is not None and last.because == why and _same(last, zone, at):
        return
    db.session.rollback()
    read_only(False)
    db.session.add(line)
    db.session.commit()


def checks_of(edition: Edition, day: date, *, refused: bool = False) -> Select[PassCheck]:
    """The newest first."""
    rows = select(PassCheck).where(*_on(edition, day)).order_by(PassCheck.id.desc())
    return rows.where(PassCheck.opens.is_(False)) if refused else rows


def counts_of(session: Session, edition: Edition, day: date) -> tuple[int, int]:
    """How many checks of the day, and how many of them opened nothing."""
    rows = select(PassCheck.opens, func.count()).where(*_on(edition, day)).group_by(PassCheck.opens)
    found = {bool(row[0]): int(row[1]) for row in session.execute(rows)}
    return sum(found.values()), found.get(False, 0)


def days_of(session: Session, edition: Edition) -> Sequence[date]:
    """The festival days on which somebody checked a pass."""
    moments = session.scalars(select(PassCheck.at).where(PassCheck.edition_id == edition.id).order_by(PassCheck.at))
    return list(dict.fromkeys(edition.festival_day(at) for at in moments))


def _on(edition: Edition, day: date) -> tuple[ColumnElement[bool], ...]:
    starts, ends = (edition.at(each, edition.cutoff) for each in (day, day + timedelta(days=1)))
    return PassCheck.edition_id == edition.id, PassCheck.at >= starts, PassCheck.at < ends


def _same(check: PassCheck, zone: str, at: datetime) -> bool:
    return check.user_id == g.person.id and check.zone == zone and at - check.at < SAME_LOOK
