"""The decisions of the lodging stage: one for every room that may be given to a guest, or to two who share."""

from __future__ import annotations

from collections.abc import Iterator

from ortools.sat.python import cp_model

from solver.lodging.plan import LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.lodging.rules import LODGING_RULES, LodgingRule
from solver.lodging.rules.rule import IGNORE, WARN
from solver.lodging.wishes import price


class LodgingModel:
    """Under some rules; `hold_all` holds also those that have a price."""

    def __init__(
        self, problem: LodgingProblem, rules: tuple[LodgingRule, ...] = LODGING_RULES, *, hold_all: bool = False
    ) -> None:
        self.problem, self.hold_all = problem, hold_all
        self.cp = cp_model.CpModel()
        self.prices: list[tuple[cp_model.IntVar, int]] = []
        asked = [rule for rule in rules if hold_all or rule.level_in(problem) != IGNORE]
        alone = [rule for rule in asked if "allows" in rule.halves]
        self.rooms = {
            room: self.cp.new_bool_var("")
            for room in _rooms(problem)
            if all(rule.allows(problem, room) for rule in alone)
        }
        self._of: dict[int, list[cp_model.IntVar]] = {guest.id: [] for guest in problem.guests}
        for room, has in self.rooms.items():
            self.prices.append((has, price(problem, room)))
            for guest in room.guests:
                self._of[guest].append(has)
        for rule in asked:
            rule.post(self)

    def of(self, guest: int) -> list[cp_model.IntVar]:
        """The decisions about a guest."""
        return self._of[guest]

    def slack(self, rule: LodgingRule, most: int, price: int) -> cp_model.IntVar | int:
        """By how much a rule that has a price is broken; never where it is held."""
        kept = rule.level == WARN and rule.level_in(self.problem) != WARN
        if self.hold_all or kept:
            return 0
        broken = self.cp.new_int_var(0, most, "")
        self.prices.append((broken, price))
        return broken

    def minimize(self) -> None:
        self.cp.minimize(cp_model.LinearExpr.sum([price * decision for decision, price in self.prices if price]))

    def plan(self, solver: cp_model.CpSolver) -> LodgingPlan:
        return LodgingPlan(tuple(sorted(room for room, has in self.rooms.items() if solver.boolean_value(has))))


def _rooms(problem: LodgingProblem) -> Iterator[Room]:
    """Every guest alone, and with whoever is named by one of the two."""
    named = {tuple(sorted((guest.id, guest.shares))) for guest in problem.guests if guest.shares is not None}
    for allotment in problem.allotments:
        for guests in [*((guest.id,) for guest in problem.guests), *sorted(named)]:
            yield Room(allotment.id, guests)
