"""Who else is at the board: a trace that fades when its tab is closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.database import now
from festival_ops.planning.models import Plan, Presence
from festival_ops.programme.models import Edition, Performance

FADES = timedelta(seconds=30)

Other = tuple[Presence, User, Performance | None]


def note(session: Session, edition: Edition, plan: Plan | None, person: User, day: date, held: int | None) -> None:
    """Two tabs of one person are one presence: the last word counts."""
    mine = select(Presence).where(Presence.edition_id == edition.id, Presence.user_id == person.id)
    row = session.scalar(mine)
    if row is None:
        try:
            with session.begin_nested():
                row = Presence(edition_id=edition.id, user_id=person.id)
                session.add(row)
        except IntegrityError:
            row = session.scalars(mine).one()
    row.at, row.day, row.held_id = now(), day, held
    row.plan_id = plan.id if plan else None
    session.flush()


def others(session: Session, edition: Edition, plan: Plan | None, person: User) -> list[Other]:
    """Whoever looks at the same plan."""
    rows = (
        select(Presence, User, Performance)
        .join(User, User.id == Presence.user_id)
        .outerjoin(Performance, Performance.id == Presence.held_id)
        .where(Presence.edition_id == edition.id, Presence.user_id != person.id, Presence.at > now() - FADES)
        .where(Presence.plan_id == (plan.id if plan else None))
        .order_by(User.name, User.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(rows)]


def told(other: Other, edition: Edition) -> dict[str, Any]:
    row, user, held = other
    return {
        "name": user.name or user.email,
        "day": f"{row.day:%d/%m}" if row.day else "",
        "held": held.id if held is not None and held.edition_id == edition.id else None,
        "holding": held.name if held is not None and held.edition_id == edition.id else "",
    }
