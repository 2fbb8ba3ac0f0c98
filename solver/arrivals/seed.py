"""A first plan, made without an engine: rank by rank, the highest nearest to the ceremony."""

from __future__ import annotations

from itertools import groupby

from solver.arrivals.check import check
from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Slot
from solver.arrivals.rules.received import Received


def first_plan(problem: ArrivalProblem) -> ArrivalPlan:
    """Breaks no rule, but for cars that have no slot; fixed slots stand in it. It is empty where these break one."""
    plan = ArrivalPlan(tuple(slot for slot in problem.current if problem.car(slot.car).fixed))
    if _broken(problem, plan):
        return ArrivalPlan()
    times = list(range(problem.opens * MINUTE, problem.closes * MINUTE + 1, problem.grid))
    times = times if problem.leaving else times[::-1]
    waiting = sorted((car for car in problem.cars if plan.of(car.id) is None), key=lambda car: _turn(problem, car))
    for _rank, cars in groupby(waiting, key=lambda car: car.rank):
        tried = [0]
        for car in cars:
            for turn, at in enumerate(times):
                if (more := _with(problem, plan, car, at)) is not None:
                    plan = more
                    tried.append(turn)
                    break
        # Whoever is of lower rank may not come nearer to the ceremony than any of these.
        times = times[max(tried) :]
    return plan


def _turn(problem: ArrivalProblem, car: Car) -> tuple[int, int, int]:
    return car.rank, -problem.latest(car), car.id


def _with(problem: ArrivalProblem, plan: ArrivalPlan, car: Car, at: int) -> ArrivalPlan | None:
    for gate in problem.gates:
        more = ArrivalPlan((*plan.slots, Slot(car.id, gate.id, at)))
        if not _broken(problem, more):
            return more
    return None


def _broken(problem: ArrivalProblem, plan: ArrivalPlan) -> bool:
    return any(breach.rule != Received.key for breach in check(problem, plan))
