"""Judges any order, made by hand or solved, rule by rule; it never starts the solver."""

from __future__ import annotations

from solver.parade.plan import Breach, ParadePlan
from solver.parade.problem import ParadeProblem
from solver.parade.rules import PARADE_RULES
from solver.parade.rules.rule import IGNORE


def check(problem: ParadeProblem, plan: ParadePlan) -> list[Breach]:
    """Every breach of every rule that is not ignored, in the order of PARADE_RULES."""
    return [breach for rule in PARADE_RULES for breach in rule.violations(problem, plan) if breach.level != IGNORE]
