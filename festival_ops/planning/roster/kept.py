"""Rosters as they were last read: kept in memory until the record of changes, or the roster itself, says otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.utils import cached_property

from festival_ops.planning.kept import SECURITY, Shelf
from festival_ops.planning.models import Roster
from festival_ops.planning.roster.ids import days_after
from festival_ops.planning.roster.snapshot import Told, crew_problem_of, current_duties, told_last
from festival_ops.programme.models import Edition
from festival_ops.security import models as security
from festival_ops.web.models import HistoryEntry
from solver.crew.check import check
from solver.crew.plan import Breach, CrewPlan
from solver.crew.problem import CrewProblem, Need
from solver.crew.shortage import Shortage, shortages
from solver.problem import MINUTES_A_DAY

# What a crew problem is made of.
MADE_OF = ("edition", "venue", "travel", "upload", "roster_release", *SECURITY)


@dataclass(frozen=True)
class SectorOnGround:
    id: int
    name: str
    ring: int


@dataclass(frozen=True)
class PostOnGround:
    id: int
    code: str
    name: str
    sector: int


@dataclass(frozen=True)
class ShiftOnGround:
    id: int
    name: str
    starts: time
    ends: time

    @property
    def hours(self) -> str:
        return from_to(self.starts, self.ends)


@dataclass(frozen=True)
class Ground:
    """What the core need not know: the sectors from the inside out with their posts, which shift a need is of, and the
    heads without names."""

    sectors: tuple[SectorOnGround, ...]
    posts: tuple[PostOnGround, ...]
    shifts: tuple[ShiftOnGround, ...]
    shift_of: dict[int, int]
    unnamed: frozenset[int]


@dataclass(frozen=True)
class Untold:
    """How the roster differs from the release that people know: duties that nobody has been told of, and such that
    people were told of and that no longer stand so."""

    number: int
    at: datetime
    new: int
    ended: int


@dataclass(frozen=True)
class Standing:
    """The roster of an edition as it stands, with the problem that it answers; `problem.current` are its duties, `told`
    is what people know of it."""

    edition: int
    stamp: int
    revision: int
    problem: CrewProblem
    ground: Ground
    told: Told | None = None

    @cached_property
    def plan(self) -> CrewPlan:
        return CrewPlan(self.problem.current)

    @cached_property
    def officers(self) -> frozenset[int]:
        return frozenset(officer.id for officer in self.problem.officers)

    @cached_property
    def needs(self) -> frozenset[int]:
        return frozenset(need.id for need in self.problem.needs)

    @cached_property
    def by_day(self) -> dict[date, list[Need]]:
        """The needs of each festival day."""
        first_day, held = date.fromisoformat(self.problem.first_day), dict[int, list[Need]]()
        for need in self.problem.needs:
            held.setdefault(days_after(need.id), []).append(need)
        return {first_day + timedelta(days=index): needs for index, needs in held.items()}

    def serves(self, officer: int) -> bool:
        """Whether the problem knows the officer: somebody may have come since it was read."""
        return officer in self.officers

    @cached_property
    def untold(self) -> Untold | None:
        """Nothing before the first release, and as long as people know everything."""
        if self.told is None:
            return None
        known, hours = set(self.problem.released), self.told.hours
        needs = (self.problem.need(duty.need) for duty in self.problem.current if duty in known)
        same = sum(hours.get(need.id) == (need.span, need.handover) for need in needs)
        new, ended = len(self.problem.current) - same, self.told.duties - same
        return Untold(self.told.number, self.told.at, new, ended) if new or ended else None

    @property
    def wanted(self) -> int:
        """How many duties are needed at least."""
        return sum(need.least for need in self.problem.needs)

    def clock_of(self, need: Need) -> str:
        """22:00–06:00."""
        return from_to(_clock(need.span.starts), _clock(need.span.ends))

    def handover_of(self, need: Need) -> str:
        """When whoever relieves others is there, 21:50; nothing where nobody is relieved."""
        return f"{_clock(need.duty.starts):%H:%M}" if need.handover else ""

    @cached_property
    def sector_of(self) -> dict[int, int]:
        """Sectors by post."""
        return {post.id: post.sector for post in self.ground.posts}

    @cached_property
    def breaches(self) -> list[Breach]:
        return check(self.problem, self.plan)

    @cached_property
    def shortages(self) -> list[Shortage]:
        return shortages(self.problem, self.plan)


def _clock(minute: int) -> time:
    return time(*divmod(minute % MINUTES_A_DAY, 60))


def from_to(starts: time | datetime, ends: time | datetime) -> str:
    """22:00–06:00; whoever stays until midnight stays until 24:00."""
    until = f"{ends:%H:%M}"
    return f"{starts:%H:%M}–{'24:00' if until == '00:00' else until}"


def standing(session: Session, edition: Edition, language: str = "vi") -> Standing:
    """The roster of the edition, without reading what has not changed."""
    shelf: Shelf = current_app.extensions["problems"]
    key = ("roster", edition.id, language)
    stamp, revision = _stamp_of(session, edition), revision_of(session, edition)
    known: Standing | None = shelf.find(key)
    if known is not None and (known.stamp, known.revision) == (stamp, revision):
        return known
    if known is None or known.stamp != stamp:
        problem = crew_problem_of(session, edition, language=language)
        ground, told = _ground(session, edition, english=language == "en"), told_last(session, edition)
        known = Standing(edition.id, stamp, revision, problem, ground, told)
    duties = current_duties(session, edition, known.problem)
    known = replace(known, revision=revision, problem=replace(known.problem, current=duties))
    shelf.keep(key, known)
    return known


def revision_of(session: Session, edition: Edition) -> int:
    return session.scalar(select(Roster.revision).where(Roster.edition_id == edition.id)) or 0


def _stamp_of(session: Session, edition: Edition) -> int:
    """The newest change of anything that the problem is made of."""
    entries = select(func.coalesce(func.max(HistoryEntry.id), 0)).where(
        HistoryEntry.edition_id == edition.id, HistoryEntry.subject.in_(MADE_OF)
    )
    return session.scalar(entries) or 0


def _ground(session: Session, edition: Edition, *, english: bool) -> Ground:
    def name(row: security.Sector | security.Post | security.Shift) -> str:
        return row.name_en or row.name if english else row.name

    sector, post, shift, need, head = security.Sector, security.Post, security.Shift, security.Need, security.Officer
    sectors = session.scalars(select(sector).where(sector.edition_id == edition.id).order_by(sector.ring, sector.name))
    posts = session.scalars(select(post).where(post.edition_id == edition.id).order_by(post.code))
    shifts = session.scalars(select(shift).where(shift.edition_id == edition.id))
    of = session.execute(select(need.id, need.shift_id).where(need.edition_id == edition.id))
    cutoff = edition.cutoff
    return Ground(
        tuple(SectorOnGround(row.id, name(row), row.ring) for row in sectors),
        tuple(PostOnGround(row.id, row.code, name(row), row.sector_id) for row in posts),
        tuple(
            ShiftOnGround(row.id, name(row), row.starts, row.ends)
            for row in sorted(shifts, key=lambda row: (row.starts < cutoff, row.starts, row.name))
        ),
        {row.id: row.shift_id for row in of},
        frozenset(session.scalars(select(head.id).where(head.edition_id == edition.id, head.unnamed))),
    )
