"""Wide rosters in two steps: first who is on duty when and as what, then where.

Whoever is on duty in one function in one span can stand at any post that needs it, so that needs alike in function,
span and hand-over are pooled into one; what is decided for the pool is dealt out to the posts afterwards. A roster of
the pool that breaks no rule gives one of the posts that breaks none, because the way between duties of unlike pools
counts as the longest there is. Nobody is called beyond what is needed least. A
post for which another strength is wanted is a pool of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from solver.crew.problem import CrewProblem, Duty, Need, Officer, Post
from solver.crew.wishes import CREW_WISHES
from solver.crew.wishes.fair_nights import FairNights
from solver.crew.wishes.fair_weekends import FairWeekends
from solver.problem import Span

Kind = tuple[Span, int, int, int | None]


@dataclass(frozen=True)
class Pool:
    """A problem whose needs are pools, and the needs of the posts behind each."""

    problem: CrewProblem
    needs: dict[int, tuple[Need, ...]]


def pooled(problem: CrewProblem) -> Pool:
    """One need for all of a kind: people wanted add up, and every post brings the leaders that it needs at least."""
    kinds: dict[Kind, list[Need]] = {}
    joined = _shortest_handovers(problem)
    for need in problem.needs:
        handover = need.handover or joined.get((need.span, need.function), 0)
        alone = need.id if need.wanted is not None else None
        kinds.setdefault((need.span, need.function, handover, alone), []).append(need)
    needs, behind = [], {}
    for number, ((span, function, handover, alone), alike) in enumerate(kinds.items(), 1):
        least, leaders = sum(need.least for need in alike), sum(need.led_by(need.least) for need in alike)
        together = Need(number, number, function, span, least, least, leaders, handover=handover)
        needs.append(together if alone is None else replace(alike[0], id=number, post=number, handover=handover))
        behind[number] = tuple(alike)
    pool_of = {need.id: number for number, alike in behind.items() for need in alike}

    def in_pools(duties: Iterable[Duty]) -> tuple[Duty, ...]:
        return tuple(sorted({Duty(duty.officer, pool_of[duty.need]) for duty in duties if duty.need in pool_of}))

    def asking_for_pools(officer: Officer) -> Officer:
        asked = (replace(one, need=pool_of[one.need]) for one in officer.asked if one.need in pool_of)
        return replace(officer, asked=tuple(asked)) if officer.asked else officer

    posts = tuple(Post(need.id, problem.function(need.function).name) for need in needs)
    pool = replace(
        undealt(problem),
        officers=tuple(asking_for_pools(officer) for officer in problem.officers),
        needs=tuple(needs),
        posts=posts,
        trips=(),
        trip_unknown=problem.longest_walk,
        current=in_pools(problem.current),
        released=in_pools(problem.released),
        shares=FairNights().shares(problem),
        weekend_shares=FairWeekends().shares(problem),
    )
    return Pool(pool, behind)


def _shortest_handovers(problem: CrewProblem) -> dict[tuple[Span, int], int]:
    """Whoever relieves nobody is pooled with those of the shortest hand-over, and counts as if he had it too."""
    shortest: dict[tuple[Span, int], int] = {}
    for need in problem.needs:
        if need.handover:
            kind = need.span, need.function
            shortest[kind] = min(need.handover, shortest.get(kind, need.handover))
    return shortest


def undealt(problem: CrewProblem) -> CrewProblem:
    """Without the wishes about who stands beside whom."""
    return replace(problem, weights={**problem.weights, **{wish.key: 0 for wish in CREW_WISHES if not wish.personal}})
