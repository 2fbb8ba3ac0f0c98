"""Which calendars have picked a release up; planning's page of whom to tell asks for it by name."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g
from sqlalchemy import select

from festival_ops.calendars.freshness import Freshness, freshness
from festival_ops.calendars.models import Feed
from festival_ops.calendars.queries import feeds_of
from festival_ops.calendars.views.pages import area
from festival_ops.database import db
from festival_ops.planning.agreed import Agreed, changes_in
from festival_ops.planning.models import Release, ReleasedItem
from festival_ops.web.access import Act, Secrecy


@dataclass(frozen=True)
class Uptake:
    """The living feeds that show something the release changed. Whose they are is told to those who know all feeds."""

    feeds: list[tuple[Feed, Freshness]]
    fetched: int
    told: bool


@area.app_template_global("feed_uptake")
def feed_uptake(release: Release) -> Uptake:
    changed = [change.performance_id for change in release.changes]
    # An item that left a stage or troupe with this release still stands in the calendars that showed it before.
    numbers = (release.number - 1, release.number)
    rows = select(ReleasedItem).join(Release, Release.id == ReleasedItem.release_id)
    touched = rows.where(Release.edition_id == g.edition.id, Release.number.in_(numbers))
    items = db.session.scalars(touched.where(ReleasedItem.performance_id.in_(changed))).all()
    following = [feed for feed in feeds_of(db.session, g.edition.id) if feed.lives]
    told: list[ReleasedItem | Agreed] = [*items]
    told += [side for change in changes_in(db.session(), release) for side in change.sides]
    feeds = [feed for feed in following if any(feed.outlook.covers(each) for each in told)]
    fetched = sum(bool(feed.fetches) and feed.fetches[0].release_number >= release.number for feed in feeds)
    named = g.access.may(Act.WRITE, Secrecy.RELEASED)
    return Uptake([(feed, freshness(feed, release.number)) for feed in feeds], fetched, named)
