"""Lifts some acts out of a plan and sets them again: the move by which plans are completed and improved."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping

from solver.ledger import Ledger
from solver.minutes import each
from solver.plan import Plan
from solver.prices import Prices
from solver.problem import MINUTES_A_DAY, Problem, Slot
from solver.rules.rule import Rule

# How many acts one shake lifts: few give many shakes a second, many reach further.
FEWEST, MOST = 2, 9
# An act with no place is set before easier ones the next times; one such lesson counts like this factor of width.
LESSON = 0.5
# As long as acts have no place, so many of the shakes try to make room for one.
SHARE_OF_MISSING = 0.3


class Shaker:
    """A plan that breaks none of `rules` at any time; `missing` are the acts without a slot, `cost` what it pays.

    `cost` is what `solver.check.value` says, as long as the plan was only built here.
    """

    def __init__(self, problem: Problem, rules: Iterable[Rule], chance: random.Random) -> None:
        self.problem = problem
        self.chance = chance
        self.ledger = Ledger(problem, rules)
        self.prices = Prices(problem, self.ledger)
        self.missing = {act.id for act in problem.acts}
        self.cost = sum(self.prices.unplaced[act] + self.prices.moved(act) for act in self.missing)
        self._fines: dict[Slot, int] = {}
        self._lessons = dict.fromkeys(self.missing, 0)
        self._width = {act: sum(map(int.bit_count, cells.values())) for act, cells in self.ledger.cells.items()}
        self._rivals = _rivals(problem)
        self._ordered: dict[int, set[int]] = {act: set() for act in self.missing}
        for order in problem.precedences:
            self._ordered[order.first].add(order.second)
            self._ordered[order.second].add(order.first)

    @property
    def plan(self) -> Plan:
        """The slots that stand, in the order of the problem's acts."""
        return Plan(tuple(self.ledger.of(act.id for act in self.problem.acts)))

    @property
    def hopeful(self) -> list[int]:
        """Acts without a slot that could stand somewhere if nothing else did."""
        return sorted(act for act in self.missing if self.ledger.cells[act]) if self.missing else []

    def put(self, slot: Slot) -> None:
        self.cost += self._pays(slot) - self.prices.unplaced[slot.act] - self.prices.moved(slot.act)
        self.ledger.add(slot)
        self.prices.add(slot)
        self.missing.discard(slot.act)

    def lift(self, act: int) -> Slot:
        slot = self.ledger.remove(act)
        self.prices.remove(slot)
        self.missing.add(act)
        self.cost += self.prices.unplaced[act] + self.prices.moved(act) - self._pays(slot)
        return slot

    def _pays(self, slot: Slot) -> int:
        return self.prices.of(slot) + self._fines.get(slot, 0)

    def adopt(self, plan: Plan) -> None:
        """Puts every slot of the plan that breaks no rule beside those before it."""
        for slot in sorted(plan.slots, key=lambda slot: self._width[slot.act]):
            if slot.act in self.missing and self.ledger.allows(slot):
                self.put(slot)

    def resume(self, plan: Plan, fines: Mapping[Slot, int]) -> None:
        """Stands as the plan does, which breaks no rule that blocks.

        A slot of `fines` breaks rules that warn: it pays for that where it stands, and once it leaves it cannot return
        by `place`.
        """
        for act in [act for act, slot in self.ledger.by_act.items() if plan.slot(act) != slot]:
            self.lift(act)
        for slot in self.ledger.by_act.values():
            self.cost -= self._fines.get(slot, 0) - fines.get(slot, 0)
        self._fines = dict(fines)
        for wanted in plan.slots:
            if wanted.act in self.missing:
                self.put(wanted)

    def place(self, acts: Iterable[int]) -> list[Slot]:
        """Puts the acts into their cheapest cells, the hardest first; remembers those that find none.

        Gives back the slots of acts that had to go, because what must come before them found no place.
        """
        spread = {
            act: self._width[act] * LESSON ** self._lessons[act] * self.chance.uniform(0.6, 1.4) for act in sorted(acts)
        }
        for act in sorted(spread, key=lambda act: spread[act]):
            cheapest = self.prices.cheapest(act, self.ledger.cells[act], self.ledger.free(act), self.chance)
            if cheapest:
                self.put(cheapest)
            else:
                self._lessons[act] = min(40, self._lessons[act] + 1)
        left = []
        while alone := self.ledger.alone():
            left += [self.lift(act) for act in sorted(alone)]
        return left

    def complete(self) -> None:
        """One try to make room for an act that has none; never leaves more acts without a place."""
        act = self.chance.choice(self.hopeful)
        cells = self.ledger.cells[act]
        stage = self.chance.choice(sorted(cells))
        target = Slot(act, stage, self._some(cells[stage]))
        self._exchange(self._in_the_way(target), target, 0.0)

    def shake(self, heat: float) -> None:
        """One change of a few acts, kept if it costs less, or by chance if it costs little more (as `heat` says)."""
        if self.hopeful and self.chance.random() < SHARE_OF_MISSING:
            return self.complete()
        placed = list(self.ledger.by_act)
        if placed:
            self._exchange(self._together(self.chance.choice(placed)), None, heat)

    def _exchange(self, lifted: set[int], target: Slot | None, heat: float) -> None:
        """Sets the lifted acts anew, around the target if there is one, and all as before where that is worse."""
        before = self.cost
        old = {act: self.lift(act) for act in lifted}
        if target and self.ledger.allows(target):
            self.put(target)
        acts = lifted if target is None else {*lifted, target.act}
        gone = self.place(acts & self.missing)
        old |= {slot.act: slot for slot in gone if slot.act not in acts}
        if self.cost - before > -heat * math.log(1.0 - self.chance.random()):
            for act in acts - self.missing:
                self.lift(act)
            for slot in old.values():
                self.put(slot)

    def _some(self, minutes: int) -> int:
        count = self.chance.randrange(minutes.bit_count())
        return next(minute for index, minute in enumerate(each(minutes)) if index == count)

    def _in_the_way(self, slot: Slot) -> set[int]:
        """Acts near a cell that may keep another act out of it: on its stages, of its troupes, with its equipment."""
        act, width = self.problem.act(slot.act), self.chance.randrange(60, 300)
        stages = {stage for stage, _ in self.problem.places(slot)}
        near = {other.act for other in self.ledger.on(stages) if abs(other.starts - slot.starts) < width + act.duration}
        day = self.problem.day_of(slot.starts)
        rivals = (other for other in self.ledger.of(self._rivals[act.id]))
        near |= {other.act for other in rivals if self.problem.day_of(other.starts) == day}
        near |= {other.act for other in self.ledger.of(self._ordered[act.id])}
        if self.chance.random() < 0.3:
            near |= set(self.chance.sample(sorted(self.ledger.by_act), min(MOST, len(self.ledger.by_act))))
        return near

    def _together(self, act: int) -> set[int]:
        """The act and a few others that it may change places with: of its stages, its people, or its hours."""
        slot, kind = self.ledger.by_act[act], self.chance.random()
        if kind < 0.4:
            others = list(self.ledger.on(self.ledger.cells[act]))
        elif kind < 0.7:
            others = list(self.ledger.of(sorted(self._rivals[act])))
        else:
            others = list(self.ledger.by_act.values())
        near = self.chance.choice((180, MINUTES_A_DAY, self.problem.horizon.ends))
        found = [it.act for it in others if abs(it.starts - slot.starts) <= near]
        return {act, *self.chance.sample(found, min(self.chance.randint(FEWEST, MOST) - 1, len(found)))}


def _rivals(problem: Problem) -> dict[int, set[int]]:
    """For every act those that want the same people: its troupes, persons, guests, work and audience."""
    rivals: dict[int, set[int]] = {act.id: set() for act in problem.acts}
    groups = (problem.acts_of_troupe, problem.acts_of_person, problem.acts_of_work, problem.acts_of_party)
    pairs = [{clash.first, clash.second} for clash in problem.clashes]
    pairs += [{order.first, order.second} for order in problem.precedences]
    for acts in [*(set(acts) for group in groups for acts in group.values()), *pairs]:
        for act in acts:
            rivals[act] |= acts
    return {act: others - {act} for act, others in rivals.items()}
