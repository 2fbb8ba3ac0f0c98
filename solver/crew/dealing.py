"""Who stands where: what is decided for pools is dealt out to their posts, squads side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from solver.crew.plan import CrewPlan
from solver.crew.pooling import Pool
from solver.crew.problem import CrewProblem, Duty, Need, Officer
from solver.crew.regrouping import regrouped
from solver.problem import Span

Sector = tuple[str, int]
# The sectors in which squads stand already in a span, out of all pools.
Stands = dict[int, set[Sector]]


def deal(problem: CrewProblem, pool: Pool, plan: CrewPlan) -> CrewPlan:
    """Everybody of a pool gets a post: the one he knows of, leaders where they are missing, squads together.

    Large pools come first: where many of a squad stand, the few of other functions join them.
    """
    standing = {(duty.officer, duty.need) for duty in problem.told}
    stands: dict[Span, Stands] = {}
    duties: list[Duty] = []
    for number in sorted(pool.needs, key=lambda number: (-len(plan.officers_on(number)), number)):
        people, alike = [problem.officer(id) for id in plan.officers_on(number)], pool.needs[number]
        if alike[0].wanted is not None:
            duties.extend(Duty(officer.id, alike[0].id) for officer in people)
            continue
        duties.extend(_Dealing(problem, alike, people, stands.setdefault(alike[0].span, {})).dealt(standing))
    return regrouped(problem, pool, CrewPlan(tuple(sorted(duties))), problem.told)


class _Dealing:
    """One pool. Posts come in the order in which they are given: where people are missing, the last go short."""

    def __init__(self, problem: CrewProblem, alike: tuple[Need, ...], people: list[Officer], stands: Stands) -> None:
        self.problem, self.alike, self.stands = problem, alike, stands
        self.left = {officer.id: officer for officer in people}
        self.chosen: dict[int, list[Officer]] = {need.id: [] for need in alike}
        self.leading = {officer.id: problem.leads(officer, alike[0]) for officer in people}
        self.room: Counter[Sector] = Counter()
        for need in alike:
            self.room[problem.sector_of(need)] += need.least

    def dealt(self, standing: set[tuple[int, int]]) -> list[Duty]:
        for need in self.alike:
            self._put(
                [officer for officer in self.left.values() if (officer.id, need.id) in standing], need, need.least
            )
        for need in self.alike:
            has = sum(self.leading[officer.id] for officer in self.chosen[need.id])
            leaders = [officer for officer in self.left.values() if self.leading[officer.id]]
            self._fill(need, leaders, need.led_by(need.least) - has)
        for need in self.alike:
            self._fill(need, self.left.values(), need.least)
        return [Duty(officer.id, need) for need, officers in self.chosen.items() for officer in officers]

    def _put(self, people: Iterable[Officer], need: Need, most: int) -> int:
        """At most so many of these people, and no more than the post has room for; how many it took."""
        taken = list(people)[: max(0, min(most, need.least - len(self.chosen[need.id])))]
        sector = self.problem.sector_of(need)
        for officer in taken:
            self.chosen[need.id].append(officer)
            self.room[sector] -= 1
            del self.left[officer.id]
            if officer.squad is not None:
                self.stands.setdefault(officer.squad, set()).add(sector)
        return len(taken)

    def _fill(self, need: Need, people: Iterable[Officer], most: int) -> None:
        """Squad after squad, those who lead last."""
        squads: dict[int | None, list[Officer]] = {}
        for officer in sorted(people, key=lambda officer: (self.leading[officer.id], officer.id)):
            squads.setdefault(officer.squad, []).append(officer)
        while squads and most > 0:
            best = min(squads, key=lambda squad: self._place(need, squad, len(squads[squad])))
            took = self._put(squads.pop(best), need, most)
            if not took:
                return
            most -= took

    def _place(self, need: Need, squad: int | None, left: int) -> tuple[int, bool, int, int]:
        """Who is next: a squad that stands at the post, then in the sector, then nowhere; one that is elsewhere last.

        Of squads that stand nowhere the largest that the sector has room for, else the smallest.
        """
        if squad is None:
            return 2, False, 0, 0
        sector = self.problem.sector_of(need)
        stands = self.stands.get(squad, ())
        here = any(officer.squad == squad for officer in self.chosen[need.id])
        near = 0 if here else 1 if sector in stands else 3 if stands else 2
        fits = left <= self.room[sector]
        return near, not fits, -left if fits else left, squad
