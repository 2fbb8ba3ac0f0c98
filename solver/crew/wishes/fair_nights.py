"""Nights are shared: nobody has more of them than a fair share of what the force's nights need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem, Officer
from solver.crew.wishes.wish import N_, CrewWish
from solver.plan import Fact

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class FairNights(CrewWish):
    """A fair share is what the nights need in one of an officer's functions, spread over all who hold that function
    and rounded up; of several functions the largest counts."""

    title = N_("Fair nights")
    sentence = N_("%(officer)s has %(has)s nights; a fair share is %(share)s.")
    weight = 10

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        shares = fair_shares(problem)
        for officer in problem.officers:
            nights = sum(problem.at_night(problem.need(need)) for need in plan.needs_of(officer.id))
            if nights > (share := _share(shares, officer)):
                facts: dict[str, Fact] = {"officer": officer.name, "has": nights, "share": share}
                yield CrewCost(self.key, (officer.id,), nights - share, facts)

    def cost(self, model: Staffing, weight: int) -> None:
        shares = fair_shares(model.problem)
        dark = {need.id for need in model.problem.needs if model.problem.at_night(need)}
        for officer in model.problem.officers:
            nights = [(1, column) for need, column in model.duties_of(officer) if need.id in dark]
            if len(nights) > (share := _share(shares, officer)):
                size = model.size(officer)
                more = model.whole(0, size * (len(nights) - share), cost=weight)
                model.always([*nights, (-1, more)], most=size * share)


def fair_shares(problem: CrewProblem) -> dict[int, int]:
    """Nights an officer, by function."""
    if problem.shares is not None:
        return dict(problem.shares)
    wanted: Counter[int] = Counter()
    for need in problem.needs:
        if problem.at_night(need):
            wanted[need.function] += need.least
    able = Counter(
        function for officer in problem.officers for function in {skill.function for skill in officer.skills}
    )
    return {function: -(-nights // able[function]) if able[function] else 0 for function, nights in wanted.items()}


def _share(shares: dict[int, int], officer: Officer) -> int:
    return max((shares.get(skill.function, 0) for skill in officer.skills), default=0)
