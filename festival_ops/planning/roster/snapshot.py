"""Rows to facts: the posts, needs and people of an edition as the CrewProblem that the core reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Duty, ReleasedDuty, ReleasedNeed, RosterRelease
from festival_ops.planning.roster import places
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.programme.models import Edition, Venue
from festival_ops.programme.travel import minutes_between
from festival_ops.security import models as security
from festival_ops.security.models.people import UNWANTED
from festival_ops.security.queries import needs_by_day
from solver.crew import problem as core
from solver.crew.handover import with_handovers
from solver.crew.problem import CrewProblem
from solver.problem import MINUTES_A_DAY, Span

# Working time of employees is law; that of all others may be passed where somebody answers for it.
WORKING_TIME = (
    "rest-between-duties",
    "hours-a-day",
    "hours-a-week",
    "hours-a-month",
    "weekly-rest",
    "longest-run",
)
SOFT = dict.fromkeys(WORKING_TIME, "warn")


def crew_problem_of(session: Session, edition: Edition, *, language: str = "vi") -> CrewProblem:
    """Everything but the roster itself, which `current_duties` reads. Names are in the reader's language."""
    return _Snapshot(session, edition, language == "en").problem()


def current_duties(session: Session, edition: Edition, problem: CrewProblem) -> tuple[core.Duty, ...]:
    """The roster as it stands, of people and needs that the problem knows."""
    needs, officers = {need.id for need in problem.needs}, {officer.id for officer in problem.officers}
    rows = select(Duty.officer_id, Duty.need_id, Duty.day, Duty.stretch).where(Duty.edition_id == edition.id)
    first_day = edition.first_day
    number = cache(lambda need, day, stretch: NeedOn(need, day, stretch).number(first_day))
    found = ((officer, number(*key)) for officer, *key in session.execute(rows))
    return tuple(core.Duty(*duty) for duty in sorted(found) if duty[1] in needs and duty[0] in officers)


def released_duties(session: Session, edition: Edition) -> tuple[core.Duty, ...]:
    """Those of the last release, as far as their days are days of the edition still."""
    latest = select(RosterRelease.id).where(RosterRelease.edition_id == edition.id)
    newest = latest.order_by(RosterRelease.number.desc()).limit(1).scalar_subquery()
    told = ReleasedDuty
    rows = session.execute(
        select(told.officer_id, told.need_id, told.day, told.stretch).where(told.release_id == newest)
    )
    first_day, days = edition.first_day, set(edition.days)
    found = (
        core.Duty(officer, NeedOn(need, day, stretch).number(first_day))
        for officer, need, day, stretch in rows
        if day in days
    )
    return tuple(sorted(found))


@dataclass(frozen=True)
class Told:
    """The last release: how many duties it told, and when people are to be there, by the number of the need."""

    number: int
    at: datetime
    duties: int
    hours: Mapping[int, tuple[Span, int]]


def told_last(session: Session, edition: Edition) -> Told | None:
    columns = (RosterRelease.id, RosterRelease.number, RosterRelease.at)
    newest = select(*columns).where(RosterRelease.edition_id == edition.id).order_by(RosterRelease.number.desc())
    release = session.execute(newest.limit(1)).first()
    if release is None:
        return None
    told, clock, days = ReleasedNeed, Clock.of(edition), frozenset(edition.days)
    hours: dict[int, tuple[Span, int]] = {}
    rows = select(told.need_id, told.day, told.stretch, told.starts, told.ends, told.handover)
    for need, day, stretch, starts, ends, handover in session.execute(rows.where(told.release_id == release.id)):
        if day in days:
            number = NeedOn(need, day, stretch).number(edition.first_day)
            hours[number] = Span(clock.minute(starts), clock.minute(ends)), handover
    all_told = select(func.count()).select_from(ReleasedDuty).where(ReleasedDuty.release_id == release.id)
    return Told(release.number, release.at, session.scalar(all_told) or 0, hours)


