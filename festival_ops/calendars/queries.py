"""Reads of feeds and releases."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, scoped_session, selectinload

from festival_ops.accounts.models import User
from festival_ops.calendars.models import Feed
from festival_ops.calendars.timetable import KEPT, Departure
from festival_ops.database import now
from festival_ops.planning.models import Release, ReleasedChange, ReleasedItem

AnySession = Session | scoped_session[Any]


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def living_feed(session: AnySession, token: str) -> Feed | None:
    """A wrong, an expired, a revoked token and a disabled owner are told apart by nobody: one query finds nothing."""
    return session.scalar(
        select(Feed)
        .join(Feed.user)
        .where(
            Feed.token_hash == digest(token),
            Feed.revoked.is_(None),
            or_(Feed.expires.is_(None), Feed.expires > now()),
            User.active,
        )
        .options(contains_eager(Feed.user).selectinload(User.memberships))
    )


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
