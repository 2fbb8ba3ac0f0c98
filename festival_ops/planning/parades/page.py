"""A parade as its page shows it: every unit in its hours, what the rules say, and how long the whole takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from werkzeug.utils import cached_property

from festival_ops.planning.clock import Clock
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.judgement import WARN
from festival_ops.planning.parades.facts import problem_of
from festival_ops.planning.parades.walking import Way, loaded, off_the_way, way_of
from festival_ops.planning.roads.hours import Showing, shown
from festival_ops.programme.models import Edition, ParadeStop, Performance, Stage
from festival_ops.traffic.models import Parade, ParadeHalt, ParadeUnit
from solver.parade.check import check
from solver.parade.plan import Breach, ParadePlan
from solver.parade.problem import SECONDS, Engagement, ParadeProblem
from solver.parade.walk import March
from solver.parade.wishes import Wishes, wishes
from solver.parade.words import say


@dataclass(frozen=True)
class At:
    """Head and tail at a place."""

    comes: datetime
    leaves: datetime


@dataclass(frozen=True)
class Line:
    """A unit at its number. `arrives` is its tail at the end of the way, `at_bus` at the buses."""

    number: int
    row: ParadeUnit
    call: datetime
    steps_off: datetime
    passes: tuple[At, ...]
    arrives: datetime
    at_bus: datetime
    next: Engagement | None
    next_at: datetime | None
    broken: bool


@dataclass(frozen=True)
class Standing:
    """A parade with the show that it is, as the plan in hand has it; without a show or a way it has no hours."""

    edition: Edition
    parade: Parade
    way: Way | None
    show: Showing | None
    problem: ParadeProblem | None
    order: tuple[int, ...]

    @cached_property
    def march(self) -> March | None:
        return March.of(self.problem, self.order) if self.problem and self.order else None

    @cached_property
    def breaches(self) -> list[Breach]:
        return check(self.problem, ParadePlan(self.order)) if self.problem and self.order else []

    @property
    def sentences(self) -> list[str]:
        """Of what blocks."""
        return self._said(lambda level: level != WARN)

    @property
    def warnings(self) -> list[str]:
        return self._said(lambda level: level == WARN)

    def _said(self, wanted: Callable[[str], bool]) -> list[str]:
        told = [breach for breach in self.breaches if wanted(breach.level)]
        return [say(self.problem, breach, gettext) for breach in told] if self.problem else []

    @property
    def strays(self) -> list[ParadeHalt]:
        """Halts at junctions that its way no longer comes to, with which nothing is reckoned."""
        return off_the_way(self.parade, self.way) if self.way else []

    @property
    def wishes(self) -> Wishes | None:
        return wishes(self.problem, self.order) if self.problem and self.order else None

    @property
    def people(self) -> int:
        return sum(row.people or 0 for row in self.parade.units)

    @cached_property
    def lines(self) -> list[Line]:
        return list(_lines(self, self.march, self.way)) if self.march and self.way else []

    @property
    def ends(self) -> datetime | None:
        """The last tail at the end of the way."""
        return max((line.arrives for line in self.lines), default=None)

    def moment(self, minute: int) -> datetime:
        return Clock.of(self.edition).moment(minute)


def _lines(stands: Standing, march: March, way: Way) -> Iterator[Line]:
    rows = {row.id: row for row in stands.parade.units}
    wrong = {id for breach in stands.breaches for id in breach.units}
    for number, id in enumerate(march.order, start=1):
        steps_off = march.problem.starts + march.steps_off[id] // SECONDS
        passes = [march.passing(id, place.metres) for place in way.places]
        following = march.problem.unit(id).next
        yield Line(
            number=number,
            row=rows[id],
            call=stands.moment(steps_off - march.problem.call),
            steps_off=stands.moment(steps_off),
            passes=tuple(At(stands.moment(each.comes), stands.moment(each.leaves)) for each in passes),
            arrives=stands.moment(passes[-1].leaves),
            at_bus=stands.moment(passes[-1].leaves + march.problem.walk),
            next=following,
            next_at=stands.moment(following.minute) if following else None,
            broken=id in wrong,
        )


def standing(session: Session, edition: Edition, id: int, order: Sequence[int] | None = None) -> Standing | None:
    """The parade of that number as it is ordered, or as it would be in another order of the same units."""
    stops = selectinload(Parade.performance).selectinload(Performance.stops)
    rows = select(Parade).where(Parade.edition_id == edition.id, Parade.id == id)
    venues = stops.joinedload(ParadeStop.stage).joinedload(Stage.venue)
    parade = session.scalar(rows.options(*loaded(), venues))
    if parade is None:
        return None
    plan = plan_in_hand(session, edition)
    show = shown(session, plan, {parade.performance_id}).get(parade.performance_id)
    way = way_of(parade)
    problem = problem_of(session, edition, plan, parade, way, show) if way and show else None
    now = problem.current if problem else ()
    return Standing(edition, parade, way, show, problem, tuple(order) if order and set(order) == set(now) else now)
