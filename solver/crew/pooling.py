"""Wide rosters in two steps: first who is on duty when and as what, then where.

Whoever is on duty in one function in one span can stand at any post that needs it, so that needs alike in function,
span and hand-over are pooled into one; what is decided for the pool is dealt out to the posts afterwards. A roster of
the pool that breaks no rule gives one of the posts that breaks none, because the way between duties of unlike pools
counts as the longest there is. Nobody is called beyond what is needed least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Need, Officer, Post
from solver.crew.wishes.fair_nights import fair_shares
from solver.problem import Span

Kind = tuple[Span, int, int]


@dataclass(frozen=True)
class Pool:
    """A problem whose needs are pools, and the needs of the posts behind each."""

    problem: CrewProblem
    needs: dict[int, tuple[Need, ...]]


def pooled(problem: CrewProblem) -> Pool:
    """One need for all of a kind: people wanted add up, and every post brings the leaders that it needs at least."""
    kinds: dict[Kind, list[Need]] = {}
    for need in problem.needs:
        kinds.setdefault((need.span, need.function, need.handover), []).append(need)
    needs, behind = [], {}
    for number, ((span, function, handover), alike) in enumerate(kinds.items(), 1):
        least, leaders = sum(need.least for need in alike), sum(need.led_by(need.least) for need in alike)
        needs.append(Need(number, number, function, span, least, least, leaders, handover=handover))
        behind[number] = tuple(alike)
    pool_of = {need.id: number for number, alike in behind.items() for need in alike}

    def in_pools(duties: Iterable[Duty]) -> tuple[Duty, ...]:
        return tuple(sorted({Duty(duty.officer, pool_of[duty.need]) for duty in duties if duty.need in pool_of}))

    posts = tuple(Post(need.id, problem.function(need.function).name) for need in needs)
    pool = replace(
        problem,
        needs=tuple(needs),
        posts=posts,
        trips=(),
        trip_unknown=problem.longest_walk,
        current=in_pools(problem.current),
        released=in_pools(problem.released),
        shares=fair_shares(problem),
    )
    return Pool(pool, behind)


def deal(problem: CrewProblem, pool: Pool, plan: CrewPlan) -> CrewPlan:
    """Everybody of a pool gets a post: where he stands already, leaders where they are missing, squads side by side."""
    standing = {(duty.officer, duty.need) for duty in problem.current}
    duties: list[Duty] = []
    for number, alike in pool.needs.items():
        people = [problem.officer(id) for id in plan.officers_on(number)]
        duties.extend(_dealt(problem, alike, people, standing))
    return CrewPlan(tuple(sorted(duties)))


def _dealt(
    problem: CrewProblem, alike: tuple[Need, ...], people: list[Officer], standing: set[tuple[int, int]]
) -> list[Duty]:
    """Posts come in the order in which they are given: where people are missing, the last go short."""
    left = dict.fromkeys(people)
    chosen: dict[int, list[Officer]] = {need.id: [] for need in alike}

    def place(officer: Officer, need: Need) -> None:
        chosen[need.id].append(officer)
        del left[officer]

    led = {officer.id: problem.leads(officer, alike[0]) for officer in people}
    for need in alike:
        for officer in [officer for officer in left if (officer.id, need.id) in standing][: need.least]:
            place(officer, need)
    for need in alike:
        has = sum(led[officer.id] for officer in chosen[need.id])
        leading = [officer for officer in left if led[officer.id]]
        room = need.least - len(chosen[need.id])
        for officer in leading[: min(room, max(0, need.led_by(need.least) - has))]:
            place(officer, need)
    for need in alike:
        while left and len(chosen[need.id]) < need.least:
            place(_next_to(chosen[need.id], left, led), need)
    return [Duty(officer.id, need) for need, officers in chosen.items() for officer in officers]


def _next_to(beside: list[Officer], left: Iterable[Officer], led: dict[int, bool]) -> Officer:
    """Somebody of a squad that stands here already; else of the squad that has most people left; leaders last."""
    squads = Counter(officer.squad for officer in left)
    del squads[None]
    here = {officer.squad for officer in beside if officer.squad is not None}
    return min(
        left,
        key=lambda officer: (officer.squad not in here, led[officer.id], -squads[officer.squad], officer.id),
    )
