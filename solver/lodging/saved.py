"""Problems of rooms, plans and answers as JSON and back, with the care of `solver.saved`."""

from __future__ import annotations

from solver.lodging.bounds import refuse_lost_rooms, refuse_unsound_lodging
from solver.lodging.plan import LodgingAnswer, LodgingPlan
from solver.lodging.problem import LodgingProblem
from solver.saved import parsed, read


def problem_from_plain(plain: object) -> LodgingProblem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or leads nowhere."""
    problem = read(LodgingProblem, plain, "problem")
    refuse_unsound_lodging(problem)
    return problem


def problem_from_json(text: str) -> LodgingProblem:
    return problem_from_plain(parsed(text))


def plan_from_json(problem: LodgingProblem, text: str) -> LodgingPlan:
    """A plan for this problem; ValueError also where a room refers to nothing."""
    plan = read(LodgingPlan, parsed(text), "plan")
    refuse_lost_rooms(problem, plan.rooms, "plan")
    return plan


def answer_from_json(text: str) -> LodgingAnswer:
    return read(LodgingAnswer, parsed(text), "answer")
