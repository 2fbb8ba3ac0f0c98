"""The roster on paper: a sector or a post on one festival day, and the stamp by which a sheet is known again."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.roster.kept import ShiftOnGround, Standing
from festival_ops.planning.roster.watches import Watch, watches
from festival_ops.programme.models import Edition
from festival_ops.security.models import Post, Sector


@dataclass(frozen=True)
class PostSheet:
    """A post on the day; `around` are its watches of the day and of the days before and after, for the relief."""

    post: Post
    watches: tuple[Watch, ...]
    around: tuple[Watch, ...]

    def during(self, shift: ShiftOnGround) -> list[Watch]:
        return [watch for watch in self.watches if watch.shift.id == shift.id]

    def before(self, watch: Watch) -> list[Watch]:
        """Whom these people take over from."""
        return [other for other in self.around if watch.follows(other)]

    def after(self, watch: Watch) -> list[Watch]:
        """Who relieves them."""
        return [other for other in self.around if other.follows(watch)]

    @property
    def shown(self) -> list[Watch]:
        """Everything that a duty card tells."""
        touching = [other for watch in self.watches for other in (*self.before(watch), *self.after(watch))]
        return list({watch.key: watch for watch in (*self.watches, *touching)}.values())

    @property
    def missing(self) -> int:
        return sum(watch.missing for watch in self.watches)


@dataclass(frozen=True)
class DaySheet:
    """Posts of one sector on a festival day. `of_sector` sheets say nothing of the relief on other days."""

    sector: Sector
    day: date
    posts: tuple[PostSheet, ...]
    of_sector: bool

    @property
    def shifts(self) -> list[ShiftOnGround]:
        """In the order of the day."""
        return list({watch.shift.id: watch.shift for watch in self.watches}.values())

    @property
    def watches(self) -> list[Watch]:
        return sorted((w for each in self.posts for w in each.watches), key=lambda watch: watch.need.span.starts)

    @property
    def shown(self) -> list[Watch]:
        return self.watches if self.of_sector else [watch for each in self.posts for watch in each.shown]

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.posts)

    def seal(self, secret: str) -> str:
        """Differs as soon as anything differs that the sheet shows, and tells nothing of it."""
        told = json.dumps(self._told(), ensure_ascii=False, sort_keys=True)
        return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()[:12]

    def _told(self) -> Any:
        sector = self.sector
        posts = [
            [post.code, post.name, post.name_en, post.tasks, post.venue.name if post.venue else ""]
            for post in (each.post for each in self.posts)
        ]
        head = [self.day.isoformat(), sector.name, sector.name_en, sector.ring, sector.phone]
        return [head, posts, [_of_watch(watch) for watch in self.shown]]


def sector_sheet(session: Session, edition: Edition, stands: Standing, sector: Sector, day: date) -> DaySheet:
    posts = session.scalars(_posts(edition).where(Post.sector_id == sector.id)).all()
    return DaySheet(sector, day, _sheets(session, edition, stands, posts, day), of_sector=True)


def post_sheet(session: Session, edition: Edition, stands: Standing, post: Post, day: date) -> DaySheet:
    posts = session.scalars(_posts(edition).where(Post.id == post.id)).all()
    return DaySheet(post.sector, day, _sheets(session, edition, stands, posts, day), of_sector=False)


def cards_of(sheet: DaySheet) -> list[DaySheet]:
    """A sheet for each post, with a stamp of its own."""
    return [DaySheet(sheet.sector, sheet.day, (each,), of_sector=False) for each in sheet.posts]


def _sheets(
    session: Session, edition: Edition, stands: Standing, posts: Iterable[Post], day: date
) -> tuple[PostSheet, ...]:
    """Only posts at which anybody is needed on the day."""
    rows = {post.id: post for post in posts}
    around: dict[int, list[Watch]] = {}
    for watch in watches(session, edition, stands, rows, (day + timedelta(days=each) for each in (-1, 0, 1))):
        around.setdefault(watch.need.post, []).append(watch)
    made = (
        PostSheet(post, tuple(each for each in around.get(id, ()) if each.key.day == day), tuple(around.get(id, ())))
        for id, post in rows.items()
    )
    return tuple(each for each in made if each.watches)


def _posts(edition: Edition) -> Any:
    rows = select(Post).where(Post.edition_id == edition.id).order_by(Post.code)
    return rows.options(joinedload(Post.venue), joinedload(Post.sector))


def _of_watch(watch: Watch) -> list[Any]:
    need = watch.need
    asked = [need.function, need.span.starts, need.span.ends, need.least, need.most, watch.unled]
    people = [[each.officer.code, each.officer.name, each.officer.phone, each.leads] for each in watch.people]
    return [watch.key.need, watch.key.day.isoformat(), watch.key.stretch, *asked, people]
