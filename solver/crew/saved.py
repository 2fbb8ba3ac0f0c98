"""Crew problems, rosters and answers as JSON and back, with the care of `solver.saved`."""

from __future__ import annotations

from solver.crew.bounds import refuse_unsound_crew
from solver.crew.plan import CrewAnswer, CrewPlan, Mended
from solver.crew.problem import CrewProblem
from solver.saved import parsed, read


def problem_from_plain(plain: object) -> CrewProblem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or leads nowhere."""
    problem = read(CrewProblem, plain, "problem")
    refuse_unsound_crew(problem)
    return problem


def problem_from_json(text: str) -> CrewProblem:
    return problem_from_plain(parsed(text))


def plan_from_json(text: str) -> CrewPlan:
    return read(CrewPlan, parsed(text), "plan")


def answer_from_json(text: str) -> CrewAnswer:
    return read(CrewAnswer, parsed(text), "answer")


def mended_from_json(text: str) -> Mended:
    return read(Mended, parsed(text), "answer")
