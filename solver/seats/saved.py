"""Seatings, plans and answers as JSON and back, with the care of `solver.saved`."""

from __future__ import annotations

from solver.saved import parsed, read
from solver.seats.bounds import refuse_unsound_seating
from solver.seats.plan import Reseated, SeatingAnswer, SeatingPlan
from solver.seats.problem import SeatingProblem


def problem_from_plain(plain: object) -> SeatingProblem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or leads nowhere."""
    problem = read(SeatingProblem, plain, "problem")
    refuse_unsound_seating(problem)
    return problem


def problem_from_json(text: str) -> SeatingProblem:
    return problem_from_plain(parsed(text))


def plan_from_json(text: str) -> SeatingPlan:
    return read(SeatingPlan, parsed(text), "plan")


def answer_from_plain(plain: object) -> SeatingAnswer:
    return read(SeatingAnswer, plain, "answer")


def reseated_from_plain(plain: object) -> Reseated:
    return read(Reseated, plain, "answer")
