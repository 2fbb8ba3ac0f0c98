"""A sound plan within a second of any change, by the constructor alone: what the exact repair then improves and proves.

It loads no engine, so that whoever has a person waiting may ask it at once.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from solver.damage import Damage
from solver.plan import Plan, Repaired
from solver.problem import Problem
from solver.scope import EVERYTHING, Scope
from solver.seed import seed as completed


def first_aid(problem: Problem, scope: Scope = EVERYTHING, *, seconds: float = 1.0, seed: int = 0) -> Repaired:
    """What stands soundly stays, and what was hit goes to its cheapest free cells; others give way as far as they must.

    After so many seconds no more room is made for acts that found none.
    """
    begun = time.monotonic()
    damage = Damage(problem, scope)
    plan = mended(damage, damage.rest, random.Random(seed), lambda: time.monotonic() - begun > seconds)
    bounds = damage.least_unplaced, damage.least_moves
    return damage.answer(plan, time.monotonic() - begun, "feasible", bounds)


def mended(damage: Damage, plan: Plan, chance: random.Random, stopped: Callable[[], bool]) -> Plan:
    """The plan with as many acts more as the constructor finds places for; the plan itself where it leaves none out."""
    if not damage.first:
        return plan
    better = completed(damage.problem, chance=chance, start=plan, stopped=stopped)
    begun = (slot for slot in plan.slots if better.slot(slot.act) is None and damage.problem.begun(slot.act))
    better = Plan((*better.slots, *begun))
    return better if damage.worth(better) < damage.worth(plan) and damage.sound(better) else plan
