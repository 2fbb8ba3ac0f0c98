"""What we would like of arrivals: nobody waits long, least of all the highest, and few slots change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Slot
from solver.sentence import N_


@dataclass(frozen=True)
class ArrivalWish:
    key: str
    title: str
    weight: int

    def weight_in(self, problem: ArrivalProblem) -> int:
        return problem.weights.get(self.key, self.weight)


WAITING = ArrivalWish("short-waits", N_("Short waits"), 1)
CHANGES = ArrivalWish("few-changes", N_("Few slots change"), 20)
ARRIVAL_WISHES = (WAITING, CHANGES)


def patience(problem: ArrivalProblem, car: Car) -> int:
    """What a minute's wait of the car's guests counts: the higher the rank, the more, from 1."""
    return len({one.rank for one in problem.cars if one.rank > car.rank}) + 1


def waits(problem: ArrivalProblem, slot: Slot) -> int:
    """Seconds between the slot and when the doors close; of those who leave, since the ceremony was over."""
    return slot.at - problem.opens * MINUTE if problem.leaving else problem.closes * MINUTE - slot.at


def costs(problem: ArrivalProblem, plan: ArrivalPlan) -> Mapping[str, int]:
    """What a plan pays for each wish, not weighted: seconds times their patience, and slots that are other than now."""
    had = {slot.car: slot for slot in problem.current}
    return {
        WAITING.key: sum(patience(problem, problem.car(slot.car)) * waits(problem, slot) for slot in plan.slots),
        CHANGES.key: MINUTE * sum(had.get(slot.car, slot) != slot for slot in plan.slots),
    }
