"""A post in one shift of a festival day: who stands there, what speaks against it, and who else could."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.models import Duty
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.judging import Finding, breaches_of, broken_by, told
from festival_ops.planning.roster.kept import Standing
from festival_ops.planning.roster.matrix import Line, lines
from festival_ops.programme.models import Edition
from festival_ops.security.models import Agency, Officer, Post
from festival_ops.words import fold
from solver.crew.problem import Need
from solver.crew.rules.hours_a_day import length
from solver.crew.rules.rule import in_time
from solver.crew.stand_in import stand_ins

MOST_FOUND = 8


@dataclass(frozen=True)
class OnDuty:
    """Somebody who stands there; `findings` are what his duties break because of it."""

    duty: Duty
    officer: Officer
    leads: bool
    findings: list[Finding]


@dataclass(frozen=True)
class Candidate:
    """Somebody who could stand there. Minutes of rest are None where no duty lies before or after; `minutes` and
    `nights` are those of all duties then."""

    officer: Officer
    leads: bool
    rest_before: int | None
    rest_after: int | None
    way: int
    nights: int
    minutes: int
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocked(self) -> bool:
        return any(finding.blocks for finding in self.findings)


@dataclass(frozen=True)
class Place:
    """One function that is needed there, with its people."""

    key: NeedOn
    line: Line
    people: list[OnDuty]

    @property
    def full(self) -> bool:
        return self.line.has >= self.line.need.most


def places_at(session: Session, edition: Edition, stands: Standing, post: Post, day: date, shift: int) -> list[Place]:
    found = [line for at, line in lines(stands, day) if at == shift and line.need.post == post.id]
    rows = duties_on(session, edition, [NeedOn.of(line.need.id, edition.first_day) for line in found])
    places = []
    for line in found:
        key = NeedOn.of(line.need.id, edition.first_day)
        people = [_on_duty(stands, row, line.need) for row in rows.get(key, ()) if stands.serves(row.officer_id)]
        places.append(Place(key, line, sorted(people, key=lambda one: (not one.leads, one.officer.sort_key))))
    return places


def duties_on(session: Session, edition: Edition, keys: list[NeedOn]) -> dict[NeedOn, list[Duty]]:
    """The rows of duties by what they meet."""
    wanted = select(Duty).where(Duty.edition_id == edition.id, Duty.need_id.in_([key.need for key in keys]))
    held: dict[NeedOn, list[Duty]] = {}
    for row in session.scalars(wanted.where(Duty.day.in_([key.day for key in keys])).options(*_with_agency())):
        held.setdefault(NeedOn(row.need_id, row.day, row.stretch), []).append(row)
    return held


def who_could(session: Session, stands: Standing, need: Need, words: str = "") -> list[Candidate]:
    """The five best who break no rule; with words, whoever is found by them, with what speaks against it."""
    if not words:
        best = stand_ins(stands.problem, stands.plan, need)
        rows = _officers(session, [one.officer for one in best])
        return [
            Candidate(rows[one.officer], one.leads, one.rest_before, one.rest_after, one.way, one.nights, one.minutes)
            for one in best
        ]
    return [_candidate(stands, row, need) for row in _found(session, stands, need, words)]


def _found(session: Session, stands: Standing, need: Need, words: str) -> list[Officer]:
    there = set(stands.plan.officers_on(need.id))
    matching = [Officer.folded.contains(word, autoescape=True) for word in fold(words).split()]
    rows = select(Officer).where(Officer.edition_id == stands.edition, *matching)
    found = session.scalars(rows.order_by(Officer.sort_key, Officer.id).options(*_people()).limit(100))
    return [row for row in found if row.id not in there and stands.serves(row.id)][:MOST_FOUND]


def _candidate(stands: Standing, row: Officer, need: Need) -> Candidate:
    problem, plan = stands.problem, stands.plan
    needs = in_time([*(problem.need(id) for id in plan.needs_of(row.id)), need])
    at = needs.index(need)
    before, after = (needs[at - 1] if at else None), (needs[at + 1] if at + 1 < len(needs) else None)
    return Candidate(
        row,
        problem.leads(problem.officer(row.id), need),
        None if before is None else problem.between(before, need),
        None if after is None else problem.between(need, after),
        0 if before is None else problem.walk(before, need),
        sum(map(problem.at_night, needs)),
        sum(map(length, needs)),
        told(problem, broken_by(problem, plan, row.id, need.id)),
    )


def _on_duty(stands: Standing, row: Duty, need: Need) -> OnDuty:
    problem = stands.problem
    findings = told(problem, breaches_of(problem, stands.plan, row.officer_id, need.id))
    return OnDuty(row, row.officer, problem.leads(problem.officer(row.officer_id), need), findings)


def _officers(session: Session, ids: Iterable[int]) -> dict[int, Officer]:
    rows = session.scalars(select(Officer).where(Officer.id.in_(list(ids))).options(*_people()))
    return {row.id: row for row in rows}


def _people() -> Any:
    return (joinedload(Officer.agency).joinedload(Agency.force),)


def _with_agency() -> Any:
    return (joinedload(Duty.officer).joinedload(Officer.agency).joinedload(Agency.force),)
