"""Whoever asks for a duty has it, and whoever asks to be spared one has not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.wishes.wish import N_, CrewWish
from solver.plan import Fact

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class AskedDuties(CrewWish):
    """What is not heeded counts with the weight that it was asked with."""

    title = N_("Duties asked for")
    sentence = N_("%(officer)s asked otherwise for %(duties)s duties, with a weight of %(amount)s.")

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        for officer in problem.officers:
            held = set(plan.needs_of(officer.id)) if officer.asked else set()
            missed = [asked for asked in officer.asked if (asked.need in held) == asked.spared]
            if amount := sum(asked.weight for asked in missed):
                facts: dict[str, Fact] = {"officer": officer.name, "duties": len(missed), "amount": amount}
                yield CrewCost(self.key, (officer.id,), amount, facts)

    def cost(self, model: Staffing, weight: int) -> None:
        for officer in model.problem.officers:
            for asked in officer.asked:
                column = model.duty.get((officer.id, asked.need))
                if not asked.spared:
                    model.constant += weight * asked.weight * model.size(officer)
                if column is not None:
                    model.pay(column, weight * (asked.weight if asked.spared else -asked.weight))
