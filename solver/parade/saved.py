"""Parades, orders and answers as JSON and back, with the care of `solver.saved`."""

from __future__ import annotations

from solver.parade.bounds import refuse_unsound_parade
from solver.parade.plan import ParadeAnswer, ParadePlan
from solver.parade.problem import ParadeProblem
from solver.saved import parsed, read


def problem_from_plain(plain: object) -> ParadeProblem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or leads nowhere."""
    problem = read(ParadeProblem, plain, "problem")
    refuse_unsound_parade(problem)
    return problem


def problem_from_json(text: str) -> ParadeProblem:
    return problem_from_plain(parsed(text))


def plan_from_json(text: str) -> ParadePlan:
    return read(ParadePlan, parsed(text), "plan")


def answer_from_plain(plain: object) -> ParadeAnswer:
    return read(ParadeAnswer, plain, "answer")
