"""Repairs a plan with the least change: local first, then proof.

Three goals in turn, each held while the next is brought down: few acts without a slot, few moves, few costs of wishes
and warnings. First only what was hit is set anew, exactly; that takes a fraction of a second and is most often the
least change there is. What it does not settle is looked for in wider neighbourhoods, and what no plan can do better is
proven from below.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from solver.damage import Damage
from solver.diagnose import only
from solver.first_aid import mended
from solver.goals import Anew, Clock
from solver.plan import Plan, Repaired
from solver.problem import STEADY, Problem, Slot
from solver.reckoner import Reckoner
from solver.rules import RULES
from solver.rules.rule import BLOCK, WARN
from solver.scope import EVERYTHING, Scope, pinned
from solver.seed import blocking_breaches
from solver.wishes import WISHES

# Acts beside those hit that are set anew together, those whose moves cost least first.
NEAR = 120
# Shares of the time: for one goal in one neighbourhood, for the wishes after the first answer, and in the end.
SETTLE, POLISH_FIRST, POLISH = 0.2, 0.1, 0.15
# The share of the time in which a change without new warnings is looked for.
CAREFUL = 0.7
# More acts than these hit at once, and a heuristic finds them places before an exact model does.
MANY_HIT = 150

Progress = Callable[[Repaired], None]


def repair(
    problem: Problem,
    *,
    seconds: float,
    scope: Scope = EVERYTHING,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    seed: int = 0,
    workers: int = 2,
) -> Repaired:
    """The current plan made sound again with the least change found in so many seconds, or until `cancelled`.

    Somebody has to answer for each warning, so a change without new ones is looked for first; the least change is told
    of such plans. Only where it leaves acts without a slot may rules that warn be broken anew.

    `progress` hears of every better plan and bound; the first plan comes at once. It ends as soon as nothing can be
    done better. Breaches in which only acts that have begun take part are left as they are. Where the problem's goals
    are STEADY the least change comes first, be it with new warnings; see `solver.mend` for WISHFUL.
    """
    clock, damage = Clock(seconds, cancelled), Damage(problem, scope)
    strict = _without_warnings(problem)
    if strict == problem or not damage.first or problem.goals == STEADY:
        return Repair(damage, clock, seed, workers, progress).run()
    known = damage.known | (_breaches(strict) - _breaches(problem))
    careful = Clock(seconds * CAREFUL, cancelled)
    found = Repair(Damage(strict, scope, known), careful, seed, workers, progress).run()
    least = found.unplaced_bound, found.moves_bound
    if len(found.unplaced) <= damage.least_unplaced or clock.over:
        return damage.answer(found.plan, clock.elapsed, found.status, least)
    other = Repair(damage, Clock(clock.left, cancelled), seed, workers, None).run()
    if len(other.unplaced) < len(found.unplaced):
        return replace(other, seconds=round(clock.elapsed, 2))
    return damage.answer(found.plan, clock.elapsed, found.status, (other.unplaced_bound, found.moves_bound))


def _without_warnings(problem: Problem) -> Problem:
    """The same festival in which what only warns blocks."""
    warns = (rule for rule in RULES if rule.level_in(problem) == WARN and not rule.always_priced)
    raised = {rule.key: BLOCK for rule in warns}
    return replace(problem, levels={**problem.levels, **raised}) if raised else problem


def _breaches(problem: Problem) -> frozenset[tuple[int, ...]]:
    return frozenset(blocking_breaches(problem, Plan(problem.current)))


def make_room(
    problem: Problem,
    plan: Plan,
    slot: Slot,
    *,
    seconds: float,
    cancelled: Callable[[], bool] = lambda: False,
    seed: int = 0,
    workers: int = 2,
) -> Repaired | None:
    """The plan with the act at exactly this slot and the others moved as little as that takes; `moved` are the others.

    None where no places were found for all that stand in the plan, be it for want of time. Breaches that the plan has
    without the act may stay.
    """
    if problem.now is not None and (slot.starts < problem.now or problem.begun(slot.act)):
        return None
    clock = Clock(seconds, cancelled)
    others = tuple(other for other in plan.slots if other.act != slot.act)
    known = frozenset(blocking_breaches(problem, Plan(others)))
    asked = only(replace(problem, current=(*others, slot)), {slot.act, *(other.act for other in others)})
    damage = Damage(pinned(asked, [slot]), known=known)
    found = Repair(damage, clock, seed, workers, None).run(all_placed=True)
    return None if found.cancelled or found.plan.slot(slot.act) != slot else found


class Repair:
    """One repair under way: the best plan so far, and what is proven."""

    def __init__(self, damage: Damage, clock: Clock, seed: int, workers: int, progress: Progress | None) -> None:
        self.damage, self.problem = damage, damage.problem
        self._clock, self._seed, self._workers, self._progress = clock, seed, workers, progress
        self.plan = damage.rest
        self.worth = damage.worth(self.plan)
        self.unplaced_bound = damage.least_unplaced
        self.moves_bound = self._leaving = damage.least_moves
        self._reckoner = Reckoner(damage, seed, workers)

    def run(self, *, all_placed: bool = False) -> Repaired:
        """Goes on until nothing can be better or, with `all_placed`, until some act certainly has no place."""
        if self.damage.first and not (all_placed and self.unplaced_bound):
            try:
                self._local()
                self._fewest_leaving()
                self._polish(POLISH_FIRST)
                self._fewer_unplaced()
                if not (all_placed and self.worth.unplaced):
                    self._fewer_moves()
                    self._polish(POLISH)
            finally:
                self._reckoner.end()
        return self._answer()

    @property
    def _over(self) -> bool:
        self._hear()
        return self._clock.over

    @property
    def _hands(self) -> int:
        return max(1, self._workers - self._reckoner.busy)

    @property
    def _unplaced_proven(self) -> bool:
        return self.worth.unplaced <= self.unplaced_bound

    @property
    def _moves_proven(self) -> bool:
        return self.worth.moves <= self.moves_bound

    def _local(self) -> None:
        """Only what was hit, and what has no slot: the answer that comes at once."""
        if len(self.damage.first) > MANY_HIT:
            self._shake()
            self._by_days()
        self._settle(self.damage.first)

    def _fewer_unplaced(self) -> None:
        """Wider and wider, as long as acts are without a slot that might have one."""
        for step in (self._near, self._shake, self._everything):
            if self._unplaced_proven or self._over:
                return
            self._reckoner.begin(self._clock.left)
            step()

    def _near(self) -> None:
        """What stands where the acts without a slot could, and what shares their people."""
        problem, damage = self.problem, self.damage
        missing = {act for act in damage.first if self.plan.slot(act) is None}
        stages = {stage for act in missing for stage in damage.cells[act]}
        near = {slot.act for slot in problem.current if any(at in stages for at, _ in problem.places(slot))}
        groups = (problem.acts_of_troupe, problem.acts_of_person, problem.acts_of_work)
        kin = {act for group in groups for acts in group.values() if missing.intersection(acts) for act in acts}
        standing = (near | kin) & damage.free - damage.first
        chosen = sorted(standing, key=lambda act: (act not in kin, damage.price[act], act))[:NEAR]
        self._settle(damage.first | set(chosen))

    def _shake(self) -> None:
        """A plan with fewer acts left out by shaking the whole; then as few moves as these acts need."""
        plan = mended(self.damage, self.plan, random.Random(self._seed), lambda: self._clock.over)
        if self._take(plan) and len(self.damage.first) <= MANY_HIT:
            self._settle(self.damage.first | self.damage.moved(plan))

    def _by_days(self) -> None:
        """What moves, one festival day after the other, while the other days stay as they are."""
        days: dict[int, set[int]] = defaultdict(set)
        for act in self.damage.first | self.damage.moved(self.plan):
            slot = self.problem.current_slots.get(act) or self.plan.slot(act)
            if slot:
                days[self.problem.day_of(slot.starts)].add(act)
        for acts in days.values():
            if not self._over:
                self._settle(acts, self.plan)

    def _everything(self) -> None:
        self._prove_unplaced(self._settle(self.damage.free))

    def _settle(self, free: Iterable[int], held: Plan | None = None) -> int:
        """Sets these acts anew, the first two goals in turn; what is proven of the first in this neighbourhood."""
        anew = Anew(self.problem, free, held=held)
        anew.hint(self.plan)
        seconds, least = self._clock.seconds * SETTLE, 0.0
        if not self._unplaced_proven:
            least = self._lower(anew, anew.unplaced, seconds)
        anew.at_most(anew.unplaced, self.worth.unplaced)
        self._lower(anew, anew.moves, seconds)
        return int(least) if least < math.inf else 0

    def _hear(self) -> None:
        for bound in self._reckoner.heard():
            self._prove_unplaced(self._reckoner.least_unplaced(bound))
            self._prove_moves(self._reckoner.least_moves(bound, self.worth.unplaced))

    def _prove_unplaced(self, bound: float) -> None:
        self.unplaced_bound = max(self.unplaced_bound, int(min(bound, self.worth.unplaced)))

    def _prove_moves(self, bound: float) -> None:
        self.moves_bound = max(self.moves_bound, int(min(bound, self.worth.moves)))

    def _fewer_moves(self) -> None:
        """Proves from below: is there a plan whose moves cost hardly more than the least thinkable? A little more?

        Acts that nothing hit and whose own move costs more than that stay in any such plan, so the first models are
        small.
        """
        damage, allowance = self.damage, min(self.damage.price.values(), default=0)
        if not self._moves_proven:
            self._reckoner.begin(self._clock.left)
        while not self._moves_proven and (seconds := self._clock.left - POLISH * self._clock.seconds) > 0:
            most = min(self.moves_bound + allowance, self.worth.moves - 1)
            spare = most - self._leaving
            anew = Anew(self.problem, damage.first | {act for act in damage.free if damage.price.get(act, 0) <= spare})
            anew.at_most(anew.unplaced, self.worth.unplaced)
            anew.at_most(anew.moves, most)
            proven, before = min(self._lower(anew, anew.moves, seconds), most + 1), self.moves_bound
            self._prove_moves(proven)
            if self._over or (self.moves_bound == before and not self._moves_proven):
                return
            self._tell()
            allowance *= 2

    def _fewest_leaving(self) -> None:
        """What was hit and stays must stand soundly together: what the others cost that leave their slots."""
        if self._moves_proven or self._over:
            return
        staying = pinned(self.problem, [self.problem.current_slots[act] for act in self.damage.hit])
        anew = Anew(replace(staying, precedences=()), self.damage.hit)
        seconds = self._clock.left * SETTLE
        least = anew.lower(anew.moves, seconds, lambda: self._over, self._hands, self._seed, linear=True).bound
        if least < math.inf:
            self._leaving = max(self._leaving, int(least))
            self._prove_moves(self._leaving)
            self._tell()

    def _polish(self, share: float) -> None:
        """What moves anyway moves to where the wishes cost least."""
        moved = self.damage.moved(self.plan)
        if not moved or self._over:
            return
        anew = Anew(self.problem, self.damage.first | moved, WISHES)
        anew.at_most(anew.unplaced, self.worth.unplaced)
        anew.at_most(anew.moves, self.worth.moves)
        anew.hint(self.plan)
        self._lower(anew, anew.value, self._clock.seconds * share)

    def _lower(self, anew: Anew, goal: Any, seconds: float) -> float:
        seconds = min(seconds, self._clock.left)
        lowered = anew.lower(goal, seconds, lambda: self._over, self._hands, self._seed)
        if lowered.plan is not None:
            self._take(lowered.plan)
        return lowered.bound

    def _take(self, plan: Plan) -> bool:
        """Keeps the plan if it is better and sound; whether it was kept."""
        worth = self.damage.worth(plan)
        if worth >= self.worth or not self.damage.sound(plan):
            return False
        self.plan, self.worth = plan, worth
        self._tell()
        return True

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._answer())

    def _answer(self) -> Repaired:
        status = "stopped" if self._clock.cancelled() else "feasible"
        return self.damage.answer(self.plan, self._clock.elapsed, status, (self.unplaced_bound, self.moves_bound))
