"""The roster on paper: a sector or a post on one festival day, and the seal by which the sheet of a draft is known
again."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from festival_ops.planning.roster.watches import Watch, Words


@dataclass(frozen=True)
class SectorOnPaper:
    id: int
    name: Words
    ring: int
    phone: str


@dataclass(frozen=True)
class ShiftOnPaper:
    id: int
    name: Words
    hours: str


@dataclass(frozen=True)
class PostSheet:
    """A post on the day; `around` are its watches of the day and of the days before and after, for the relief."""

    id: int
    code: str
    name: Words
    tasks: str
    venue: Words
    address: str
    watches: tuple[Watch, ...]
    around: tuple[Watch, ...]

    def during(self, shift: ShiftOnPaper) -> list[Watch]:
        return [watch for watch in self.watches if watch.shift == shift.id]

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
    """One post or more of a sector on a festival day. `of_sector` sheets say nothing of the relief on other days."""

    sector: SectorOnPaper
    day: date
    posts: tuple[PostSheet, ...]
    of_sector: bool

    @property
    def shifts(self) -> list[ShiftOnPaper]:
        """In the order of the day."""
        found = {watch.shift: watch for watch in self.watches}.values()
        return [ShiftOnPaper(watch.shift, watch.shift_name, watch.facts.get("shift_hours") or "") for watch in found]

    @property
    def watches(self) -> list[Watch]:
        return sorted((w for each in self.posts for w in each.watches), key=lambda watch: watch.starts)

    @property
    def shown(self) -> list[Watch]:
        return self.watches if self.of_sector else [watch for each in self.posts for watch in each.shown]

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.posts)

    @property
    def told(self) -> list[Any]:
        """All that it shows, as plain lists; two sheets that tell the same are the same sheet."""
        posts = [
            [each.code, *astuple(each.name), each.tasks, *astuple(each.venue), each.address] for each in self.posts
        ]
        sector = [*astuple(self.sector.name), self.sector.ring, self.sector.phone]
        return [self.day.isoformat(), sector, posts, [_of_watch(watch) for watch in self.shown]]

    def seal(self, secret: str) -> str:
        """Differs as soon as anything differs that the sheet shows, and tells nothing of it."""
        return hmac.new(secret.encode(), json.dumps(self.told).encode(), hashlib.sha256).hexdigest()[:12]


def around(day: date) -> list[date]:
    """The days that a sheet of the day looks at: relief comes from the day before and goes into the next."""
    return [day + timedelta(days=each) for each in (-1, 0, 1)]


def sheet_of(watches: Iterable[Watch], day: date, *, of_sector: bool) -> DaySheet | None:
    """Only posts at which anybody is needed on the day; without any there is no sheet."""
    held: dict[int, list[Watch]] = {}
    for watch in watches:
        held.setdefault(watch.post, []).append(watch)
    posts = [_post(each, day) for each in held.values() if any(watch.key.day == day for watch in each)]
    if not posts:
        return None
    first = posts[0].watches[0]
    ring, phone = first.facts.get("ring") or 1, first.facts.get("phone") or ""
    sector = SectorOnPaper(first.sector, Words.of(first.facts, "sector"), ring, phone)
    return DaySheet(sector, day, tuple(sorted(posts, key=lambda post: post.code)), of_sector)


def sheets_of(watches: Iterable[Watch], day: date) -> list[DaySheet]:
    """A sheet for each sector, from the inside out."""
    held: dict[int, list[Watch]] = {}
    for watch in watches:
        held.setdefault(watch.sector, []).append(watch)
    made = [sheet for each in held.values() if (sheet := sheet_of(each, day, of_sector=True))]
    return sorted(made, key=lambda sheet: (sheet.sector.ring, sheet.sector.name.name))


def cards_of(sheet: DaySheet) -> list[DaySheet]:
    """A sheet for each post, with a stamp of its own."""
    return [DaySheet(sheet.sector, sheet.day, (each,), of_sector=False) for each in sheet.posts]


def _post(watches: list[Watch], day: date) -> PostSheet:
    today = tuple(watch for watch in watches if watch.key.day == day)
    facts = today[0].facts
    words = partial(Words.of, facts)
    tasks, address = facts.get("tasks") or "", facts.get("address") or ""
    return PostSheet(today[0].post, facts["code"], words("post"), tasks, words("venue"), address, today, tuple(watches))


def _of_watch(watch: Watch) -> list[Any]:
    named = [watch.facts.get(name) for name in ("function", "function_en", "shift", "shift_en", "shift_hours")]
    hours = [watch.key.day.isoformat(), watch.starts.isoformat(), watch.ends.isoformat(), watch.handover]
    people = [[one.code, one.name, one.phone, *astuple(one.agency), one.leads] for one in watch.people]
    return [watch.key.need, watch.key.stretch, *hours, *named, watch.least, watch.unled, people]
