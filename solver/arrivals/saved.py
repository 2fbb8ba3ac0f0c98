"""Problems of arrivals, plans and answers as JSON and back, with the care of `solver.saved`."""

from __future__ import annotations

from solver.arrivals.bounds import refuse_lost_slots, refuse_unsound_arrivals
from solver.arrivals.plan import ArrivalAnswer, ArrivalPlan
from solver.arrivals.problem import ArrivalProblem
from solver.saved import parsed, read


def problem_from_plain(plain: object) -> ArrivalProblem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or leads nowhere."""
    problem = read(ArrivalProblem, plain, "problem")
    refuse_unsound_arrivals(problem)
    return problem


def problem_from_json(text: str) -> ArrivalProblem:
    return problem_from_plain(parsed(text))


def plan_from_json(problem: ArrivalProblem, text: str) -> ArrivalPlan:
    """A plan for this problem; ValueError also where a slot refers to nothing."""
    plan = read(ArrivalPlan, parsed(text), "plan")
    refuse_lost_slots(problem, plan.slots, "plan")
    return plan


def answer_from_json(text: str) -> ArrivalAnswer:
    return read(ArrivalAnswer, parsed(text), "answer")
