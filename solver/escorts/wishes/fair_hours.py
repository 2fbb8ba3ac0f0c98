"""Nobody goes along much longer than others who could do the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from solver.escorts.plan import EscortCost, EscortPlan
from solver.escorts.problem import LIAISON, Escort, EscortProblem
from solver.escorts.rules.hours_a_day import hours, minutes
from solver.escorts.rules.one_liaison import acquaintances
from solver.escorts.rules.rule import tasks_of
from solver.escorts.wishes.wish import N_, EscortWish

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel

HOUR = 60


class FairHours(EscortWish):
    """A fair share is what is asked for of liaisons, or of a pair, spread over all who may do it, but over no more than
    keep to one delegation each; of several the largest counts. Every whole hour above it costs the weight."""

    title = N_("Fair hours")
    sentence = N_("%(escort)s goes along for %(has)s hours in all; a fair share is %(share)s.")
    weight = 5

    def count(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[EscortCost]:
        shares = fair_shares(problem)
        for escort in problem.escorts:
            has, share = minutes(problem, tasks_of(problem, plan, escort)), fair_share(shares, escort)
            if has >= share + HOUR:
                facts = {"escort": escort.code, "has": hours(has), "share": hours(share)}
                yield EscortCost(self.key, (escort.id,), (has - share) // HOUR, facts)

    def cost(self, model: EscortModel, weight: int) -> None:
        shares = fair_shares(model.problem)
        for escort in model.problem.escorts:
            going, share = model.of(escort), fair_share(shares, escort)
            most = minutes(model.problem, [task for task, _ in going])
            if most >= share + HOUR:
                over = model.whole((most - share) // HOUR, weight)
                model.cp.add(model.minutes(going) - HOUR * over <= share + HOUR - 1)


def fair_share(shares: Mapping[str, int], escort: Escort) -> int:
    """Minutes."""
    kinds = [tongue.pair for tongue in escort.tongues if escort.interprets]
    return max((shares.get(kind, 0) for kind in ([LIAISON] if escort.leads else []) + kinds), default=0)


def fair_shares(problem: EscortProblem) -> Mapping[str, int]:
    """Minutes by pair."""
    if problem.shares is not None:
        return problem.shares
    asked: Counter[str] = Counter()
    for task in problem.tasks.values():
        asked[task.pair] += task.people * task.minutes
    able = {pair: sum(bool(escort.level(pair)) for escort in problem.escorts) for pair in asked}
    able[LIAISON] = sum(escort.leads for escort in problem.escorts)
    kept = {pair: sum(acquaintances(problem, pair).values()) for pair in asked}
    return {pair: -(-wanted // max(1, min(able[pair], kept[pair]))) for pair, wanted in asked.items()}
