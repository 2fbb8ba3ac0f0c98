"""Loud units walk far enough from each other, and from those who need quiet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from solver.parade.plan import Breach, Demand, ParadePlan
from solver.parade.problem import ParadeProblem, Unit
from solver.parade.rules.rule import N_, Facts, ParadeRule
from solver.parade.walk import fronts

if TYPE_CHECKING:
    from solver.parade.model import ParadeModel


class SoundsApart(ParadeRule):
    title = N_("Sounds apart")
    text = N_("%(first)s and %(second)s are both loud and walk %(has)s m apart; %(needs)s m are asked for.")
    asks = N_("Loud units must walk %(needs)s m from each other and from those who need quiet.")
    cases = {
        "quiet": N_("%(first)s and %(second)s walk %(has)s m apart, one loud, the other in need of quiet; "
                    "%(needs)s m are asked for."),
    }  # fmt: skip

    def violations(self, problem: ParadeProblem, plan: ParadePlan) -> Iterator[Breach]:
        begins = fronts(problem, plan.order)
        heard = [unit for id in plan.order if (unit := problem.unit(id)).needs_quiet or _loud(problem, unit)]
        for first, second in combinations(heard, 2):
            has = begins[second.id] - begins[first.id] - first.length
            if _clash(problem, first, second) and has < problem.apart:
                facts: Facts = {"first": first.name, "second": second.name, "has": has, "needs": problem.apart}
                case: Facts = {"case": "quiet"} if first.needs_quiet or second.needs_quiet else {}
                yield self.broken(problem, {**facts, **case}, first.id, second.id)

    def demands(self, problem: ParadeProblem) -> Iterator[Demand]:
        if problem.apart and any(_pairs(problem)):
            facts: Facts = {"needs": problem.apart}
            yield self.asked(facts)

    def post(self, model: ParadeModel, demand: Demand) -> None:
        for first, second in _pairs(model.problem):
            for one, other in ((first, second), (second, first)):
                behind = model.front[other.id] >= model.front[one.id] + one.length + model.problem.apart
                model.hold(demand, behind, model.before(one.id, other.id))


def _pairs(problem: ParadeProblem) -> Iterator[tuple[Unit, Unit]]:
    return (pair for pair in combinations(problem.units, 2) if _clash(problem, *pair))


def _clash(problem: ParadeProblem, first: Unit, second: Unit) -> bool:
    one, other = _loud(problem, first), _loud(problem, second)
    return (one and (other or second.needs_quiet)) or (other and first.needs_quiet)


def _loud(problem: ParadeProblem, unit: Unit) -> bool:
    return unit.loudness >= problem.loud_from
