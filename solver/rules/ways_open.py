"""What the rules on ways over the roads share: a course is open whenever the way is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.network import Way
from solver.plan import Moment, Plan, Violation
from solver.problem import Problem
from solver.rules.rule import Rule
from solver.ways import cuts

if TYPE_CHECKING:
    from solver.model.placing import Placing


class WaysOpen(Rule):
    """Broken once by each act whose closures begin when no course is left open, and once by what is no act."""

    anywhere = True

    def concerns(self, way: Way) -> bool:
        raise NotImplementedError

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for way in filter(self.concerns, problem.network.ways):
            for cut in cuts(problem, plan, way):
                roads = ", ".join(problem.network.road(road).name for road in cut.roads)
                yield self.broken(*cut.acts, way=way.name, starts=Moment(cut.minute), roads=roads)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for way in filter(self.concerns, model.problem.network.ways):
            yield from model.keep_open(self, way)
