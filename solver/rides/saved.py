"""Problems of rides, plans and answers as JSON and back, with the care of `solver.saved`."""

from __future__ import annotations

from solver.rides.bounds import refuse_unsound_rides
from solver.rides.plan import MendedRides, RideAnswer, RidePlan
from solver.rides.problem import RideProblem
from solver.saved import parsed, read


def problem_from_plain(plain: object) -> RideProblem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or leads nowhere."""
    problem = read(RideProblem, plain, "problem")
    refuse_unsound_rides(problem)
    return problem


def problem_from_json(text: str) -> RideProblem:
    return problem_from_plain(parsed(text))


def plan_from_json(text: str) -> RidePlan:
    return read(RidePlan, parsed(text), "plan")


def answer_from_json(text: str) -> RideAnswer:
    return read(RideAnswer, parsed(text), "answer")


def mended_from_json(text: str) -> MendedRides:
    return read(MendedRides, parsed(text), "answer")
