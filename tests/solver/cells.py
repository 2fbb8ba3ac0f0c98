"""Random festivals at random levels, and what a plan with some acts set again breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from solver.plan import Plan, Violation
from solver.problem import Problem, Slot
from solver.rules import LEVELS, RULES
from tests.solver.festivals import festival


def at_all_levels(seed: int) -> tuple[Problem, Plan]:
    """A random festival on a grid of some width whose rules have random levels."""
    problem, plan = festival(seed)
    draw = Random(seed)
    levels = {rule.key: draw.choice(LEVELS) for rule in RULES if draw.random() < 0.7}
    return replace(problem, grid=draw.choice((5, 20, 30)), levels=levels), plan


def moved(plan: Plan, slots: Iterable[Slot]) -> Plan:
    set_again = tuple(slots)
    acts = {slot.act for slot in set_again}
    return Plan((*(slot for slot in plan.slots if slot.act not in acts), *set_again))


def gravest(problem: Problem, breaches: Iterable[Violation]) -> str | None:
    levels = {rule.level_in(problem) for rule in RULES for breach in breaches if breach.rule == rule.key}
    return min(levels, key=LEVELS.index, default=None)
