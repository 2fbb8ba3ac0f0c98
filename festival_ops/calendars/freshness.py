"""How far behind a subscriber is, so that somebody phones before it matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.calendars.clients import named
from festival_ops.calendars.models import Feed, FeedFetch
from festival_ops.calendars.queries import latest_release
from festival_ops.database import db, now
from festival_ops.planning.escorts.outgoing import last_guests
from festival_ops.planning.rides.outgoing import last_rides
from festival_ops.planning.roster.released import last_release
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class Freshness:
    """What to say of a feed, and whether it is behind the latest release."""

    sentence: str
    behind: str = ""


def freshness(feed: Feed, latest: int) -> Freshness:
    """Judged by the client that came last; a feed nobody fetches any more is not worth a warning."""
    if not feed.fetches:
        return Freshness(_("Never fetched yet."))
    last = feed.fetches[0]
    return Freshness(told(last), behind(feed, last, latest) if feed.lives else "")


def told(fetch: FeedFetch) -> str:
    return _("Last fetched %(ago)s by %(client)s.", ago=ago(fetch.at), client=named(fetch.client).title)


def newest(edition: Edition) -> Callable[[Feed], int]:
    """What the edition's feeds could have seen at best: the latest release of the programme, of the roster, of the
    rides or of the guests."""
    session = db.session()
    latest = (
        latest_release(session, edition.id),
        last_release(session, edition),
        last_rides(session, edition),
        last_guests(session, edition),
    )
    programme, roster, rides, guests = (each.number if each else 0 for each in latest)

    def of(feed: Feed) -> int:
        if feed.outlook.of_guests:
            return guests
        return roster if feed.outlook.of_roster else rides if feed.outlook.of_rides else programme

    return of


def behind(feed: Feed, fetch: FeedFetch, latest: int) -> str:
    if fetch.release_number >= latest:
        return ""
    if feed.outlook.of_roster:
        return _("Has not seen roster %(number)s.", number=latest)
    if feed.outlook.of_guests:
        return _("Has not seen release %(number)s of who goes along.", number=latest)
    if feed.outlook.of_rides:
        return _("Has not seen release %(number)s of the rides.", number=latest)
    return _("Has not seen release %(number)s.", number=latest)


def ago(moment: datetime) -> str:
    """In the unit one would say: minutes up to two hours, hours up to three days."""
    passed = now() - moment
    if passed < timedelta(hours=2):
        return str(ngettext("%(num)s minute ago", "%(num)s minutes ago", int(passed / timedelta(minutes=1))))
    if passed < timedelta(days=3):
        return str(ngettext("%(num)s hour ago", "%(num)s hours ago", int(passed / timedelta(hours=1))))
    return str(ngettext("%(num)s day ago", "%(num)s days ago", passed.days))
