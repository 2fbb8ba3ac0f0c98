"""Who could take over a duty now: the best stand-ins, with the way, the rest and what it does to their hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.hours_a_day import length
from solver.crew.rules.rule import in_time
from solver.crew.seed import may_alone, may_meet


@dataclass(frozen=True)
class StandIn:
    """An officer who breaks no rule by taking over. `rest_before` and `rest_after` in minutes to the neighbouring
    duties, None where there is none; `way` in minutes from the post before; `nights` and `minutes` of all duties then.
    """

    officer: int
    leads: bool
    rest_before: int | None
    rest_after: int | None
    way: int
    nights: int
    minutes: int


def stand_ins(problem: CrewProblem, plan: CrewPlan, need: Need, *, most: int = 5) -> list[StandIn]:
    """The best first: whoever leads where a leader is missing, then of the least nights and hours, the shortest way."""
    held = {officer.id: [problem.need(id) for id in plan.needs_of(officer.id)] for officer in problem.officers}
    return list(islice(best_first(problem, held, plan.officers_on(need.id), need), most))


def best_first(
    problem: CrewProblem, held: Mapping[int, list[Need]], there: Collection[int], need: Need
) -> Iterator[StandIn]:
    """All who could; `held` are the needs each officer meets, `there` who meets this one. The rules are asked only of
    those who are next, because they take long."""
    has = sum(problem.leads(problem.officer(id), need) for id in there)
    leader_missing = has < need.led_by(max(need.least, len(there) + 1))
    turns: dict[tuple[bool, int, int], list[Officer]] = {}
    for officer in problem.officers:
        if officer.id not in there and may_alone(problem, officer, need):
            # A leader is spared for where one is missing.
            spared = problem.leads(officer, need) != leader_missing
            needs = held[officer.id]
            turns.setdefault((spared, sum(map(problem.at_night, needs)), sum(map(length, needs))), []).append(officer)
    for turn in sorted(turns):
        free = (officer for officer in turns[turn] if may_meet(problem, officer, held[officer.id], need))
        told = [_told(problem, officer, in_time([*held[officer.id], need]), need) for officer in free]
        yield from sorted(told, key=lambda one: (one.way, one.officer))


def _told(problem: CrewProblem, officer: Officer, needs: list[Need], need: Need) -> StandIn:
    at = needs.index(need)
    before = needs[at - 1] if at else None
    after = needs[at + 1] if at + 1 < len(needs) else None
    return StandIn(
        officer.id,
        problem.leads(officer, need),
        None if before is None else problem.between(before, need),
        None if after is None else problem.between(need, after),
        0 if before is None else problem.walk(before, need),
        sum(map(problem.at_night, needs)),
        sum(map(length, needs)),
    )
