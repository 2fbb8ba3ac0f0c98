"""What the pages of this room and the roster read: every need on the days on which it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from festival_ops.database import db
from festival_ops.programme.grammar import show_clock
from festival_ops.programme.models import Edition
from festival_ops.security.hours import cut, manned
from festival_ops.security.models import (
    Absence,
    Agency,
    Need,
    Officer,
    Post,
    Qualification,
    Sector,
    Shift,
    Standard,
)
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible

COUNTED: tuple[type[Any], ...] = (Post, Need, Shift, Sector, Officer, Agency, Absence)


@dataclass(frozen=True)
class NeedOnDay:
    """So many people at a post, from the moment `starts` to `ends`, for the shift of a festival day."""

    need: Need
    day: date
    starts: datetime
    ends: datetime

    @property
    def post(self) -> Post:
        return self.need.post

    @property
    def shift(self) -> Shift:
        return self.need.shift

    @property
    def qualification(self) -> Qualification:
        return self.need.qualification

    @property
    def least(self) -> int:
        return self.need.least

    @property
    def most(self) -> int:
        return self.need.most

    @property
    def one_leader_for(self) -> int | None:
        return self.need.one_leader_for

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds()) // 60


def needs_by_day(session: Session, edition: Edition) -> Iterator[NeedOnDay]:
    """Every need on every festival day, by day, start and post.

    A need holds from when its shift starts to when it ends, cut to the hours of the post; a shift in which the post is
    manned twice gives two. A need of one day takes the place of that of every day for the same people.
    """
    return by_day(edition, needs_of(session, edition))


def by_day(edition: Edition, needs: list[Need]) -> Iterator[NeedOnDay]:
    """The same of needs that have been read already. What does not change from day to day is asked for once."""
    rows = [_Row.of(need) for need in needs]
    hours = {post: manned(edition, post) for post in {row.post for row in rows}}
    shifts = {row.shift for row in rows}
    for day in edition.days:
        runs = {shift: shift.span(edition, day) for shift in shifts if shift.runs_on(day)}
        held = [
            (starts, ends, *row.order, NeedOnDay(row.need, day, starts, ends))
            for row in _on(day, rows)
            if row.shift in runs
            for starts, ends in cut(runs[row.shift], hours[row.post])
        ]
        yield from (each[-1] for each in sorted(held, key=lambda each: each[:-1]))


def needs_at(post: Post) -> list[Need]:
    """What the post asks for, by shift and day."""
    rows = visible(Need, Secrecy.GUARDED).where(Need.post_id == post.id).join(Need.shift)
    tied = (selectinload(Need.post), selectinload(Need.shift), selectinload(Need.qualification))
    return list(
        db.session.scalars(rows.order_by(Shift.starts, Need.day.is_not(None), Need.day, Need.id).options(*tied))
    )


def standards_of(need: Need) -> list[Standard]:
    """The standards that asked for it when it was taken over, as far as there still are such."""
    ids = [part[0] for part in need.grounds["parts"]] if need.grounds else []
    rows = visible(Standard, Secrecy.GUARDED).where(Standard.id.in_(ids))
    return list(db.session.scalars(rows.order_by(Standard.sort_key)))


def hours_told(shift: Shift) -> str:
    return f"{show_clock(shift.starts)}–{show_clock(shift.ends, ending=True)}"


def absences_of(officer: Officer) -> list[Absence]:
    rows = visible(Absence, Secrecy.GUARDED).where(Absence.officer_id == officer.id)
    return list(db.session.scalars(rows.order_by(Absence.starts, Absence.id)))


def counts() -> dict[str, int]:
    """How many rows of each kind there are, by table."""
    counted = ((model, visible(model, Secrecy.GUARDED).subquery()) for model in COUNTED)
    return {
        str(model.__tablename__): db.session.scalar(select(func.count()).select_from(rows)) or 0
        for model, rows in counted
    }


def needs_of(session: Session, edition: Edition) -> list[Need]:
    """All needs with what they are tied to, at the same cost however many there are."""
    tied = (
        selectinload(Need.post).selectinload(Post.hours),
        selectinload(Need.shift).selectinload(Shift.days),
        selectinload(Need.qualification),
    )
    return list(session.scalars(select(Need).where(Need.edition_id == edition.id).order_by(Need.id).options(*tied)))


@dataclass(frozen=True)
class _Row:
    """What is asked of a need again and again. `place` tells for whom else it stands."""

    need: Need
    day: date | None
    place: tuple[int, int, int]
    post: Post
    shift: Shift
    order: tuple[str, str]

    @classmethod
    def of(cls, need: Need) -> _Row:
        post, place = need.post, (need.post_id, need.shift_id, need.qualification_id)
        return cls(need, need.day, place, post, need.shift, (post.code, need.qualification.code))


def _on(day: date, rows: list[_Row]) -> list[_Row]:
    """Those that hold on the day, one for the same people."""
    held: dict[tuple[int, int, int], _Row] = {}
    for row in rows:
        if row.day == day or (row.day is None and row.place not in held):
            held[row.place] = row
    return list(held.values())
