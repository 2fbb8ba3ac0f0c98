"""What is kept until a day and no longer: passports go by themselves when it has come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.database import db, now
from festival_ops.jobs.worker import hourly
from festival_ops.programme.models import Edition
from festival_ops.protocol import passports
from festival_ops.protocol.models import Guest, Passport

KEPT_FOR = timedelta(days=30)
A_DAY = timedelta(days=1)


def all_go_on(edition: Edition) -> date:
    """Thirty days after the last day of the edition nobody needs a passport of it any more."""
    return edition.last_day + KEPT_FOR + A_DAY


def goes_on(row: Passport, edition: Edition) -> date:
    """A guest whose name is kept for a shorter time has no passport for longer; while the festival lasts nothing goes,
    also where it was postponed past that day."""
    kept = row.guest.kept_until if row.guest is not None else None
    return min(max(kept, edition.last_day + A_DAY), all_go_on(edition)) if kept else all_go_on(edition)


def due(session: Session, edition: Edition, today: date, *, hold: bool = False) -> list[Passport]:
    """Those whose day has come. Held, what somebody else is about to erase is left to that one."""
    if today <= edition.last_day:
        return []
    rows = select(Passport).outerjoin(Passport.guest).where(Passport.edition_id == edition.id)
    if today < all_go_on(edition):
        rows = rows.where(Guest.kept_until <= today)
    rows = rows.options(joinedload(Passport.guest)).order_by(Passport.id)
    return list(session.scalars(rows.with_for_update(of=Passport, skip_locked=True) if hold else rows))


def earlier(rows: Iterable[Passport], edition: Edition) -> dict[int, date]:
    """By the number of the row, the day of those that go before all others do."""
    days = {row.id: goes_on(row, edition) for row in rows}
    return {id: day for id, day in days.items() if day < all_go_on(edition)}


@hourly
def sweep() -> None:
    """Nobody has to be there for it: the record says that it was done, and no name."""
    session, at = db.session(), now()
    for edition in session.scalars(select(Edition).where(Edition.id.in_(select(Passport.edition_id)))).all():
        if rows := due(session, edition, edition.local(at).date(), hold=True):
            passports.erase(session, rows, _("The day until which passports are kept is over"), None)
