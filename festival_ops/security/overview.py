"""The room at a glance: how many people the days ask for, and whether there are as many of each qualification."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from festival_ops.programme.models import Edition
from festival_ops.security.models import Holding, Officer, Qualification
from festival_ops.security.queries import NeedOnDay


@dataclass(frozen=True)
class DayOfDuty:
    """`duties` counts a person once for each shift, `at_once` those who stand at their posts at the busiest moment."""

    day: date
    posts: int
    duties: int
    at_once: int


@dataclass(frozen=True)
class Trained:
    """`at_once` are needed at the busiest moment; `people` hold it on every day of the festival."""

    qualification: Qualification
    at_once: int
    people: int

    @property
    def short(self) -> int:
        return max(0, self.at_once - self.people)


def days_of_duty(edition: Edition, held: Iterable[NeedOnDay]) -> list[DayOfDuty]:
    by_day: dict[date, list[NeedOnDay]] = {day: [] for day in edition.days}
    for each in held:
        by_day[each.day].append(each)
    return [
        DayOfDuty(day, len({each.post for each in on}), sum(each.least for each in on), most_at_once(on))
        for day, on in by_day.items()
    ]


def trained(session: Session, edition: Edition, held: Iterable[NeedOnDay]) -> list[Trained]:
    by_id: dict[int, list[NeedOnDay]] = {}
    for each in held:
        by_id.setdefault(each.need.qualification_id, []).append(each)
    people = holders(session, edition)
    rows = select(Qualification).where(Qualification.edition_id == edition.id).order_by(Qualification.sort_key)
    return [Trained(row, most_at_once(by_id.get(row.id, ())), people.get(row.id, 0)) for row in session.scalars(rows)]


def holders(session: Session, edition: Edition) -> dict[int, int]:
    """How many people hold each qualification to the end of the festival."""
    counted: Any = (
        select(Holding.qualification_id, func.count())
        .join(Officer, Officer.id == Holding.officer_id)
        .where(Officer.edition_id == edition.id, or_(Holding.expires.is_(None), Holding.expires >= edition.last_day))
        .group_by(Holding.qualification_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def most_at_once(held: Iterable[NeedOnDay]) -> int:
    """How many people stand at their posts at the busiest moment; one who is relieved has gone."""
    steps = sorted(step for each in held for step in ((each.ends, -each.least), (each.starts, each.least)))
    here = most = 0
    for _, step in steps:
        here += step
        most = max(most, here)
    return most
