"""Where one act could stand while everything else stays: the best slots, ranked, each judged by `check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from solver.check import check, value
from solver.ledger import Ledger
from solver.minutes import first, last, stretch
from solver.plan import Plan, Violation
from solver.prices import Prices
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE


@dataclass(frozen=True)
class Suggestion:
    """`cost` is how much the plan's value changes (below 0: it gets better); `breaches` are of rules that warn."""

    slot: Slot
    cost: int
    breaches: tuple[Violation, ...] = ()


def suggest(problem: Problem, plan: Plan, act: int, count: int = 10) -> list[Suggestion]:
    """The best slots for an act that break no rule that blocks, cheapest first, then earliest; at most `count`.

    What stands stays as it is, even where it breaks rules without the act. Of every stage and day the cheapest start
    and the last start as cheap are looked at, so that the slots are worth choosing between.
    """
    without = Plan(tuple(slot for slot in plan.slots if slot.act != act))
    before, told = value(problem, plan), {it.subject for it in check(problem, without)}
    found = []
    for slot in _candidates(problem, without, act):
        after = Plan((*without.slots, slot))
        breaches = tuple(it for it in check(problem, after, frozenset({act})) if it.subject not in told)
        if not any(_blocks(problem, breach) for breach in breaches):
            found.append(Suggestion(slot, value(problem, after) - before, breaches))
    return sorted(found, key=lambda it: (it.cost, it.slot.starts, it.slot.stage))[:count]


def _candidates(problem: Problem, without: Plan, act: int) -> Iterator[Slot]:
    """Free cells: for every stage and day the first and the last of the cheapest."""
    rules = [rule for rule in RULES if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE) and not rule.always_priced]
    ledger = Ledger(problem, rules)
    prices = Prices(problem, ledger)
    for slot in without.slots:
        ledger.add(slot)
        prices.add(slot)
    free = ledger.free(act)
    for stage in ledger.cells[act]:
        for day in range(problem.days):
            whole = problem.day(day)
            if left := free(stage) & stretch(whole.starts, whole.ends):
                yield from _cheapest(prices, Slot(act, stage, 0), left)


def _cheapest(prices: Prices, slot: Slot, left: int) -> Iterator[Slot]:
    for _, starts, ends in prices.steps(slot.act):
        if minutes := left & stretch(starts, ends):
            yield from {replace(slot, starts=minute) for minute in (first(minutes), last(minutes))}
            return


def _blocks(problem: Problem, breach: Violation) -> bool:
    rule = next(rule for rule in RULES if rule.key == breach.rule)
    return rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)
