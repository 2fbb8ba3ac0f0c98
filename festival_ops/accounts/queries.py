"""What people hold, asked more than once."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.database import db

WEEK = 7 * 24 * 3600


def editions_of(user: User) -> set[int] | None:
    """The editions in which somebody is something; None means all of them."""
    ids = {membership.edition_id for membership in user.memberships}
    return None if None in ids else {id for id in ids if id is not None}


def nobody_yet(session: Session) -> bool:
    return not session.scalar(select(exists().where(User.id.is_not(None))))


def memberships_in(session: Session, edition_id: int) -> list[Membership]:
    """Of this edition, and of all editions together."""
    rows = select(Membership).join(User).options(selectinload(Membership.user))
    rows = rows.where((Membership.edition_id == edition_id) | Membership.edition_id.is_(None))
    return list(session.scalars(rows.order_by(User.name, Membership.id)))


def troupes_in(session: Session, edition_id: int) -> list[tuple[int, str]]:
    return _names_in(session, "troupe", edition_id)


def agencies_in(session: Session, edition_id: int) -> list[tuple[int, str]]:
    return _names_in(session, "agency", edition_id)


def escorts_in(session: Session, edition_id: int) -> list[tuple[int, str]]:
    """By code and name: only administrators ask, who may read both."""
    named = db.metadata.tables["escort"]
    rows = select(named.c.id, named.c.code, named.c.name).where(named.c.edition_id == edition_id)
    return [(row.id, f"{row.code} · {row.name}") for row in session.execute(rows.order_by(named.c.code))]


def _names_in(session: Session, table: str, edition_id: int) -> list[tuple[int, str]]:
    """By their table: the rooms that know troupes and agencies stand above this one."""
    named = db.metadata.tables[table]
    rows = select(named.c.id, named.c.name).where(named.c.edition_id == edition_id).order_by(named.c.sort_key)
    return [(row.id, row.name) for row in session.execute(rows)]


def in_charge_of(admin: User, user: User) -> bool:
    """Whether somebody administers every edition in which the other is anything."""
    charge = {held.edition_id for held in admin.memberships if held.role == Role.ADMIN}
    return None in charge or all(held.edition_id in charge for held in user.memberships)


def invitations() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="invitation")


def invited(session: Session, token: str) -> User | None:
    try:
        uniquifier = invitations().loads(token, max_age=WEEK)
    except BadData:
        return None
    return session.scalars(select(User).where(User.fs_uniquifier == uniquifier, User.active)).first()
