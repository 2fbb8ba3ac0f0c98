"""What the roster asks of each person: duties, hours, nights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from festival_ops.planning.clock import Clock
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.judging import Finding, breaches_of, told
from festival_ops.planning.roster.kept import Standing, from_to
from festival_ops.programme.models import Edition
from solver.crew.problem import Need
from solver.crew.rules.hours_a_day import length
from solver.crew.rules.rule import in_time


@dataclass(frozen=True)
class Load:
    duties: int
    minutes: int
    nights: int
    days: int


@dataclass(frozen=True)
class Served:
    """One duty of a person with the moments of its beginning and end, and what it breaks.

    `handover` is the hour at which whoever relieves others is there, or nothing.
    """

    key: NeedOn
    day: date
    starts: datetime
    ends: datetime
    post: int
    place: str
    function: str
    shift: int
    night: bool
    handover: str
    findings: list[Finding]

    @property
    def hours(self) -> str:
        return from_to(self.starts, self.ends)


def load_of(stands: Standing, officer: int) -> Load:
    needs, problem = _needs(stands, officer), stands.problem
    return Load(
        len(needs),
        sum(map(length, needs)),
        sum(map(problem.at_night, needs)),
        len({problem.day_of(need.span.starts) for need in needs}),
    )


def duties_of(edition: Edition, stands: Standing, officer: int) -> list[Served]:
    """In the order of time."""
    problem, clock, held = stands.problem, Clock.of(edition), []
    for need in _needs(stands, officer):
        key = NeedOn.of(need.id, edition.first_day)
        held.append(
            Served(
                key=key,
                day=key.day,
                starts=clock.moment(need.span.starts),
                ends=clock.moment(need.span.ends),
                post=need.post,
                place=problem.post(need.post).name,
                function=problem.function(need.function).name,
                shift=stands.ground.shift_of[key.need],
                night=problem.at_night(need),
                handover=stands.handover_of(need),
                findings=told(problem, breaches_of(problem, stands.plan, officer, need.id)),
            )
        )
    return held


def _needs(stands: Standing, officer: int) -> list[Need]:
    return in_time(map(stands.problem.need, stands.plan.needs_of(officer)))
