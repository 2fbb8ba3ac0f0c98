"""A troupe plays no more shows on a festival day than it agreed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.places import by_day
from solver.plan import Moment, Plan, Violation
from solver.problem import Problem, Troupe
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class ShowsADay(Rule):
    """Broken once for every show too many: the acts are the day's shows up to that one."""

    anywhere = True
    title = N_("Shows a day")
    text = N_("%(troupe)s plays %(act)s at %(starts)s as show %(shows)s of the day; it agreed to %(limit)s.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for troupe in problem.troupes:
            limit = _limit(problem, troupe)
            for slots in by_day(problem, plan, problem.acts_of_troupe[troupe.id]):
                for shows in range(limit + 1, len(slots) + 1):
                    last = slots[shows - 1]
                    told = {"troupe": troupe.name, "act": problem.act(last.act).title}
                    acts = (slot.act for slot in slots[:shows])
                    yield self.broken(*acts, **told, starts=Moment(last.starts), shows=shows, limit=limit)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for troupe in model.problem.troupes:
            acts = model.problem.acts_of_troupe[troupe.id]
            yield from model.at_most_a_day(self, acts, _limit(model.problem, troupe))


def _limit(problem: Problem, troupe: Troupe) -> int:
    return problem.settings.shows_a_day if troupe.shows_a_day is None else troupe.shows_a_day
