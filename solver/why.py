"""Why an act stands where it stands, why it does not stand elsewhere, and what else would fit a hole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solver.breaks import on_grid
from solver.lifted import Lifted, shut
from solver.model.room import Held
from solver.pieces import Worth, on_stage, pieces
from solver.plan import Cost, Plan, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE, WARN
from solver.suggest import Offer, Suggestion
from solver.wishes import WISHES

_RULES = {rule.key: rule for rule in RULES}


@dataclass(frozen=True)
class Refusal:
    """`breaches` are all that touch the act there; `in_the_way` are acts that would have to move from where they stand.

    Without them no other act's place blocks the slot. Nobody is in the way of what the act breaks by itself.
    """

    breaches: tuple[Violation, ...]
    in_the_way: tuple[int, ...]


def why_here(problem: Problem, plan: Plan, act: int) -> list[Cost]:
    """What the plan pays on account of the act, weighted, the dearest first.

    One cost a place where a wish pays, with all acts it pays for there, and one a breach of a rule that is priced (see
    `solver.check.value`). An act without a slot pays for that. `solver.words.tell` says each as a sentence. Raises
    KeyError for an act that the problem does not have.
    """
    problem.act(act)
    paid = [
        Cost(cost.wish, cost.acts, cost.amount * weight, wish.facts(problem, plan, cost))
        for wish in WISHES
        if (weight := wish.weight_in(problem))
        for cost in wish.count(problem, plan)
        if act in cost.acts
    ]
    paid += [
        Cost(rule.key, breach.acts, rule.price, breach.facts)
        for rule in RULES
        if rule.always_priced or rule.level_in(problem) == WARN
        for breach in rule.violations(problem, plan)
        if act in breach.acts
    ]
    return sorted(paid, key=lambda cost: -cost.amount)


def why_not(problem: Problem, plan: Plan, slot: Slot) -> Refusal:
    """What the act would break in that slot beside what stands, and who would have to go.

    Where several acts use something up together, those are named whose going helps most, of equals the smaller crowd.
    Raises KeyError for an act or a stage that the problem does not have.
    """
    left = breaches = _breaches(problem, plan, slot)
    going: list[int] = []
    while (other := _in_the_way(problem, plan, left, slot.act)) is not None:
        going.append(other)
        plan = Plan(tuple(it for it in plan.slots if it.act != other))
        left = _breaches(problem, plan, slot)
    return Refusal(breaches, tuple(sorted(going)))


def best_for_hole(problem: Problem, plan: Plan, stage: int, span: Span, count: int = 10) -> list[Suggestion]:
    """The acts that fit into a hole on a stage, get-in and get-out included, the greatest gain first; at most `count`.

    Acts without a slot come first, since placing them gains most; of the others only those by whose move the plan
    gains. Each is offered at its cheapest start, the earliest of equal ones, and breaks no rule that blocks; what
    stands stays. `span` is in minutes. Raises KeyError for a stage that the problem does not have.
    """
    held = Held(problem, plan.slots)
    found = [
        (offer, lifted)
        for act in problem.acts
        if (marks := _room(problem, act, stage, span)) and not shut(problem, Slot(act.id, stage, 0), marks)
        for lifted in (Lifted(problem, held, (act.id,)),)
        if (offer := _cheapest(lifted, act.id, stage, marks))
    ]
    best = sorted(found, key=lambda it: (it[0].cost, it[0].mark, it[0].slot.act))[:count]
    return [offer.suggestion(lifted) for offer, lifted in best]


def _room(problem: Problem, act: Act, stage: int, span: Span) -> Span | None:
    """The starts from which all that the act does on the stage is inside the span."""
    stays = [stay for place, stay in problem.places(Slot(act.id, stage, 0)) if place == stage]
    if not stays:
        return None
    first, last = span.starts - min(it.starts for it in stays), span.ends - max(it.ends for it in stays)
    marks = on_grid(Span(first, last + 1), problem.grid)
    return marks if marks.starts < marks.ends else None


def _cheapest(lifted: Lifted, act: int, stage: int, marks: Span) -> Offer | None:
    group = on_stage(act, stage)
    if lifted.closed(group, marks):
        return None
    found = [it for it in pieces(lifted, Worth(lifted), group, marks) if it.cost is not None]
    best = min(found, key=lambda it: (it.cost, it.starts), default=None)
    if best is None or best.cost is None or (best.cost >= 0 and lifted.stood):
        return None
    return Offer(best.cost, group, best.starts, best.reasons)


def _breaches(problem: Problem, plan: Plan, slot: Slot) -> tuple[Violation, ...]:
    """All that touch the act in that slot."""
    lifted, group = Lifted(problem, Held(problem, plan.slots), (slot.act,)), (slot,)
    breaks, _ = lifted.broken(group, Span(0, problem.grid))
    return lifted.told(group, 0, {it.reason for it in breaks if it.starts <= 0 < it.ends})


def _in_the_way(problem: Problem, plan: Plan, breaches: tuple[Violation, ...], act: int) -> int | None:
    """The act that must go, or whose going helps most."""
    blocking = (breach for breach in breaches if _RULES[breach.rule].level_in(problem) in (BLOCK, BLOCK_RELEASE))
    ways = [others for it in blocking if (others := [other for other in it.acts if other != act and plan.slot(other)])]
    fewest = min(map(len, ways), default=0)
    helps = Counter(other for others in ways if len(others) == fewest for other in others)
    return min(helps, key=lambda other: (-helps[other], problem.act(other).crowd or 0, other), default=None)
