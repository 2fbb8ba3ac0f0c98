"""The decisions of the escorts stage: one for every duty that may be, with constraints and prices over them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from ortools.sat.python import cp_model

from solver.escorts.plan import EscortPlan
from solver.escorts.problem import Duty, Escort, EscortProblem, Task
from solver.escorts.rules import ESCORT_RULES, EscortRule
from solver.escorts.rules.rule import IGNORE, WARN
from solver.escorts.wishes import ESCORT_WISHES, EscortWish

Going = list[tuple[Task, cp_model.IntVar]]


class EscortModel:
    """A rule that blocks is held, one that only warns has its price; `hold_all` holds every rule.

    `may` says which duties may be beyond what the rules say of each alone; None is all. `fixed` duties must be.
    """

    def __init__(
        self,
        problem: EscortProblem,
        *,
        rules: tuple[EscortRule, ...] = ESCORT_RULES,
        wishes: tuple[EscortWish, ...] = ESCORT_WISHES,
        hold_all: bool = False,
        may: Callable[[Duty], bool] | None = None,
        fixed: Collection[Duty] = (),
    ) -> None:
        self.problem, self.hold_all = problem, hold_all
        self.cp = cp_model.CpModel()
        self.constant = 0
        self.goes: dict[Duty, cp_model.IntVar] = {}
        self.prices: list[tuple[cp_model.IntVar, int]] = []
        self._of: dict[int, Going] = {escort.id: [] for escort in problem.escorts}
        self._on: dict[tuple[int, str], list[tuple[Escort, cp_model.IntVar]]] = {key: [] for key in problem.tasks}
        self._any_of: dict[tuple[int, ...], cp_model.IntVar] = {}
        self._acquainted: dict[tuple[int, str], list[cp_model.IntVar]] = {}
        asked = [rule for rule in rules if hold_all or rule.level_in(problem) != IGNORE]
        self._make_duties(asked, may or (lambda _: True), fixed)
        for rule in asked:
            rule.post(self)
        for wish in wishes:
            if weight := wish.weight_in(problem):
                wish.cost(self, weight)

    def _make_duties(self, rules: list[EscortRule], may: Callable[[Duty], bool], fixed: Collection[Duty]) -> None:
        alone = [rule for rule in rules if "allows" in rule.halves]
        for task in self.problem.tasks.values():
            for escort in self.problem.escorts:
                duty = Duty(escort.id, *task.key)
                if duty not in fixed and not may(duty):
                    continue
                broken = [rule for rule in alone if not rule.allows(self.problem, escort, task)]
                if duty in fixed or not any(map(self.holds, broken)):
                    goes = self.cp.new_int_var(int(duty in fixed), 1, "")
                    self.goes[duty] = goes
                    self._of[escort.id].append((task, goes))
                    self._on[task.key].append((escort, goes))
                    self.pay(goes, sum(rule.price for rule in broken))

    def holds(self, rule: EscortRule) -> bool:
        """Whether the rule is kept at all costs."""
        return self.hold_all or (not rule.always_priced and rule.level_in(self.problem) != WARN)

    def of(self, escort: Escort) -> Going:
        """Tasks the escort may take, in the order of time, each with its decision."""
        return self._of[escort.id]

    def on(self, task: Task) -> list[tuple[Escort, cp_model.IntVar]]:
        return self._on[task.key]

    def pay(self, decision: cp_model.IntVar, price: int) -> None:
        if price:
            self.prices.append((decision, price))

    def whole(self, most: int, price: int) -> cp_model.IntVar:
        """A number from 0 to `most` that costs `price` a unit."""
        number = self.cp.new_int_var(0, max(0, most), "")
        self.pay(number, price)
        return number

    def slack(self, rule: EscortRule, most: int, price: int) -> cp_model.IntVar | int:
        """By how much a rule is broken, at its price; never where it is held."""
        return 0 if self.holds(rule) else self.whole(most, price)

    def not_both(self, rule: EscortRule, one: cp_model.IntVar, other: cp_model.IntVar) -> None:
        self.cp.add(one + other - self.slack(rule, 1, rule.price) <= 1)

    def price_pairs(self, rule: EscortRule, pairs: Iterable[tuple[Task, Task]], escort: Escort) -> None:
        for pair in pairs:
            self.not_both(rule, *(self.goes[Duty(escort.id, *task.key)] for task in pair))

    def any_of(self, decisions: list[cp_model.IntVar]) -> cp_model.IntVar:
        """At least 1 where any of them is."""
        if len(decisions) == 1:
            return decisions[0]
        key = tuple(decision.index for decision in decisions)
        if key not in self._any_of:
            found = self._any_of[key] = self.cp.new_bool_var("")
            for decision in decisions:
                self.cp.add_implication(decision, found)
        return self._any_of[key]

    def by_occasion(self, going: Going) -> list[cp_model.IntVar]:
        """One decision an occasion: whether the escort has any of these tasks there."""
        held: dict[tuple[str, int], list[cp_model.IntVar]] = {}
        for task, goes in going:
            held.setdefault(self.problem.occasion(task.engagement), []).append(goes)
        return [self.any_of(decisions) for decisions in held.values()]

    def minutes(self, going: Going) -> cp_model.LinearExpr:
        """How long the tasks take, an occasion once."""
        held: dict[tuple[str, int], Going] = {}
        for task, goes in going:
            held.setdefault(self.problem.occasion(task.engagement), []).append((task, goes))
        terms: list[cp_model.LinearExprT] = []
        for tasks in held.values():
            lengths = {task.minutes for task, _ in tasks}
            if len(lengths) == 1:
                terms.append(lengths.pop() * self.any_of([goes for _, goes in tasks]))
                continue
            longest = self.cp.new_int_var(0, max(lengths), "")
            for task, goes in tasks:
                self.cp.add(longest >= task.minutes * goes)
            terms.append(longest)
        return cp_model.LinearExpr.sum(terms)

    def acquainted(self, delegation: int, pair: str) -> list[cp_model.IntVar]:
        """For everybody who may go with a delegation as its liaison, or for a pair: whether he does at all."""
        if not self._acquainted:
            held: dict[tuple[int, str], dict[int, list[cp_model.IntVar]]] = {}
            for duty, goes in self.goes.items():
                group = self.problem.engagement(duty.engagement).delegation, duty.pair
                held.setdefault(group, {}).setdefault(duty.escort, []).append(goes)
            self._acquainted = {group: list(map(self.any_of, each.values())) for group, each in held.items()}
        return self._acquainted.get((delegation, pair), [])

    def meetings(self, going: Going) -> Iterator[Going]:
        """Every largest set of tasks that share a moment."""
        running: Going = []
        grown = False
        for task, goes in going:
            still = [one for one in running if one[0].span.ends > task.span.starts]
            if len(still) < len(running) and grown:
                yield running
                grown = False
            running = [*still, (task, goes)]
            grown = True
        if grown:
            yield running

    def minimize(self) -> None:
        self.cp.minimize(cp_model.LinearExpr.sum([price * decision for decision, price in self.prices]))

    def hint(self, plan: EscortPlan) -> None:
        chosen = set(plan.duties)
        for duty, goes in self.goes.items():
            self.cp.add_hint(goes, duty in chosen)

    def plan(self, solver: cp_model.CpSolver) -> EscortPlan:
        return EscortPlan(tuple(sorted(duty for duty, goes in self.goes.items() if solver.boolean_value(goes))))
