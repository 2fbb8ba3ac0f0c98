"""Somebody with feeds."""

from __future__ import annotations

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.models import Feed
from festival_ops.calendars.timetable import Outlook
from tests.calendars.conftest import Festival


def person(festival: Festival, name: str, role: Role, troupe: str | None = None, *, locale: str = "en") -> User:
    membership = Membership(
        role=role, edition_id=festival.edition.id, troupe_id=festival.troupes[troupe].id if troupe else None
    )
    made = User(email=f"{name}@example.org", name=name, fs_uniquifier=name * 8, locale=locale, memberships=[membership])
    festival.session.add(made)
    festival.session.commit()
    return made


def follow(festival: Festival, owner: User, outlook: Outlook, label: str = "Lịch của đoàn") -> tuple[Feed, str]:
    """The feed and the path of its address."""
    feed, token = open_feed(festival.session, edition_id=festival.edition.id, owner=owner, outlook=outlook, label=label)
    festival.session.commit()
    return feed, f"/feed/{token}.ics"
