"""A delegation has one liaison officer from its arrival to its departure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach, EscortPlan
from solver.escorts.problem import LIAISON, EscortProblem
from solver.escorts.rules.rule import N_, WARN, EscortRule, Facts

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class OneLiaison(EscortRule):
    """As many as it asks for at once. It only warns: hours a day may ask for a change, which is then named."""

    title = N_("One liaison officer")
    text = N_("%(delegation)s has %(has)s liaison officers in turn (%(escorts)s); %(needs)s would do.")
    level = WARN

    def violations(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[Breach]:
        for delegation, needs in acquaintances(problem, LIAISON).items():
            held = acquainted(problem, plan, delegation, LIAISON)
            if len(held) > needs:
                codes = ", ".join(problem.escort(id).code for id in held)
                facts: Facts = {"has": len(held), "needs": needs, "escorts": codes}
                told: Facts = {"delegation": problem.delegation(delegation).code, **facts}
                engagements = tuple(one.id for one in problem.engagements if one.delegation == delegation)
                yield Breach(self.key, held, engagements, len(held) - needs, self.level_in(problem), told)

    def post(self, model: EscortModel) -> None:
        for delegation, needs in acquaintances(model.problem, LIAISON).items():
            known = model.acquainted(delegation, LIAISON)
            if len(known) > needs:
                more = model.slack(self, len(known) - needs, self.price)
                model.cp.add(sum(known) - more <= needs)


def acquaintances(problem: EscortProblem, pair: str) -> dict[int, int]:
    """How many liaisons, or interpreters of a pair, a delegation asks for at the most at one engagement."""
    most: dict[int, int] = {}
    for task in problem.tasks.values():
        if task.pair == pair:
            delegation = task.engagement.delegation
            most[delegation] = max(most.get(delegation, 0), task.people)
    return most


def acquainted(problem: EscortProblem, plan: EscortPlan, delegation: int, pair: str) -> tuple[int, ...]:
    """Who goes with the delegation as its liaison or for this pair, in the order of time."""
    duties = [duty for duty in plan.duties if duty.pair == pair]
    mine = [duty for duty in duties if problem.engagement(duty.engagement).delegation == delegation]
    mine.sort(key=lambda duty: (problem.engagement(duty.engagement).span.starts, duty))
    return tuple(dict.fromkeys(duty.escort for duty in mine))
