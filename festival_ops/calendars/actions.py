"""What happens to a feed: it is opened, given a new address, revoked, fetched."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, OperationalError

from festival_ops.accounts.models import User
from festival_ops.calendars.models import Feed, FeedFetch
from festival_ops.calendars.queries import AnySession, digest
from festival_ops.calendars.timetable import Outlook
from festival_ops.database import now
from festival_ops.web.history import record

OVERLAP = timedelta(days=7)
NOTED_EVERY = timedelta(minutes=5)


def open_feed(
    session: AnySession,
    *,
    edition_id: int,
    owner: User,
    outlook: Outlook,
    label: str,
    expires: datetime | None = None,
    names: bool = False,
) -> tuple[Feed, str]:
    """The feed and its token, of which the database keeps only the digest: this is the one time it is known."""
    token = secrets.token_urlsafe(32)
    feed = Feed(
        edition_id=edition_id,
        token_hash=digest(token),
        kind=outlook.kind,
        subject_id=outlook.subject_id,
        label=label,
        names=names,
        user=owner,
        expires=expires,
    )
    session.add(feed)
    session.flush()
    after = {"name": label, "kind": outlook.kind.value, "subject_id": outlook.subject_id}
    if outlook.of_roster or outlook.of_guests:
        after["names"] = names
    record(session, feed, "created", by=owner, after=after)
    return feed, token


def rotate(session: AnySession, feed: Feed, by: User) -> tuple[Feed, str]:
    """A new address for the same feed; the old one lives on for a week so that every client can be moved."""
    outlook = Outlook(feed.outlook.kind, feed.subject_id)
    fresh, token = open_feed(
        session,
        edition_id=feed.edition_id,
        owner=feed.user,
        outlook=outlook,
        label=feed.label,
        expires=feed.expires,
        names=feed.names,
    )
    last, before = now() + OVERLAP, feed.expires
    feed.expires = min(before, last) if before else last
    _record_change(session, feed, by, "expires", before, feed.expires)
    return fresh, token


def revoke(session: AnySession, feed: Feed, by: User) -> None:
    if feed.revoked is None:
        feed.revoked = now()
        _record_change(session, feed, by, "revoked", None, feed.revoked)


def note_fetch(session: AnySession, feed_id: int, client: str, release: int) -> None:
    """A short transaction of its own, commits included. A fetch that cannot be noted is still a good fetch."""
    moment = now()
    row = (FeedFetch.feed_id == feed_id, FeedFetch.client == client)
    try:
        noted = session.execute(update(FeedFetch).where(*row).values(at=moment, release_number=release))
        if not noted.rowcount:  # type: ignore[attr-defined]
            session.add(FeedFetch(feed_id=feed_id, client=client, at=moment, release_number=release))
        session.commit()
    except (IntegrityError, OperationalError):
        session.rollback()


def _record_change(
    session: AnySession, feed: Feed, by: User, name: str, before: datetime | None, after: datetime
) -> None:
    told = {name: before.isoformat() if before else None}
    record(session, feed, "changed", by=by, before=told, after={name: after.isoformat()})
