"""Who stands where when, as sheets of paper show it: one function at a post in one shift of a festival day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import ShiftOnGround, Standing
from festival_ops.planning.roster.matrix import flaws
from festival_ops.programme.models import Edition
from festival_ops.security.models import Officer
from solver.crew.problem import Need
from solver.crew.rules.rule import in_time


@dataclass(frozen=True)
class Person:
    """Somebody on a watch; `leads` says that he leads those who stand there with him."""

    officer: Officer
    leads: bool


@dataclass(frozen=True)
class Watch:
    """`people` are in order of name, those who lead first; `unled` are leaders that are missing."""

    need: Need
    key: NeedOn
    shift: ShiftOnGround
    function: str
    hours: str
    unled: int
    people: tuple[Person, ...]

    @property
    def missing(self) -> int:
        return max(0, self.need.least - len(self.people))

    def follows(self, other: Watch) -> bool:
        """Whether these people take over from those: same function, and there before those may leave."""
        mine, theirs = self.need.span, other.need.span
        same = self.need.post == other.need.post and self.need.function == other.need.function
        return same and theirs.starts < mine.starts <= theirs.ends < mine.ends


def watches(
    session: Session, edition: Edition, stands: Standing, posts: Collection[int], days: Iterable[date]
) -> list[Watch]:
    """All watches of the posts on the festival days, in the order of time."""
    wanted, problem = frozenset(days), stands.problem
    needs = [(NeedOn.of(need.id, edition.first_day), need) for need in in_time(problem.needs) if need.post in posts]
    needs = [(key, need) for key, need in needs if key.day in wanted]
    people = _people(session, {officer for _, need in needs for officer in stands.plan.officers_on(need.id)})
    shifts, (unled, _) = {shift.id: shift for shift in stands.ground.shifts}, flaws(stands)
    return [
        Watch(
            need=need,
            key=key,
            shift=shifts[stands.ground.shift_of[key.need]],
            function=problem.function(need.function).name,
            hours=stands.clock_of(need),
            unled=unled[need.id],
            people=_in_order(stands, need, people),
        )
        for key, need in needs
    ]


def _in_order(stands: Standing, need: Need, known: dict[int, Officer]) -> tuple[Person, ...]:
    problem = stands.problem
    there = (known[id] for id in stands.plan.officers_on(need.id) if id in known)
    people = (Person(officer, problem.leads(problem.officer(officer.id), need)) for officer in there)
    return tuple(sorted(people, key=lambda one: (not one.leads, one.officer.sort_key, one.officer.code)))


def _people(session: Session, ids: Collection[int]) -> dict[int, Officer]:
    rows = select(Officer).where(Officer.id.in_(ids)).options(joinedload(Officer.agency))
    return {row.id: row for row in session.scalars(rows)}
