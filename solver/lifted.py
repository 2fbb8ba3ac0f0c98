"""Some acts lifted out of a plan: what breaks, and what it pays, wherever they are set again beside what stands.

Where something breaks is asked of `solver.breaks`; the sentences come from the rules' own `violations`, on the slots
concerned alone, so that there is one truth.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from solver.breaks import Break, Breaks, Fine, Group, Reason, set_at, up
from solver.model.room import Held
from solver.plan import Plan, Violation
from solver.problem import Problem, Slot, Span
from solver.rules import RULES, Rule
from solver.rules.rule import BLOCK, BLOCK_RELEASE, IGNORE, WARN
from solver.spans import in_both, joined, without
from solver.turns import TURNS
from solver.vicinity import vicinity

Broken = tuple[list[Break], list[Fine]]


def shut(problem: Problem, slot: Slot, marks: Span) -> bool:
    """Whether at every mark rules that block forbid the slot's act its place, whatever else stands."""
    left = [Span(marks.starts + slot.starts, marks.ends + slot.starts)]
    for rule in RULES:
        if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE):
            allowed = rule.starts(problem, problem.act(slot.act), slot.stage)
            if allowed is not None and not (left := in_both(left, joined(allowed))):
                return True
    return False


class Lifted:
    """`plan` holds all slots that stand, lifted ones included. Raises KeyError for an act the problem does not have."""

    def __init__(self, problem: Problem, plan: Held, acts: Iterable[int]) -> None:
        self.acts = tuple(acts)
        self.problem = vicinity(problem, self.acts)
        self.stood = tuple(plan.of(self.acts))
        self.held = plan.without(self.acts)
        self.rules = [
            (rank, rule)
            for rank, rule in enumerate(RULES)
            if rule.level_in(problem) != IGNORE and not rule.always_priced
        ]
        self.blocking = frozenset(rank for rank, rule in self.rules if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE))
        self.warning = frozenset(rank for rank, rule in self.rules if rule.level_in(problem) == WARN)
        self._anywhere = [(rank, rule) for rank, rule in self.rules if rule.anywhere]
        self._somewhere = [(rank, rule) for rank, rule in self.rules if not rule.anywhere]
        self.breaks = Breaks(self.problem, self.held, self.acts)
        self._known: dict[Hashable, Broken] = {}
        self._told: dict[Hashable, tuple[Violation, ...]] = {}

    def broken(self, group: Group, marks: Span) -> Broken:
        """Every breach that touches the group, with the fines of those that only warn."""
        key = marks, tuple((slot.act, slot.starts) for slot in group)
        if key not in self._known:
            self._known[key] = self._asked(self._anywhere, group, marks)
        anywhere, here = self._known[key], self._asked(self._somewhere, group, marks)
        return anywhere[0] + here[0], anywhere[1] + here[1]

    def _asked(self, rules: Iterable[tuple[int, Rule]], group: Group, marks: Span) -> Broken:
        breaks: list[Break] = []
        fines: list[Fine] = []
        for rank, rule in rules:
            for found, fined in self.breaks.answers(rank, rule, group, marks):
                breaks += found
                fines += fined
        return breaks, fines

    def closed(self, group: Group, marks: Span) -> bool:
        """Whether rules that block are broken at every mark on the grid; those that are soonest asked come first."""
        left, grid = [marks], self.problem.grid
        for rank, rule in sorted(self.rules, key=lambda it: it[1].key in TURNS):
            for breaks, _ in self.breaks.answers(rank, rule, group, marks) if rank in self.blocking else ():
                left = without(left, (it[:2] for it in breaks)) if breaks else left
                if not any(up(span.starts, grid) < span.ends for span in left):
                    return True
        return False

    def fined(self, group: Group) -> int:
        """What breaches of rules that warn add to the plan's value with the group set at mark 0."""
        answers = (
            fines
            for rank, rule in self.rules
            if group and rank in self.warning
            for _, fines in self.breaks.answers(rank, rule, group, Span(0, self.problem.grid))
        )
        return sum(fine.amount for fines in answers for fine in fines if fine.starts <= 0 < fine.ends)

    def told(self, group: Group, mark: int, reasons: Iterable[Reason]) -> tuple[Violation, ...]:
        """The breaches of these reasons, as `solver.check.check` tells them with the group set at the mark."""
        others: dict[int, set[int]] = {}
        for rank, acts in reasons:
            others.setdefault(rank, set()).update(acts)
        ours, told = set_at(group, mark), list[Violation]()
        for rank in sorted(others):
            told += self._tell(rank, ours, frozenset(others[rank]))
        return tuple(told)

    def _tell(self, rank: int, ours: Group, acts: frozenset[int]) -> tuple[Violation, ...]:
        rule = RULES[rank]
        when = () if rule.anytime else tuple([slot.starts for slot in ours])
        key = rank, acts, when, tuple([self.breaks.where(rule, slot) for slot in ours])
        if key not in self._told:
            # Where somebody's absence or order among others counts, everybody is asked; elsewhere those concerned.
            everybody = rule.key in TURNS and TURNS[rule.key].places is None
            weighed = self.breaks.weighed(rule, ours) if everybody else self.breaks.in_order(self.held.of(acts))
            concerned = (slot for slot in ours if everybody or slot.act in acts)
            found = rule.violations(self.problem, Plan((*weighed, *concerned)))
            self._told[key] = tuple(it for it in found if not set(self.acts).isdisjoint(it.acts))
        return self._told[key]
