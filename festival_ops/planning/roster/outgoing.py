"""The roster as calendars are told it. Whatever leaves the house is read here and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.models import Duty
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import MADE_OF, revision_of
from festival_ops.programme.models import Edition
from festival_ops.security.models import Need, Post, Shift
from festival_ops.security.queries import NeedOnDay, by_day
from festival_ops.web.models import HistoryEntry


@dataclass(frozen=True)
class RosterState:
    """The roster's revision, and the newest change of anything that calendars tell of it."""

    revision: int
    entry: int
    at: datetime | None


@dataclass(frozen=True)
class Manning:
    """One function at a post for a shift of a festival day, and the ids of those who are on duty in it."""

    key: NeedOn
    need: NeedOnDay
    officers: tuple[int, ...]


def state_of(session: Session, edition: Edition) -> RosterState:
    subjects = (*MADE_OF, "roster", "roster_run", "duty")
    changes = select(HistoryEntry.id, HistoryEntry.at).where(
        HistoryEntry.edition_id == edition.id, HistoryEntry.subject.in_(subjects)
    )
    newest = session.execute(changes.order_by(HistoryEntry.id.desc()).limit(1)).first()
    entry, at = (newest.id, newest.at) if newest else (0, None)
    return RosterState(revision_of(session, edition), entry, at)


def manning_of(session: Session, edition: Edition, posts: Collection[int]) -> list[Manning]:
    """Everybody who is asked for at the posts, by day, and who is on duty."""
    tied = (
        joinedload(Need.post).options(selectinload(Post.hours), joinedload(Post.venue), joinedload(Post.sector)),
        selectinload(Need.shift).selectinload(Shift.days),
        joinedload(Need.qualification),
    )
    needs = list(session.scalars(select(Need).where(Need.post_id.in_(posts)).order_by(Need.id).options(*tied)))
    on_duty, stretches, held = _on_duty(session, [need.id for need in needs]), Counter[tuple[int, date]](), []
    for each in by_day(edition, needs):
        place = each.need.id, each.day
        key = NeedOn(*place, stretches[place])
        stretches[place] += 1
        held.append(Manning(key, each, tuple(on_duty.get(key, ()))))
    return held


def posts_of(session: Session, officer: int) -> list[int]:
    """Where the officer has any duty."""
    rows = select(Need.post_id).join(Duty, Duty.need_id == Need.id).where(Duty.officer_id == officer)
    return list(session.scalars(rows.distinct()))


def _on_duty(session: Session, needs: Collection[int]) -> dict[NeedOn, list[int]]:
    rows = select(Duty.officer_id, Duty.need_id, Duty.day, Duty.stretch).where(Duty.need_id.in_(needs))
    held: dict[NeedOn, list[int]] = {}
    for officer, need, day, stretch in session.execute(rows.order_by(Duty.officer_id)):
        held.setdefault(NeedOn(need, day, stretch), []).append(officer)
    return held
