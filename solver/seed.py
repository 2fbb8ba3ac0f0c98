"""A first complete plan within seconds: greedy, the hardest act first, then room is made for those left over."""

from __future__ import annotations

import random
from collections.abc import Callable

from solver.check import check
from solver.plan import Plan
from solver.problem import Problem
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE, IGNORE, Rule
from solver.shaker import Shaker

# Tries to make room for one more act before the festival is taken to be over-full.
PATIENCE = 150


def seed(
    problem: Problem, *, chance: random.Random, start: Plan | None = None, stopped: Callable[[], bool] = lambda: False
) -> Plan:
    """A plan that breaks no rule that blocks, as near to complete as `PATIENCE` allows.

    Slots of `start` (otherwise of the plan as it stands) are kept where they are legal. Rules that only warn are kept
    too, unless an act finds no place beside them.
    """
    plan = start if start is not None else Plan(problem.current)
    kept = [rule for rule in RULES if not rule.always_priced and rule.level_in(problem) != IGNORE]
    blocking = [rule for rule in kept if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)]
    shaker = _completed(problem, kept, chance, plan, stopped)
    if shaker.missing and len(blocking) < len(kept):
        shaker = _completed(problem, blocking, chance, shaker.plan, stopped)
    return legal(problem, shaker.plan)


def legal(problem: Problem, plan: Plan) -> Plan:
    """The plan without the acts that break a rule that blocks, the ones in most breaches first."""
    while breaches := blocking_breaches(problem, plan):
        acts = [act for broken in breaches for act in broken if plan.slot(act)]
        worst = max(sorted(set(acts)), key=acts.count)
        plan = Plan(tuple(slot for slot in plan.slots if slot.act != worst))
    return plan


def blocking_breaches(problem: Problem, plan: Plan) -> list[tuple[int, ...]]:
    """The acts of every breach of a rule that blocks; acts without a place are no such breach."""
    hard = {rule.key for rule in RULES if _blocks(problem, rule)}
    return [violation.acts for violation in check(problem, plan) if violation.rule in hard]


def _blocks(problem: Problem, rule: Rule) -> bool:
    return not rule.always_priced and rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)


def _completed(
    problem: Problem, rules: list[Rule], chance: random.Random, plan: Plan, stopped: Callable[[], bool]
) -> Shaker:
    shaker = Shaker(problem, rules, chance)
    shaker.adopt(plan)
    shaker.place(shaker.missing)
    tries = PATIENCE
    while shaker.hopeful and tries and not stopped():
        missing = len(shaker.missing)
        shaker.complete()
        tries = PATIENCE if len(shaker.missing) < missing else tries - 1
    return shaker
