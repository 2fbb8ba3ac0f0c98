"""The programme as one CP-SAT model: decisions, the rules that hold, and what the plan pays for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ortools.sat.python import cp_model

from solver.model.choice import Choice, Minutes
from solver.model.days import at_most_a_day
from solver.model.decisions import Decisions
from solver.model.load import Use, keep_within
from solver.model.pairs import keep_apart
from solver.model.passage import keep_open
from solver.model.room import Held, Room
from solver.network import Way
from solver.plan import Plan
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.rules.pair_rule import PairRule
from solver.rules.rule import BLOCK, BLOCK_RELEASE, IGNORE, Rule
from solver.spans import in_both, joined
from solver.wishes import WISHES
from solver.wishes.wish import Wish


class Placing(Decisions):
    """A model in which the acts of `free` (None: all) are decided and the others stand as `held` says.

    Nothing is asked of two held acts: what they already break stays broken and is part of `objective`, so that the
    objective is what `solver.check.value` says of the whole plan. `days` limits the free acts to festival days.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        rules: Iterable[Rule] = RULES,
        wishes: Iterable[Wish] = WISHES,
        free: frozenset[int] | None = None,
        held: Plan = Plan(),  # noqa: B008 - frozen
        days: Iterable[int] | None = None,
    ) -> None:
        acts = [act for act in problem.acts if free is None or act.id in free]
        decided = {act.id for act in acts}
        rules = [rule for rule in rules if rule.always_priced or rule.level_in(problem) != IGNORE]
        slots = Held(problem, (slot for slot in held.slots if slot.act not in decided))
        super().__init__(problem, acts, Room(problem, [rule for rule in rules if _holds(rule, problem)], slots, days))
        prices = [self._price(rule) for rule in rules if not self._hold(rule)]
        costs = [weight * wish.cost(self) for wish in wishes if (weight := wish.weight_in(problem))]
        self.objective: Minutes = cp_model.LinearExpr.sum([*prices, *costs])

    def use(self, act: int, stages: Iterable[int], before: int, after: int, quantity: int) -> Use:
        """What the act uses around its show's start while its slot names one of the stages."""
        return Use(act, self.at(act, stages), before, after, quantity)

    def holds(self, rule: Rule) -> bool:
        """Whether the rule is held always; otherwise its breaches are paid for."""
        return _holds(rule, self.problem)

    def keep_apart(self, rule: PairRule) -> Iterator[Any]:
        return keep_apart(self, rule)

    def keep_within(self, rule: Rule, uses: Iterable[Use], stock: int) -> Iterator[Any]:
        return keep_within(self, rule, uses, stock)

    def keep_open(self, rule: Rule, way: Way) -> Iterator[Any]:
        return keep_open(self, rule, way)

    def at_most_a_day(self, rule: Rule, acts: Iterable[int], limit: int) -> Iterator[Any]:
        return at_most_a_day(self, rule, acts, limit)

    def one_at_a_time(self) -> Iterator[Any]:
        """One act at a time on every stage; what held acts occupy is already cut out of the possible starts."""
        for stage in self.problem.stages:
            times = [time for act in self.acts for time in self._times_on(act.id, stage.id)]
            if len(times) > 1:
                yield self.cp.add_no_overlap(times)

    def minimize(self) -> None:
        self.cp.minimize(self.objective)

    def fix(self, plan: Plan) -> None:
        """Holds every free act to its slot in the plan, or to having none."""
        for choice in self._choices.values():
            slot = plan.slot(choice.act.id)
            if slot is None:
                self.cp.add_bool_or([~choice.present])
            elif choice.possible(slot):
                self.cp.add_bool_or([choice.on[slot.stage]])
                self.cp.add(choice.variable == slot.starts // choice.unit)
            else:
                self.cp.add_bool_or([self.false])

    def hint(self, plan: Plan) -> None:
        """Proposes the plan; all other variables follow from one short solve with the decisions fixed to it."""
        self.cp.clear_hints()
        for choice in self._choices.values():
            self._propose(choice, plan.slot(choice.act.id))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.max_time_in_seconds = 1.0
        solver.parameters.fix_variables_to_their_hinted_value = True
        if solver.solve(self.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.cp.clear_hints()
            for index, value in enumerate(solver.response_proto.solution):
                self.cp.add_hint(self.cp.get_int_var_from_proto_index(index), value)

    def read(self, solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> Plan:
        """The whole plan that a solver has found, held acts included, in the order of the problem's acts."""
        slots: list[Slot] = []
        for act in self.problem.acts:
            choice = self._choices.get(act.id)
            if choice is None:
                slots += self.held.of([act.id])
            elif solver.boolean_value(choice.present):
                stage = next(stage for stage, on in choice.on.items() if solver.boolean_value(on))
                slots.append(Slot(act.id, stage, choice.unit * solver.value(choice.variable)))
        return Plan(tuple(slots))

    def _hold(self, rule: Rule) -> bool:
        """Holds a rule that is held always; whether it was one."""
        if held := self.holds(rule):
            for _ in rule.enforce(self):
                pass
        return held

    def _price(self, rule: Rule) -> Minutes:
        """What the plan pays for breaches of the rule, those among held acts included."""
        breaches = []
        for yielded in [*self._starts_allowed(rule), *rule.enforce(self)]:
            breach = self.cp.new_bool_var("")
            for constraint in yielded if isinstance(yielded, tuple) else (yielded,):
                constraint.only_enforce_if(~breach)
            breaches.append(breach)
        already = sum(
            not any(self.is_free(act) for act in broken.acts)
            for broken in rule.violations(self.problem, self.held.plan)
        )
        return cp_model.LinearExpr.sum([*(rule.price * breach for breach in breaches), rule.price * already])

    def _starts_allowed(self, rule: Rule) -> Iterator[tuple[Any, ...]]:
        """What a priced rule asks of each act alone."""
        for choice in self._choices.values():
            constraints = []
            for stage, literal in choice.on.items():
                allowed = rule.starts(self.problem, choice.act, stage)
                inside = choice.starts[stage] if allowed is None else in_both(choice.starts[stage], joined(allowed))
                if inside != choice.starts[stage]:
                    constraints.append(self._start_within(choice, inside, literal))
            if constraints:
                yield tuple(constraints)

    def _propose(self, choice: Choice, slot: Slot | None) -> None:
        if not choice.on:
            return
        placed = slot is not None and choice.possible(slot)
        self.cp.add_hint(choice.present, placed)
        minute = slot.starts if slot is not None and placed else None
        self.cp.add_hint(choice.variable, choice.first if minute is None else minute // choice.unit)
        if len(choice.on) > 1:
            for stage, literal in choice.on.items():
                self.cp.add_hint(literal, placed and slot is not None and stage == slot.stage)


def _holds(rule: Rule, problem: Problem) -> bool:
    return not rule.always_priced and rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)
