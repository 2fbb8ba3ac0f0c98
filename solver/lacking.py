"""What an act that stands nowhere is waiting for: a requirement that gives way, room, or only somebody's hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solver.plan import Plan
from solver.problem import Problem, Slot, Span
from solver.rules import RULES, Rule
from solver.rules.rule import BLOCK, BLOCK_RELEASE
from solver.spans import in_both, joined
from solver.suggest import suggest


@dataclass(frozen=True)
class Lack:
    """`colliding` are the keys of rules that together leave no stage and hour, each of which would have to give way;
    empty where some are left. `free` is the best slot that is free as the plan stands, None where all are taken."""

    colliding: tuple[str, ...]
    free: Slot | None


def lacking(problem: Problem, plan: Plan, act: int) -> Lack:
    """What keeps the act from its place, first by its own requirements, then beside what stands.

    The colliding rules are a smallest set in the sense that without any one of them something would be possible; which
    of several such sets is told follows the order of RULES. Raises KeyError for an act that the problem does not have.
    """
    rules = [rule for rule in RULES if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)]
    if _leave_nothing(problem, act, rules):
        for rule in list(rules):
            fewer = [other for other in rules if other is not rule]
            if _leave_nothing(problem, act, fewer):
                rules = fewer
        return Lack(tuple(rule.key for rule in rules), None)
    found = suggest(problem, plan, act, 1)
    return Lack((), found[0].slot if found else None)


def _leave_nothing(problem: Problem, act: int, rules: Sequence[Rule]) -> bool:
    """Whether no stage has a start, on a day of the edition, that all these rules allow the act by itself."""
    asked = problem.act(act)
    for stage in problem.stages:
        left = [Span(problem.day(0).starts, problem.day(problem.days - 1).ends)]
        for rule in rules:
            allowed = rule.starts(problem, asked, stage.id)
            if allowed is not None and not (left := in_both(left, joined(allowed))):
                break
        else:
            return False
    return True
