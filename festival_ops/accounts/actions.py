"""What is done to accounts and memberships; each act ends the sessions whose rights it changes."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from flask_security.utils import hash_password
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.accounts.queries import invitations, nobody_yet
from festival_ops.web.history import record, snapshot

_FIRST_LOCK = 7_301_002


@dataclass(frozen=True)
class Newcomer:
    email: str
    name: str


@dataclass(frozen=True)
class Post:
    """A role in one edition (none: in all), perhaps for one troupe, one agency or one escort."""

    edition_id: int | None
    role: Role
    troupe_id: int | None = None
    agency_id: int | None = None
    escort_id: int | None = None

    @classmethod
    def of(cls, held: Membership) -> Post:
        return cls(held.edition_id, Role(held.role), held.troupe_id, held.agency_id, held.escort_id)


def enrol(session: Session, newcomer: Newcomer) -> User:
    user = User(email=newcomer.email, name=newcomer.name or newcomer.email, fs_uniquifier=_fresh())
    session.add(user)
    session.flush()
    return user


def admit(session: Session, newcomer: Newcomer, post: Post, *, by: User | None) -> Membership | None:
    """Gives the role, to a new account if need be; None when the person holds it already."""
    user = session.scalar(select(User).where(User.email == newcomer.email)) or enrol(session, newcomer)
    if any(Post.of(held) == post for held in user.memberships):
        return None
    scope = {"troupe_id": post.troupe_id, "agency_id": post.agency_id, "escort_id": post.escort_id}
    held = Membership(edition_id=post.edition_id, role=post.role, **scope)
    user.memberships.append(held)
    renew_sessions(user)
    session.flush()
    record(session, held, "created", by=by, after=snapshot(held))
    return held


def end(session: Session, held: Membership, reason: str, *, by: User) -> None:
    before = snapshot(held)
    renew_sessions(held.user)
    session.delete(held)
    session.flush()
    record(session, held, "removed", by=by, before=before, reason=reason)


def set_password(session: Session, user: User, password: str, *, by: User | None) -> None:
    user.password = hash_password(as_compared(password))
    user.failed_attempts, user.locked_until = 0, None
    renew_sessions(user)
    session.flush()
    record(session, user, "password", by=by)


def forget_phone(session: Session, user: User, *, by: User | None) -> None:
    """Somebody who lost the phone signs in with the password alone, until a new phone is set up."""
    user.tf_primary_method = user.tf_totp_secret = None
    renew_sessions(user)
    session.flush()
    record(session, user, "phone", by=by)


def as_compared(password: str) -> str:
    """Keyboards compose Vietnamese letters in several ways; the sign-in compares them in this one."""
    return unicodedata.normalize("NFKD", password)


def renew_sessions(user: User) -> None:
    """Whoever is signed in as this person has to do it again; links sent before no longer work."""
    user.fs_uniquifier = _fresh()


def first_administrator(session: Session, newcomer: Newcomer, password: str) -> User | None:
    """Only while there is nobody; of two who try at the same moment, one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _FIRST_LOCK})
    return administrator(session, newcomer, password) if nobody_yet(session) else None


def administrator(session: Session, newcomer: Newcomer, password: str) -> User:
    """Somebody who may do everything in every edition."""
    held = admit(session, newcomer, Post(edition_id=None, role=Role.ADMIN), by=None)
    user = held.user if held else session.scalars(select(User).where(User.email == newcomer.email)).one()
    set_password(session, user, password, by=None)
    return user


def invitation(user: User) -> str:
    """A token with which this person, and nobody after a change of password, sets a password."""
    return invitations().dumps(user.fs_uniquifier)


def _fresh() -> str:
    return secrets.token_hex(32)
