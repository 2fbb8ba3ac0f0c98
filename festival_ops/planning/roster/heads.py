"""Promised heads on the roster: how many have names and duties, which are too many, and who may take one over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from festival_ops.planning.clock import Clock
from festival_ops.planning.roster.judging import PERSONAL, Finding, told
from festival_ops.planning.roster.kept import Standing
from festival_ops.programme.models import Edition
from festival_ops.security.models import Agency, Officer
from festival_ops.security.promises import Kind, filled
from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Skill
from solver.crew.problem import Officer as Person
from solver.crew.rules.rule import IGNORE, in_time


@dataclass(frozen=True)
class Promise:
    """One line of what an agency promises; `beyond` are heads without names that stand on the roster although as many
    people as promised are there without them."""

    function: str
    heads: int
    named: int
    unnamed: tuple[Officer, ...]
    on_roster: int
    beyond: tuple[Officer, ...]


def people_of(session: Session, agency: int) -> list[Officer]:
    rows = select(Officer).where(Officer.agency_id == agency).order_by(Officer.number, Officer.code)
    return list(session.scalars(rows.options(selectinload(Officer.holdings))))


def promises_of(session: Session, stands: Standing, agency: Agency) -> list[Promise]:
    """Line by line, and at the end what stands on the roster for lines that are gone."""
    people = people_of(session, agency.id)
    named = filled(agency.contingents, (one.kind for one in people if not one.unnamed))
    lines = {part.kind: (_function(part.held), part.heads) for part in agency.contingents}
    for one in people:
        if one.unnamed and one.kind not in lines:
            lines[one.kind] = _function([part.qualification for part in one.holdings]), 0
    return [_promise(stands, people, kind, function, heads, named[kind]) for kind, (function, heads) in lines.items()]


def _promise(stands: Standing, people: Sequence[Officer], kind: Kind, function: str, heads: int, named: int) -> Promise:
    unnamed = tuple(one for one in people if one.unnamed and one.kind == kind)
    busy = [one for one in unnamed if stands.plan.needs_of(one.id)]
    served = [one for one in people if not one.unnamed and kind <= one.kind and stands.plan.needs_of(one.id)]
    spare = max(0, len(busy) - (heads - named))
    beyond = tuple(busy[len(busy) - spare :])
    return Promise(function, heads, named, unnamed, len(busy) + len(served), beyond)


def _function(held: Iterable[object]) -> str:
    return " + ".join(str(getattr(each, "name", "")) for each in held)


def fits(stands: Standing, person: int, gained: Iterable[int], known: Iterable[Breach] = ()) -> list[Finding]:
    """What blocks if the person met these needs too, apart from what his duties break already and what is `known`."""
    problem = stands.problem
    own = [problem.need(id) for id in stands.plan.needs_of(person)]
    before = [*known, *breaches(problem, problem.officer(person), own)]
    after = breaches(problem, problem.officer(person), [*own, *map(problem.need, gained)])
    return _new(problem, after, before)


def misfits(edition: Edition, stands: Standing, head: int, held: Iterable[tuple[int, date | None]]) -> list[Finding]:
    """What blocks if whoever does the duties of the head held these qualifications instead, each with its last day."""
    if not stands.serves(head):
        return []
    clock, problem = Clock.of(edition), stands.problem
    before = problem.officer(head)
    skills = tuple(Skill(function, _until(clock, expires)) for function, expires in held)
    needs = [problem.need(id) for id in stands.plan.needs_of(head)]
    after = breaches(problem, replace(before, skills=skills), needs)
    return _new(problem, after, breaches(problem, before, needs))


def breaches(problem: CrewProblem, person: Person, needs: Collection[Need]) -> list[Breach]:
    ordered = in_time(needs)
    return [breach for rule in PERSONAL for breach in rule.of(problem, person, ordered) if breach.level != IGNORE]


def _new(problem: CrewProblem, after: Iterable[Breach], before: Iterable[Breach]) -> list[Finding]:
    known = {(breach.rule, breach.needs) for breach in before}
    found = told(problem, [breach for breach in after if (breach.rule, breach.needs) not in known])
    return [finding for finding in found if finding.blocks]


def _until(clock: Clock, expires: date | None) -> int | None:
    return None if expires is None else clock.span_of_day(expires).ends
