"""Which acts to set anew together while the others stand: choices learn from what they have gained."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from solver.check import costs
from solver.plan import Plan
from solver.problem import Problem, Slot

SHAKE = "shake"
KINDS = (SHAKE, "day", "troupes", "stages", "dear")
# Acts set anew at once; more make a problem that is not settled in seconds.
MOST = 60
# How fast the memory of gains fades, and what a kind that was never tried is thought to gain a second.
FADING, HOPE = 0.7, 5.0
# What every kind is taken to be worth at least, so that none is forgotten.
SMALLEST = 0.5


@dataclass(frozen=True)
class Neighbourhood:
    """Acts to set anew; `days` are the only festival days on which they may then start."""

    kind: str
    acts: frozenset[int]
    days: frozenset[int] | None = None


@dataclass
class Neighbourhoods:
    """Chooses by gain per second, with a chance for every kind."""

    problem: Problem
    chance: random.Random
    worth: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, HOPE))

    def kind(self) -> str:
        return self.chance.choices(KINDS, [SMALLEST + self.worth[kind] for kind in KINDS])[0]

    def choose(self, kind: str, plan: Plan, days: frozenset[int] | None) -> Neighbourhood:
        """Acts of this kind that stand on the days (None: all), and some without a place; they stay on these days."""
        on = range(self.problem.days) if days is None else sorted(days)
        if kind == "day":
            days = frozenset([self.chance.choice(on)])
        found = dict.fromkeys(self._found(kind, plan))
        acts = [act for act in found if (slot := plan.slot(act)) and _stands_on(self.problem, slot, days)]
        most = MOST if kind == "day" else MOST // 2
        missing = [act.id for act in self.problem.acts if plan.slot(act.id) is None]
        chosen = acts if len(acts) <= most else self.chance.sample(acts, most)
        return Neighbourhood(kind, frozenset(chosen) | frozenset(missing[:MOST]), days)

    def learn(self, kind: str, gain: int, effort: float) -> None:
        self.worth[kind] = FADING * self.worth[kind] + (1 - FADING) * gain / max(0.1, effort)

    def _found(self, kind: str, plan: Plan) -> Iterator[int]:
        if kind == "day":
            yield from (slot.act for slot in plan.slots)
        elif kind == "troupes" and self.problem.troupes:
            for troupe in self.chance.sample(self.problem.troupes, min(3, len(self.problem.troupes))):
                yield from self.problem.acts_of_troupe[troupe.id]
        elif kind == "stages":
            stages = {stage.id for stage in self.chance.sample(self.problem.stages, min(2, len(self.problem.stages)))}
            yield from (slot.act for slot in plan.slots if slot.stage in stages)
        else:
            yield from self._dear(plan)

    def _dear(self, plan: Plan) -> Iterator[int]:
        """Acts that pay, most likely those that pay most, and what stands on their stages on their days."""
        paid = [cost for cost in costs(self.problem, plan) if len(cost.acts) < MOST]
        for cost in self.chance.choices(paid, [cost.amount for cost in paid], k=4) if paid else ():
            yield from cost.acts
            for slot in filter(None, map(plan.slot, cost.acts)):
                day = self.problem.day_of(slot.starts)
                near = (it for it in plan.slots if it.stage == slot.stage and self.problem.day_of(it.starts) == day)
                yield from (it.act for it in near)


def _stands_on(problem: Problem, slot: Slot, days: frozenset[int] | None) -> bool:
    return days is None or problem.day_of(slot.starts) in days
