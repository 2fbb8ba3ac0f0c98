"""Problems of escorts, plans and answers as JSON and back, with the care of `solver.saved`."""

from __future__ import annotations

from solver.escorts.bounds import refuse_lost_duties, refuse_unsound_escorts
from solver.escorts.plan import EscortAnswer, EscortPlan, MendedEscorts
from solver.escorts.problem import EscortProblem
from solver.saved import parsed, read


def problem_from_plain(plain: object) -> EscortProblem:
    """ValueError names the first field that is missing, unknown, of another kind, out of range or leads nowhere."""
    problem = read(EscortProblem, plain, "problem")
    refuse_unsound_escorts(problem)
    return problem


def problem_from_json(text: str) -> EscortProblem:
    return problem_from_plain(parsed(text))


def plan_from_json(problem: EscortProblem, text: str) -> EscortPlan:
    """A plan for this problem; ValueError also where a duty names an escort or an engagement that is not there."""
    plan = read(EscortPlan, parsed(text), "plan")
    refuse_lost_duties(problem, plan.duties, "plan")
    return plan


def answer_from_json(text: str) -> EscortAnswer:
    return read(EscortAnswer, parsed(text), "answer")


def mended_from_json(text: str) -> MendedEscorts:
    return read(MendedEscorts, parsed(text), "answer")
