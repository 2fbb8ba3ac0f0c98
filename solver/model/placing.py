"""The programme's decisions: for every free act whether, where and when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ortools.sat.python import cp_model

from solver.model.choice import Choice, Literal, Minutes, choose
from solver.model.days import at_most_a_day
from solver.model.load import Use, keep_within
from solver.model.pairs import differing, keep_apart
from solver.model.room import Held, Room
from solver.plan import Plan
from solver.problem import Act, Problem, Slot, Span
from solver.rules import RULES
from solver.rules.pair_rule import PairRule
from solver.rules.rule import BLOCK, BLOCK_RELEASE, IGNORE, Rule
from solver.spans import common, joined
from solver.wishes import WISHES
from solver.wishes.wish import Wish


class Placing:
    """One CP-SAT model in which the acts of `free` (None: all) are decided and the others stand as `held` says.

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
        days: frozenset[int] | None = None,
    ) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.true: Literal = self.cp.new_constant(1)
        self.false: Literal = self.cp.new_constant(0)
        self.acts = tuple(act for act in problem.acts if free is None or act.id in free)
        self._free = frozenset(act.id for act in self.acts)
        self.held = Held(problem, (slot for slot in held.slots if slot.act not in self._free))
        self._made: dict[Any, Any] = {}
        rules = [rule for rule in rules if rule.always_priced or rule.level_in(problem) != IGNORE]
        room = Room(problem, filter(self.holds, rules), self.held, days)
        self._choices = {act.id: choose(self.cp, problem, act, room.starts(act), self.false) for act in self.acts}
        prices = [self._price(rule) for rule in rules if not self._hold(rule)]
        costs = [weight * wish.cost(self) for wish in wishes if (weight := wish.weight_in(problem))]
        self.objective: Minutes = cp_model.LinearExpr.sum([*prices, *costs])

    # What is decided

    def present(self, act: int) -> Literal:
        """Whether the act is placed."""
        if act in self._free:
            return self._choices[act].present
        return self.true if act in self.held.by_act else self.false

    def on(self, act: int, stage: int) -> Literal | None:
        """Whether the act's slot names the stage; None when it never can."""
        return self.options(act).get(stage)

    def options(self, act: int) -> Mapping[int, Literal]:
        """The stages that the act's slot may name."""
        if act in self._free:
            return self._choices[act].on
        return {slot.stage: self.true for slot in self.held.of([act])}

    def start(self, act: int) -> Minutes:
        """The minute at which the show starts; without meaning while the act is absent."""
        return self._choices[act].start if act in self._free else self.held.by_act[act].starts

    def spans(self, act: int) -> list[Span]:
        """Every start that is possible for the act on one stage or another."""
        if act in self._free:
            return self._choices[act].spans
        return [Span(slot.starts, slot.starts + 1) for slot in self.held.of([act])]

    def at(self, act: int, stages: Iterable[int]) -> Literal:
        """Whether the act is placed and its slot names one of the stages."""
        options = self.options(act)
        named = frozenset(stages) & options.keys()
        if len(named) == len(options):
            return self.present(act)
        if len(named) <= 1:
            return options[next(iter(named))] if named else self.false
        return self.made(("at", act, named), lambda: self._any_of([options[stage] for stage in named]))

    def within(self, act: int, span: Span) -> Literal:
        """Whether the act is placed and starts within the span."""
        possible = self.spans(act)
        if all(span.holds(part) for part in possible):
            return self.present(act)
        if not any(span.meets(part) for part in possible):
            return self.false
        return self.made(("within", act, span), lambda: self._starting(self._choices[act], span))

    def on_day(self, act: int, day: int) -> Literal:
        """Whether the act is placed and starts on that festival day."""
        return self.within(act, self.problem.day(day))

    def days_of(self, act: int) -> list[int]:
        """The festival days on which the act may start."""
        day_of, spans = self.problem.day_of, self.spans(act)
        return sorted({day for span in spans for day in range(day_of(span.starts), day_of(span.ends - 1) + 1)})

    def order(self, one: int, other: int) -> Literal:
        """A free literal for one pair: true where `one` goes first; rules on both acts share it."""
        if one > other:
            return ~self.order(other, one)
        return self.made(("order", one, other), lambda: self.cp.new_bool_var(""))

    def together(self, one: int, other: int) -> Literal:
        """A literal that must be true where both are placed and their shows meet in time."""
        span = Span(1 - self.problem.act(other).duration, self.problem.act(one).duration)
        return differing(self, one, other, span, self.present(one), self.present(other))

    def start_outside(self, act: int, span: Span, *if_all: Literal) -> Any:
        """A free act does not start within the span if all of the literals are true."""
        choice = self._choices[act]
        outside = choice.domain_outside(span)
        if outside.is_empty():
            return self.cp.add_bool_or([~literal for literal in if_all])
        return self.only_if(self.cp.add_linear_expression_in_domain(choice.variable, outside), *if_all)

    def only_if(self, constraint: Any, *literals: Literal) -> Any:
        """The constraint, asked only where all of the literals are true."""
        for literal in literals:
            if literal is not self.true:
                constraint.only_enforce_if(literal)
        return constraint

    def time_on(self, act: int, stage: int) -> Any | None:
        """The optional interval in which the act occupies the stage, the changeover after it included."""
        times = self._times_on(act, stage)
        return times[0] if times else None

    def interval(self, act: int, before: int, after: int, literal: Literal) -> Any:
        """From `before` minutes before the show's start to `after` minutes after it, where the literal is true."""
        return self.cp.new_optional_fixed_size_interval_var(self.start(act) - before, before + after, literal, "")

    def is_free(self, act: int) -> bool:
        return act in self._free

    def made(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made under this key before, or what `make` now makes."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    # What rules ask for

    def holds(self, rule: Rule) -> bool:
        """Whether the rule is held always; otherwise its breaches are paid for."""
        return not rule.always_priced and rule.level_in(self.problem) in (BLOCK, BLOCK_RELEASE)

    def keep_apart(self, rule: PairRule) -> Iterator[Any]:
        return keep_apart(self, rule)

    def use(self, act: int, stages: Iterable[int], before: int, after: int, quantity: int) -> Use:
        """What the act uses around its show's start while its slot names one of the stages."""
        return Use(act, self.at(act, stages), before, after, quantity)

    def keep_within(self, rule: Rule, uses: Iterable[Use], stock: int) -> Iterator[Any]:
        return keep_within(self, rule, uses, stock)

    def at_most_a_day(self, rule: Rule, acts: Iterable[int], limit: int) -> Iterator[Any]:
        return at_most_a_day(self, rule, acts, limit)

    def one_at_a_time(self) -> Iterator[Any]:
        """One act at a time on every stage; what held acts occupy is already cut out of the possible starts."""
        for stage in self.problem.stages:
            times = [time for act in self.acts for time in self._times_on(act.id, stage.id)]
            if len(times) > 1:
                yield self.cp.add_no_overlap(times)

    # What is asked and answered

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

    def read(self, solver: cp_model.CpSolver) -> Plan:
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
        held = Plan(tuple(self.held.by_act.values()))
        already = sum(self._free.isdisjoint(broken.acts) for broken in rule.violations(self.problem, held))
        return cp_model.LinearExpr.sum([*(rule.price * breach for breach in breaches), rule.price * already])

    def _starts_allowed(self, rule: Rule) -> Iterator[tuple[Any, ...]]:
        """What a priced rule asks of each act alone."""
        for choice in self._choices.values():
            constraints = []
            for stage, literal in choice.on.items():
                allowed = rule.starts(self.problem, choice.act, stage)
                inside = choice.starts[stage] if allowed is None else common(choice.starts[stage], joined(allowed))
                if inside != choice.starts[stage]:
                    constraints.append(self._start_within(choice, inside, literal))
            if constraints:
                yield tuple(constraints)

    def _start_within(self, choice: Choice, spans: list[Span], literal: Literal) -> Any:
        """The act starts within the spans if the literal is true."""
        inside = choice.domain(spans)
        if inside.is_empty():
            return self.cp.add_bool_or([~literal])
        return self.only_if(self.cp.add_linear_expression_in_domain(choice.variable, inside), literal)

    def _starting(self, choice: Choice, span: Span) -> Literal:
        inside, outside = choice.domain([span]), choice.domain_outside(span)
        if inside.is_empty() or outside.is_empty():
            return self.false if inside.is_empty() else choice.present
        literal = self.cp.new_bool_var("")
        self.cp.add_implication(literal, choice.present)
        self._start_within(choice, [span], literal)
        self.start_outside(choice.act.id, span, ~literal, choice.present)
        return literal

    def _any_of(self, literals: list[Literal]) -> Literal:
        """A literal equal to the sum of literals of which at most one is true."""
        one = self.cp.new_bool_var("")
        self.cp.add(cp_model.LinearExpr.sum(literals) == one)
        return one

    def _times_on(self, act: int, stage: int) -> list[Any]:
        """One interval, or for a parade that comes back to the stage one for each time it is there."""
        return self.made(("times", act, stage), lambda: list(self._new_times(self.problem.act(act), stage)))

    def _new_times(self, act: Act, stage: int) -> Iterator[Any]:
        literal = self.present(act.id) if act.route else self.on(act.id, stage)
        if literal is None:
            return
        changeover = self.problem.stage(stage).changeover
        stays = [span for place, span in self.problem.places(Slot(act.id, stage, 0)) if place == stage]
        for span in joined(Span(stay.starts, stay.ends + changeover) for stay in stays):
            yield self.interval(act.id, -span.starts, span.ends, literal)

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
