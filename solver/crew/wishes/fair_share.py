"""What all wishes for a fair share have in common: some duties are counted, and nobody has more than his share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.wishes.wish import CrewWish
from solver.plan import Fact

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class FairShare(CrewWish):
    """A fair share is what the counted duties need in one of an officer's functions, spread over all who hold that
    function and rounded up; of several functions the largest counts."""

    weight = 10

    def counts(self, problem: CrewProblem, need: Need) -> bool:
        raise NotImplementedError

    def given(self, problem: CrewProblem) -> Mapping[int, int] | None:
        """The shares that a part of a problem has from the whole."""
        raise NotImplementedError

    def shares(self, problem: CrewProblem) -> Mapping[int, int]:
        """Counted duties an officer, by function."""
        known = self.given(problem)
        if known is not None:
            return known
        wanted: Counter[int] = Counter()
        for need in problem.needs:
            if self.counts(problem, need):
                wanted[need.function] += need.least
        able = Counter(
            function for officer in problem.officers for function in {skill.function for skill in officer.skills}
        )
        return {function: -(-duties // able[function]) if able[function] else 0 for function, duties in wanted.items()}

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        shares = self.shares(problem)
        for officer in problem.officers:
            has = sum(self.counts(problem, problem.need(need)) for need in plan.needs_of(officer.id))
            if has > (fair := share(shares, officer)):
                facts: dict[str, Fact] = {"officer": officer.name, "has": has, "share": fair}
                yield CrewCost(self.key, (officer.id,), has - fair, facts)

    def cost(self, model: Staffing, weight: int) -> None:
        shares = self.shares(model.problem)
        counted = {need.id for need in model.problem.needs if self.counts(model.problem, need)}
        for officer in model.problem.officers:
            duties = [(1, column) for need, column in model.duties_of(officer) if need.id in counted]
            if len(duties) > (fair := share(shares, officer)):
                size = model.size(officer)
                more = model.whole(0, size * (len(duties) - fair), cost=weight)
                model.always([*duties, (-1, more)], most=size * fair)


def share(shares: Mapping[int, int], officer: Officer) -> int:
    return max((shares.get(skill.function, 0) for skill in officer.skills), default=0)
