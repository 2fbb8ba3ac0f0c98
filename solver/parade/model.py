"""The order of a parade as a round trip through its units: who walks directly behind whom."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from ortools.sat.python import cp_model

from solver.parade.plan import Demand, ParadePlan
from solver.parade.problem import SECONDS, ParadeProblem, Unit
from solver.parade.rules import PARADE_RULES
from solver.parade.rules.rule import IGNORE, ParadeRule
from solver.parade.walk import cleared, pauses_of
from solver.parade.wishes import ENDS, prices


class ParadeModel:
    """`step` are seconds of the walk, `front` metres from its head where all stand closest, `rank` counts from 0.

    With `given` every demand gets a word that says whether it is to be met, so that a search can tell which of them
    cannot be met together.
    """

    def __init__(
        self, problem: ParadeProblem, rules: tuple[ParadeRule, ...] = PARADE_RULES, *, given: bool = False
    ) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.given = given
        self.words: list[tuple[Demand, cp_model.IntVar]] = []
        ids = [unit.id for unit in problem.units]
        self._number = {id: number for number, id in enumerate(ids, start=1)}
        self._before: dict[tuple[int, int], cp_model.LiteralT] = {}
        seconds = sum(max((problem.apart_by(one.id, other.id) for one in problem.units if one is not other), default=0)
                      for other in problem.units)  # fmt: skip
        metres = sum(unit.length + unit.gap for unit in problem.units)
        self.step = {id: self.model.new_int_var(0, seconds, "") for id in ids}
        self.front = {id: self.model.new_int_var(0, metres, "") for id in ids}
        self.rank = {id: self.model.new_int_var(0, len(ids) - 1, "") for id in ids}
        self.follows = self._round_trip()
        for rule in rules:
            if rule.level_in(problem) != IGNORE:
                for demand in rule.demands(problem):
                    self._ask(rule, demand)

    def hold(
        self, demand: Demand, constraint: cp_model.BoundedLinearExpression | bool, *when: cp_model.LiteralT
    ) -> None:
        """Where its demand is to be met, and all of `when` are true."""
        word = [self.words[-1][1]] if self.given else []
        held = self.model.add(constraint)
        if word or when:
            held.only_enforce_if([*word, *when])

    def before(self, one: int, other: int) -> cp_model.LiteralT:
        """Whether one walks anywhere in front of the other."""
        if (one, other) not in self._before:
            says = self.model.new_bool_var("")
            self._before[one, other], self._before[other, one] = says, ~says
            for first, second, when in ((one, other, says), (other, one, ~says)):
                self.model.add(self.rank[first] + 1 <= self.rank[second]).only_enforce_if(when)
        return self._before[one, other]

    def latest(self, second: cp_model.LinearExpr) -> cp_model.LinearExpr:
        """The second of the clock at a second of the walk, or a later one."""
        for at, seconds in self._pauses:
            past = self.model.new_bool_var("")
            self.model.add(second <= at).only_enforce_if(~past)
            second = second + seconds * past
        return second

    def earliest(self, second: cp_model.LinearExpr) -> cp_model.LinearExpr:
        """The same or an earlier one."""
        for at, seconds in self._pauses:
            past = self.model.new_bool_var("")
            self.model.add(second >= at + 1).only_enforce_if(past)
            second = second + seconds * past
        return second

    @cached_property
    def _pauses(self) -> list[tuple[cp_model.LinearExpr, int]]:
        """The second of the walk at which each halt of the whole parade begins, which hangs on who walks first."""
        firsts = [(self.follows[ENDS, unit.id], pauses_of(self.problem, unit)) for unit in self.problem.units]
        return [
            (
                cp_model.LinearExpr.sum([pauses[number].at * first for first, pauses in firsts]),
                SECONDS * halt.minutes,
            )
            for number, halt in enumerate(self.problem.halts)
        ]

    def leaves(self, metres: int) -> cp_model.LinearExpr:
        """The second of the walk at which the last tail has left a place: what all wait for each other, and the last
        one's way."""
        waits = [self.problem.apart_by(one, other) * says for (one, other), says in self.follows.items()
                 if ENDS not in (one, other)]  # fmt: skip
        last = [cleared(unit, metres) * self.follows[unit.id, ENDS] for unit in self.problem.units]
        return cp_model.LinearExpr.sum([*waits, *last])

    def fix(self, plan: ParadePlan) -> None:
        """Only exactly this order."""
        for one, other in pairwise((ENDS, *plan.order, ENDS)):
            self.model.add(self.follows[one, other] == 1)

    def hint(self, plan: ParadePlan) -> None:
        chosen = set(pairwise((ENDS, *plan.order, ENDS)))
        for arc, literal in self.follows.items():
            self.model.add_hint(literal, arc in chosen)

    def minimize(self) -> None:
        self.model.minimize(sum(price * self.follows[arc] for arc, price in prices(self.problem).items() if price))

    def order(self, solver: cp_model.CpSolver) -> ParadePlan:
        following = {one: other for (one, other), literal in self.follows.items() if solver.boolean_value(literal)}
        found = []
        at = following.get(ENDS, ENDS)
        while at != ENDS:
            found.append(at)
            at = following[at]
        return ParadePlan(tuple(found))

    def _ask(self, rule: ParadeRule, demand: Demand) -> None:
        self.words.append((demand, self.model.new_bool_var("") if self.given else self.model.new_constant(1)))
        rule.post(self, demand)

    def _round_trip(self) -> dict[tuple[int, int], cp_model.IntVar]:
        follows = {}
        for unit in self.problem.units:
            follows[ENDS, unit.id] = first = self.model.new_bool_var("")
            follows[unit.id, ENDS] = self.model.new_bool_var("")
            for known in (self.step, self.front, self.rank):
                self.model.add(known[unit.id] == 0).only_enforce_if(first)
            self.model.add(self.rank[unit.id] == len(self.problem.units) - 1).only_enforce_if(follows[unit.id, ENDS])
            for behind in self.problem.units:
                if behind is not unit:
                    follows[unit.id, behind.id] = self._next(unit, behind)
        numbers = self._number | {ENDS: 0}
        self.model.add_circuit([(numbers[one], numbers[other], says) for (one, other), says in follows.items()])
        return follows

    def _next(self, unit: Unit, behind: Unit) -> cp_model.IntVar:
        says = self.model.new_bool_var("")
        for known, by in (
            (self.step, self.problem.apart_by(unit.id, behind.id)),
            (self.front, unit.length + behind.gap),
            (self.rank, 1),
        ):
            self.model.add(known[behind.id] == known[unit.id] + by).only_enforce_if(says)
        return says
