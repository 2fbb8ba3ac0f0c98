"""Who could take over a duty now: the best stand-ins, with the way, the rest and what it does to their hours."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Need, Officer
from solver.crew.rules.hours_a_day import length
from solver.crew.rules.rule import in_time
from solver.crew.seed import may_alone, may_meet
from solver.problem import Span

# Function, span and hand-over.
Kind = tuple[int, Span, int]


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
    return list(islice(Reserve(problem, plan).best_first(need), most))


class Reserve:
    """Everybody with the needs that he meets, as one duty after the other is given to somebody who is free."""

    def __init__(self, problem: CrewProblem, plan: CrewPlan) -> None:
        self.problem = problem
        self.held = {officer.id: [problem.need(id) for id in plan.needs_of(officer.id)] for officer in problem.officers}
        self.there = {need.id: set(plan.officers_on(need.id)) for need in problem.needs}
        self._burden = {
            id: (sum(map(problem.at_night, held)), sum(map(length, held))) for id, held in self.held.items()
        }
        self._able: dict[Kind, list[tuple[Officer, bool]]] = {}
        # Duties are only given, so that whoever could not stand at one post of a place cannot later at another.
        self._refused: dict[tuple[Kind, int | None], set[int]] = {}

    def give(self, need: Need, officer: int) -> None:
        self.held[officer].append(need)
        self.there[need.id].add(officer)
        nights, minutes = self._burden[officer]
        self._burden[officer] = nights + self.problem.at_night(need), minutes + length(need)

    def plan(self) -> CrewPlan:
        """Who stands where by now."""
        return CrewPlan(tuple(sorted(Duty(id, need) for need, officers in self.there.items() for id in officers)))

    def best_first(self, need: Need, among: Collection[int] | None = None) -> Iterator[StandIn]:
        """All who could take it, or those of them who are `among` these. The rules are asked only of whoever is next,
        because they take long."""
        problem, there = self.problem, self.there[need.id]
        has = sum(problem.leads(problem.officer(id), need) for id in there)
        leader_missing = has < need.led_by(max(need.least, len(there) + 1))

        refused = self._refused.setdefault((kind_of(need), problem.post(need.post).place), set())
        # A leader is spared for where one is missing.
        turns = sorted(
            (leads != leader_missing, *self._burden[officer.id], officer.id)
            for officer, leads in self.able_to(need)
            if officer.id not in refused and officer.id not in there and (among is None or officer.id in among)
        )
        for _, alike in groupby(turns, lambda turn: turn[:-1]):
            for _, id in sorted((self._way(id, need), id) for *_, id in alike):
                if may_meet(problem, problem.officer(id), self.held[id], need):
                    yield _told(problem, problem.officer(id), in_time([*self.held[id], need]), need)
                else:
                    refused.add(id)

    def able_to(self, need: Need) -> list[tuple[Officer, bool]]:
        """Who could if he had no other duty, and whether he may lead: at all posts the same, as in pools."""
        if (kind := kind_of(need)) not in self._able:
            self._able[kind] = [
                (officer, self.problem.leads(officer, need))
                for officer in self.problem.officers
                if may_alone(self.problem, officer, need)
            ]
        return self._able[kind]

    def _way(self, officer: int, need: Need) -> int:
        before = [other for other in self.held[officer] if other.span.starts < need.span.starts]
        return self.problem.walk(max(before, key=lambda other: other.span.starts), need) if before else 0


def kind_of(need: Need) -> Kind:
    return need.function, need.span, need.handover


def _told(problem: CrewProblem, officer: Officer, needs: list[Need], need: Need) -> StandIn:
    at = needs.index(need)
    return StandIn(
        officer.id,
        problem.leads(officer, need),
        problem.between(needs[at - 1], need) if at else None,
        problem.between(need, needs[at + 1]) if at + 1 < len(needs) else None,
        problem.walk(needs[at - 1], need) if at else 0,
        sum(map(problem.at_night, needs)),
        sum(map(length, needs)),
    )