class _Snapshot:
    def __init__(self, session: Session, edition: Edition, english: bool) -> None:
        self.session = session
        self.edition = edition
        self.english = english
        self.clock = Clock.of(edition)

    def problem(self) -> CrewProblem:
        # Kept in hand, so that no post asks for its venue again.
        _venues = self._rows(Venue)
        posts = self._rows(security.Post)
        ways = minutes_between(self.session, self.edition)
        forces = {row.id: self._force(row) for row in self._rows(security.Force)}
        own = self._limited(forces)
        return CrewProblem(
            name=self._name(self.edition),
            first_day=self.edition.first_day.isoformat(),
            days=self.clock.days,
            cutoff=self.clock.cutoff,
            forces=(*forces.values(), *own.values()),
            functions=tuple(
                core.Function(row.id, self._name(row), row.leads) for row in self._rows(security.Qualification)
            ),
            officers=tuple(self._officers(own)),
            posts=tuple(self._post(row) for row in posts),
            needs=tuple(with_handovers(self._needs(), {row.id: row.handover_minutes for row in posts})),
            trips=places.trips(posts, ways, self.edition.travel_mode),
            released=released_duties(self.session, self.edition),
        )

    def _rows(self, model: Any) -> list[Any]:
        rows = select(model).where(model.edition_id == self.edition.id).order_by(model.id)
        return list(self.session.scalars(rows))

    def _name(self, row: Any) -> str:
        return str(row.name_en or row.name) if self.english else str(row.name)

    def _force(self, row: security.Force) -> core.Force:
        return core.Force(
            id=row.id,
            name=self._name(row),
            rest=row.rest_minutes,
            day_limit=row.day_minutes,
            week_limit=row.week_minutes,
            longest_run=row.longest_run,
            weekly_rest=row.weekly_rest_minutes,
            month_limit=row.month_minutes,
            shortest_run=row.shortest_run,
            levels={} if row.labour else SOFT,
        )

    def _limited(self, forces: dict[int, core.Force]) -> dict[int, core.Force]:
        """By officer: a force of one, as strict as his own, for whoever may be on duty less than its others.

        What somebody has asked for a person is held, also where the limits of his force may be passed.
        """
        officer, agency = security.Officer, security.Agency
        limits = (officer.day_minutes, officer.week_minutes, officer.longest_run)
        asked = select(officer.id, agency.force_id, *limits).join(agency, agency.id == officer.agency_id)
        asked = asked.where(officer.edition_id == self.edition.id, or_(*(each.is_not(None) for each in limits)))
        found = {}
        for id, force_id, day, week, run in self.session.execute(asked.order_by(officer.id)):
            force = forces[force_id]
            held = {"hours-a-day": day, "hours-a-week": week, "longest-run": run}
            found[id] = replace(
                force,
                id=-id,
                day_limit=_narrower(force.day_limit, day),
                week_limit=_narrower(force.week_limit, week),
                longest_run=_narrower(force.longest_run, run),
                shortest_run=min(force.shortest_run, run or force.shortest_run),
                levels={key: level for key, level in force.levels.items() if held.get(key) is None},
            )
        return found

    def _post(self, row: security.Post) -> core.Post:
        place = places.place_of(row)
        return core.Post(row.id, f"{row.code} {self._name(row)}", place.id if place else None, row.sector_id)

    def _officers(self, own: dict[int, core.Force]) -> Iterator[core.Officer]:
        """Thousands of people: columns, not rows with all that hangs on them."""
        skills, away, unwanted = self._skills(), self._away(), self._away(unwanted=True)
        officer, agency = security.Officer, security.Agency
        known = officer.id, officer.code, officer.name, officer.name_en, officer.unnamed
        columns = (*known, officer.agency_id, officer.squad_id, agency.force_id)
        asked = select(*columns).join(agency, agency.id == officer.agency_id)
        for row in self.session.execute(asked.where(officer.edition_id == self.edition.id).order_by(officer.id)):
            yield core.Officer(
                id=row.id,
                name=self._name(row) if row.unnamed else f"{row.name} ({row.code})",
                force=own[row.id].id if row.id in own else row.force_id,
                agency=row.agency_id,
                skills=tuple(skills.get(row.id, ())),
                away=tuple(away.get(row.id, ())),
                unwanted=tuple(unwanted.get(row.id, ())),
                squad=row.squad_id,
            )

    def _skills(self) -> dict[int, list[core.Skill]]:
        held = security.Holding
        columns = select(held.officer_id, held.qualification_id, held.expires)
        rows = columns.join(security.Officer).where(security.Officer.edition_id == self.edition.id).order_by(held.id)
        return _by_officer(self.session.execute(rows), lambda row: core.Skill(row[1], self._until(row[2])))

    def _until(self, expires: date | None) -> int | None:
        return None if expires is None else self.clock.span_of_day(expires).ends

    def _away(self, *, unwanted: bool = False) -> dict[int, list[Span]]:
        """When people cannot come, or would rather not."""
        away = security.Absence
        columns = select(away.officer_id, away.starts, away.ends).where((away.kind == UNWANTED) == unwanted)
        rows = columns.where(away.edition_id == self.edition.id).order_by(away.starts, away.id)
        first, last = self.edition.days[0], self.edition.days[-1]
        whole = Span(self.clock.span_of_day(first).starts, self.clock.span_of_day(last).ends + MINUTES_A_DAY)
        spans = _by_officer(self.session.execute(rows), lambda row: _within(self._span(row[1], row[2]), whole))
        return {officer: [span for span in held if span.starts < span.ends] for officer, held in spans.items()}

    def _span(self, starts: datetime, ends: datetime) -> Span:
        return Span(self.clock.minute(starts), self.clock.minute(ends))

    def _needs(self) -> Iterator[core.Need]:
        """Rows and moments come again on every day, and take long to ask."""
        stretches: Counter[tuple[int, date]] = Counter()
        minute, first_day = cache(self.clock.minute), self.edition.first_day
        facts = cache(
            lambda need: (need.number, need.post_id, need.qualification_id, need.least, need.most, need.one_leader_for)
        )
        for each in needs_by_day(self.session, self.edition):
            id, post, function, least, most, one_leader_for = facts(each.need)
            key = id, each.day
            yield core.Need(
                id=NeedOn(*key, stretches[key]).number(first_day),
                post=post,
                function=function,
                span=Span(minute(each.starts), minute(each.ends)),
                least=least,
                most=most,
                one_leader_for=one_leader_for,
            )
            stretches[key] += 1


def _narrower(limit: int | None, own: int | None) -> int | None:
    return min((each for each in (limit, own) if each is not None), default=None)


def _within(span: Span, whole: Span) -> Span:
    return Span(max(span.starts, whole.starts), min(span.ends, whole.ends))


def _by_officer(rows: Any, read: Any) -> dict[int, list[Any]]:
    held: dict[int, list[Any]] = {}
    for row in rows:
        held.setdefault(row[0], []).append(read(row))
    return held
