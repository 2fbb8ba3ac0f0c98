"""Squads stand together: two people who could stand at each other's post change places where fewer squads are apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from solver.crew.plan import CrewPlan
from solver.crew.pooling import Pool
from solver.crew.problem import CrewProblem, Duty, Need
from solver.crew.wishes.squads_together import SquadsTogether
from solver.problem import Span

Sector = tuple[str, int]
# How many people of each squad stand in which sector, in one span.
Stands = dict[int | None, Counter[Sector]]


def regrouped(problem: CrewProblem, pool: Pool, plan: CrewPlan, fixed: Iterable[Duty]) -> CrewPlan:
    """Those of one pool who lead change places with each other, likewise those who do not; `fixed` duties stay."""
    if not SquadsTogether().weight_in(problem):
        return plan
    stay = set(fixed).intersection(plan.duties)
    squads = {officer.id: officer.squad for officer in problem.officers}
    sectors = {need.id: problem.sector_of(need) for need in problem.needs}
    spans: dict[Span, Stands] = {}
    for alike in pool.needs.values():
        stands = spans.setdefault(alike[0].span, {})
        for duty in _duties(plan, alike):
            stands.setdefault(squads[duty.officer], Counter())[sectors[duty.need]] += 1
    for alike in pool.needs.values():
        posts: tuple[dict[int, int], dict[int, int]] = {}, {}
        for duty in _duties(plan, alike):
            if duty not in stay:
                posts[problem.leads(problem.officer(duty.officer), alike[0])][duty.officer] = duty.need
        for at in posts:
            _exchange(at, squads, sectors, spans[alike[0].span])
            stay.update(Duty(*duty) for duty in at.items())
    return CrewPlan(tuple(sorted(stay)))


def _duties(plan: CrewPlan, needs: Iterable[Need]) -> Iterator[Duty]:
    return (Duty(officer, need.id) for need in needs for officer in plan.officers_on(need.id))


def _exchange(at: dict[int, int], squads: dict[int, int | None], sectors: dict[int, Sector], stands: Stands) -> None:
    """Whoever is of a squad that is apart looks for somebody to change places with; `at` says where people stand."""
    for officer in at:
        for other in at:
            mine, theirs = squads[officer], squads[other]
            if mine is None or len(stands[mine]) == 1:
                break
            here, there = sectors[at[officer]], sectors[at[other]]
            saved = _saved(stands, mine, here, there) + _saved(stands, theirs, there, here)
            if here != there and mine != theirs and saved > 0:
                at[officer], at[other] = at[other], at[officer]
                _moved(stands[mine], here, there)
                _moved(stands[theirs], there, here)


def _saved(stands: Stands, squad: int | None, here: Sector, there: Sector) -> int:
    """How many sectors fewer the squad stands in once one of it has moved."""
    return 0 if squad is None else (stands[squad][here] == 1) - (stands[squad][there] == 0)


def _moved(stands: Counter[Sector], here: Sector, there: Sector) -> None:
    stands[there] += 1
    stands[here] -= 1
    if not stands[here]:
        del stands[here]
