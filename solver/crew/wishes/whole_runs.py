"""Whoever is called comes for as many festival days in a row as the force wants at least."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.rules.hours_a_day import by_day
from solver.crew.rules.longest_run import runs
from solver.crew.rules.shortest_run import alone, worked_days
from solver.crew.wishes.wish import N_, CrewWish
from solver.plan import Fact, Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class WholeRuns(CrewWish):
    """Every day that is missing counts. Where a force names nothing, a single day is welcome."""

    title = N_("Days in a row at least")
    sentence = N_("%(officer)s is called for %(has)s of at least %(least)s days in a row from %(day)s.")
    weight = 5

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        for officer in problem.officers:
            least = problem.force(officer.force).shortest_run
            for run in runs(by_day(problem, map(problem.need, plan.needs_of(officer.id)))):
                if len(run) < least:
                    first = min(need.span.starts for need in run[0])
                    facts: dict[str, Fact] = {"officer": officer.name, "has": len(run), "least": least}
                    yield CrewCost(self.key, (officer.id,), least - len(run), {**facts, "day": Moment(first)})

    def cost(self, model: Staffing, weight: int) -> None:
        """A run of so many days is one whose days all have a duty while the day before and the day after have none."""
        for officer in model.problem.officers:
            least = model.problem.force(officer.force).shortest_run
            if least > 1:
                worked = worked_days(model, officer)
                for begins in worked:
                    for length in range(1, least):
                        if all(begins + day in worked for day in range(length)):
                            short = model.whole(0, model.size(officer), cost=weight * (least - length))
                            terms = alone(worked, begins, length)
                            model.always([*terms, (-1, short)], most=(length - 1) * model.size(officer))
