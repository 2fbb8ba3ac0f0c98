"""Squads come on duty together: people who are alike exchange all their duties, which no rule and no wish minds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from random import Random

from solver.crew.alike import groups
from solver.crew.plan import CrewPlan
from solver.crew.pooling import Pool
from solver.crew.problem import CrewProblem, Duty, Officer
from solver.crew.wishes.squads_together import SquadsTogether

# A squad that does not fit into one sector is worse than so many who come without it.
APART = 5
# Exchanges that are tried, by officer.
TRIED = 10


def gathered(problem: CrewProblem, pool: Pool, plan: CrewPlan) -> CrewPlan:
    """The same duties in the pools, done by others who are alike: as many of a squad at once as one sector has room
    for."""
    alike = [group for group in groups(pool.problem) if len({officer.squad for officer in group}) > 1]
    if not alike or not SquadsTogether().weight_in(problem):
        return plan
    gathering = _Gathering(problem, pool, plan)
    for group in sorted(alike, key=len, reverse=True):
        gathering.seat(group)
    gathering.exchange(alike)
    return gathering.plan()


class _Gathering:
    """`lines` are what each officer does in the pools; `people` counts a squad's people in one of them."""

    def __init__(self, problem: CrewProblem, pool: Pool, plan: CrewPlan) -> None:
        self.room = {number: _room(problem, pool, number) for number in pool.needs}
        self.lines = {officer.id: frozenset(plan.needs_of(officer.id)) for officer in problem.officers}
        self.people: Counter[tuple[int | None, int]] = Counter()
        for officer in problem.officers:
            self._add(officer.squad, self.lines[officer.id], 1)

    def plan(self) -> CrewPlan:
        return CrewPlan(tuple(sorted(Duty(officer, need) for officer, line in self.lines.items() for need in line)))

    def seat(self, group: list[Officer]) -> None:
        """Squad after squad, the largest first, everybody takes the line that suits those best who are seated."""
        left = sorted((self.lines[officer.id] for officer in group), key=lambda line: (-len(line), sorted(line)))
        seats: dict[int | None, list[Officer]] = {}
        for officer in group:
            self._add(officer.squad, self.lines[officer.id], -1)
            seats.setdefault(officer.squad, []).append(officer)
        for squad, officers in sorted(seats.items(), key=lambda one: (one[0] is None, -len(one[1]))):
            for officer in officers:
                prices = {need: self._price(squad, need) for need in self.room}
                best = min(range(len(left)), key=lambda number: sum(map(prices.__getitem__, left[number])))
                self.lines[officer.id] = left.pop(best)
                self._add(squad, self.lines[officer.id], 1)

    def exchange(self, alike: list[list[Officer]]) -> None:
        """Two at a time, chosen by chance."""
        chance, sizes = Random(0), [len(group) for group in alike]
        for group in chance.choices(alike, sizes, k=TRIED * sum(sizes)):
            one, other = chance.sample(group, 2)
            if one.squad != other.squad:
                mine, theirs = self.lines[one.id], self.lines[other.id]
                if self._moved(one.squad, other.squad, mine - theirs, theirs - mine) < 0:
                    self.lines[one.id], self.lines[other.id] = theirs, mine
                else:
                    self._moved(one.squad, other.squad, theirs - mine, mine - theirs)

    def _moved(self, one: int | None, other: int | None, given: Iterable[int], taken: Iterable[int]) -> int:
        """One squad gives the other some duties and takes some; what that costs."""
        ways = chain(((one, other, need) for need in given), ((other, one, need) for need in taken))
        cost = 0
        for origin, goal, need in ways:
            self.people[origin, need] -= 1
            cost += self._price(goal, need) - self._price(origin, need)
            self.people[goal, need] += 1
        return cost

    def _add(self, squad: int | None, line: Iterable[int], by: int) -> None:
        for need in line:
            self.people[squad, need] += by

    def _price(self, squad: int | None, need: int) -> int:
        """What one more of a squad costs: nothing where he stands beside others of it."""
        there = self.people[squad, need]
        return 0 if squad is None or there % self.room[need] else 1 + APART if there else 1


def _room(problem: CrewProblem, pool: Pool, number: int) -> int:
    """How many people a sector needs on the average, of those that need anybody."""
    wanted: Counter[tuple[str, int]] = Counter()
    for need in pool.needs[number]:
        if need.least:
            wanted[problem.sector_of(need)] += need.least
    return max(1, round(wanted.total() / len(wanted))) if wanted else 1
