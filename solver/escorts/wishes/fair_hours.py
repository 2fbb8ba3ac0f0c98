"""Nobody goes along much longer than others who could do the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import EscortCost, EscortPlan
from solver.escorts.problem import LIAISON, Escort, EscortProblem
from solver.escorts.rules.hours_a_day import hours, minutes
from solver.escorts.rules.rule import tasks_of
from solver.escorts.wishes.wish import N_, EscortWish

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel

HOUR = 60


class FairHours(EscortWish):
    """A fair share is what is asked for of liaisons, or of a pair, spread over all who may do it; of several the
    largest counts. Every hour begun above it costs the weight."""

    title = N_("Fair hours")
    sentence = N_("%(escort)s goes along for %(has)s hours in all; a fair share is %(share)s.")
    weight = 5

    def count(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[EscortCost]:
        shares = _shares(problem)
        for escort in problem.escorts:
            has, share = minutes(problem, tasks_of(problem, plan, escort)), fair_share(shares, escort)
            if has > share:
                facts = {"escort": escort.code, "has": hours(has), "share": hours(share)}
                yield EscortCost(self.key, (escort.id,), -((share - has) // HOUR), facts)

    def cost(self, model: EscortModel, weight: int) -> None:
        shares = _shares(model.problem)
        for escort in model.problem.escorts:
            going, share = model.of(escort), fair_share(shares, escort)
            most = minutes(model.problem, [task for task, _ in going])
            if most > share:
                over = model.whole(-((share - most) // HOUR), weight)
                model.cp.add(model.minutes(going) - HOUR * over <= share)


def fair_share(shares: dict[str, int], escort: Escort) -> int:
    """Minutes."""
    kinds = [tongue.pair for tongue in escort.tongues if escort.interprets]
    return max((shares.get(kind, 0) for kind in ([LIAISON] if escort.leads else []) + kinds), default=0)


def _shares(problem: EscortProblem) -> dict[str, int]:
    asked: Counter[str] = Counter()
    for task in problem.tasks.values():
        asked[task.pair] += task.people * task.minutes
    able = {pair: sum(bool(escort.level(pair)) for escort in problem.escorts) for pair in asked}
    able[LIAISON] = sum(escort.leads for escort in problem.escorts)
    return {pair: -(-wanted // max(1, able[pair])) for pair, wanted in asked.items()}
