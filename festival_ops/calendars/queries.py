"""Reads of feeds and releases."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, scoped_session, selectinload

from festival_ops.accounts.models import User
from festival_ops.calendars.entitlement import may_follow
from festival_ops.calendars.models import Feed
from festival_ops.calendars.timetable import KEPT, Departure, Kind, Outlook
from festival_ops.database import db, now
from festival_ops.planning.models import Release, ReleasedChange, ReleasedItem
from festival_ops.programme.models import Edition, Stage, Troupe, Venue
from festival_ops.protocol.models import Delegation, Escort
from festival_ops.security.models import Officer, Post, Sector
from festival_ops.traffic.models import Vehicle
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible

AnySession = Session | scoped_session[Any]


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Written once: most fetches end in 304, and then putting the statement together would be half of their cost.
_LIVING = (
    select(Feed, Edition)
    .join(Feed.user)
    .join(Edition, Edition.id == Feed.edition_id)
    .where(
        Feed.token_hash == bindparam("digest"),
        Feed.revoked.is_(None),
        or_(Feed.expires.is_(None), Feed.expires > bindparam("moment")),
        User.active,
    )
    .options(contains_eager(Feed.user).joinedload(User.memberships), joinedload(Feed.fetches))
)


def living_feed(session: AnySession, token: str) -> tuple[Feed, Edition] | None:
    """A wrong, an expired, a revoked token and a disabled owner are told apart by nobody: one query finds nothing."""
    row = session.execute(_LIVING, {"digest": digest(token), "moment": now()}).unique().first()
    return (row[0], row[1]) if row else None


def latest_release(session: AnySession, edition_id: int) -> Release | None:
    return session.scalar(
        select(Release).where(Release.edition_id == edition_id).order_by(Release.number.desc()).limit(1)
    )


def released_items(session: AnySession, release: Release | None) -> Sequence[ReleasedItem]:
    if release is None:
        return ()
    return session.scalars(select(ReleasedItem).where(ReleasedItem.release_id == release.id)).all()


def departures(session: AnySession, release: Release | None) -> list[Departure]:
    """What releases of the last thirty days changed, as it stood before: perhaps in somebody else's calendar."""
    if release is None:
        return []
    later = aliased(Release)
    rows = session.execute(
        select(ReleasedItem, later.at)
        .join(Release, ReleasedItem.release_id == Release.id)
        .join(later, (later.edition_id == Release.edition_id) & (later.number == Release.number + 1))
        .join(
            ReleasedChange,
            (ReleasedChange.release_id == later.id) & (ReleasedChange.performance_id == ReleasedItem.performance_id),
        )
        .where(later.edition_id == release.edition_id, later.number <= release.number, later.at >= release.at - KEPT)
    )
    return [Departure(item, at) for item, at in rows]


def feeds_of(session: AnySession, edition_id: int, owner: User | None = None) -> Sequence[Feed]:
    """The edition's feeds, newest first; with an owner only that person's."""
    feeds = select(Feed).where(Feed.edition_id == edition_id).order_by(Feed.created.desc(), Feed.id.desc())
    if owner is not None:
        feeds = feeds.where(Feed.user_id == owner.id)
    return session.scalars(feeds.options(selectinload(Feed.fetches), selectinload(Feed.user))).all()


@dataclass(frozen=True)
class Subject:
    """Something that can be followed, by the name people know."""

    outlook: Outlook
    name: str

    @property
    def key(self) -> str:
        return f"{self.outlook.kind}:{self.outlook.subject_id or ''}"


MODELS: dict[Kind, type[Troupe | Stage | Venue]] = {Kind.TROUPE: Troupe, Kind.STAGE: Stage, Kind.VENUE: Venue}
DUTY_MODELS: dict[Kind, type[Officer | Post | Sector]] = {
    Kind.OFFICER: Officer,
    Kind.POST: Post,
    Kind.SECTOR: Sector,
}
GUEST_MODELS: dict[Kind, type[Escort | Delegation]] = {Kind.ESCORT: Escort, Kind.DELEGATION: Delegation}
RIDE_MODELS: dict[Kind, type[Troupe | Vehicle]] = {Kind.RIDES: Troupe, Kind.VEHICLE: Vehicle}


def subjects() -> list[Subject]:
    """What the person of this request may follow in this edition."""
    everything = [Subject(Outlook(Kind.PUBLIC), g.edition.name)]
    for kind, model in (MODELS | RIDE_MODELS).items():
        secrecy = Secrecy.ROADS if kind is Kind.VEHICLE else Secrecy.PLAN
        rows = db.session.scalars(visible(model, secrecy).order_by(model.sort_key, model.id))
        everything += [Subject(Outlook(kind, row.id), row.name) for row in rows]
    mine = (
        select(Escort).where(Escort.edition_id == g.edition.id, Escort.id.in_(g.access.escorts)).order_by(Escort.code)
    )
    everything += [Subject(Outlook(Kind.ESCORT, row.id), str(row)) for row in db.session.scalars(mine)]
    return [subject for subject in everything if may_follow(g.access, subject.outlook)]


def subject_names(session: AnySession, feeds: Iterable[Feed]) -> dict[Outlook, str]:
    """The names of what the feeds follow; what was removed since has none."""
    outlooks = {feed.outlook for feed in feeds}
    names = {}
    for kind, model in (MODELS | DUTY_MODELS | RIDE_MODELS | GUEST_MODELS).items():
        ids = [outlook.subject_id for outlook in outlooks if outlook.kind is kind]
        rows = session.scalars(select(model).where(model.id.in_(ids))) if ids else ()
        names.update({Outlook(kind, row.id): str(row) for row in rows})
    return names
