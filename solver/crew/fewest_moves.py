"""Whom to move so that somebody else can fill what is missing, with the fewest duties given and ended.

Needs are looked at by kind: at which of their posts somebody stands makes no change more or less. Of all kinds only the
hard ones, for which nobody free was found, are given people by the engine; whoever is missing elsewhere, or leaves for
a hard one, is replaced by somebody without a name, and ways between posts take no time. That asks less than there is to
do: no roster changes less than the engine proves here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from solver.crew.engines import by_mip
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Need, Officer, Post
from solver.crew.rules.rule import in_time
from solver.crew.seed import PERSONAL, may_alone, may_meet
from solver.crew.staffing import Staffing
from solver.crew.stand_in import Kind, kind_of

# What somebody missing, a duty given and a duty ended cost: no roster has so many of one as outweigh one of the next.
MISSING, CALLED, RELEASED = 10**8, 10**4, 1
ANYWHERE = Post(1, "")


@dataclass(frozen=True, order=True)
class Changes:
    """People missing, duties given and duties ended. Fewer of the first come before fewer of the next."""

    missing: int
    called: int
    released: int


NOTHING = Changes(0, 0, 0)


@dataclass(frozen=True)
class Moves:
    """Who is called to which kinds of needs, which duties end, and what every roster changes at least."""

    called: Mapping[Kind, set[int]]
    released: frozenset[Duty]
    least: Changes


class Standing:
    """The duties of `problem.current` that may stay, by kinds of needs. Whoever is `held` lets none of them go.

    Changes are counted from these duties: those that nobody can keep are no part of them.
    """

    def __init__(self, problem: CrewProblem, staying: CrewPlan, held: Collection[int]) -> None:
        self.problem, self.staying, self.held = problem, staying, held
        self.alike: dict[Kind, list[Need]] = {}
        for need in in_time(problem.needs):
            self.alike.setdefault(kind_of(need), []).append(need)
        self.number = {kind: number for number, kind in enumerate(self.alike, 1)}

    def missing(self, kind: Kind) -> int:
        return sum(max(0, need.least - len(self.staying.officers_on(need.id))) for need in self.alike[kind])

    def spare(self, need: Need) -> int:
        """How many may leave without anybody in their place."""
        return max(0, len(self.staying.officers_on(need.id)) - need.least)

    def duties_of(self, officer: Officer) -> list[Need]:
        return [self.problem.need(id) for id in self.staying.needs_of(officer.id)]

    def changes(self, plan: CrewPlan) -> Changes:
        before, after = set(self.staying.duties), set(plan.duties)
        missing = sum(max(0, need.least - len(plan.officers_on(need.id))) for need in self.problem.needs)
        return Changes(missing, len(after - before), len(before - after))

    def by_kind(self, officers: Collection[int]) -> CrewProblem:
        """One need a kind, all at one post, for these officers."""
        needs = (
            Need(number, ANYWHERE.id, function, span, 0, 0, handover=handover)
            for (function, span, handover), number in self.number.items()
        )
        people = tuple(officer for officer in self.problem.officers if officer.id in officers)
        return replace(self.problem, officers=people, needs=tuple(needs), posts=(ANYWHERE,), trips=(), trip_unknown=0)


def fewest_moves(
    standing: Standing, hard: Collection[Kind], refused: Collection[tuple[int, Kind]], seconds: float
) -> Moves | None:
    """The fewest moves that fill the hard kinds, without calls that are `refused`; None where no answer came in time.

    With refusals `least` is no bound.
    """
    model = _Model(standing, hard, refused)
    found = by_mip(model.staffing, seconds)
    return None if found.values is None else model.moves(found.values, found.bound)


class _Model:
    def __init__(self, standing: Standing, hard: Collection[Kind], refused: Collection[tuple[int, Kind]]) -> None:
        self.standing, self.hard = standing, hard
        self.calls: dict[tuple[int, int], Kind] = {}
        self.stays: dict[tuple[int, int], Duty] = {}
        for officer in standing.problem.officers:
            duties = standing.duties_of(officer)
            there = {kind_of(need) for need in duties}
            kinds = [kind for kind in hard if kind not in there and (officer.id, kind) not in refused]
            self._choose(officer, duties, [kind for kind in kinds if self._may(officer, duties, kind)])
        pairs = {*self.calls, *self.stays}
        part = standing.by_kind({officer for officer, _ in pairs})
        self.staffing = Staffing(part, rules=PERSONAL, wishes=(), pairs=pairs)
        self.coming: dict[Kind, list[int]] = {kind: [] for kind in hard}
        self.keeping: dict[int, list[int]] = {}
        self._price()
        for kind, needs in standing.alike.items():
            self._fill(kind, needs)

    def _may(self, officer: Officer, duties: list[Need], kind: Kind) -> bool:
        problem, alike = self.standing.problem, self.standing.alike[kind]
        if not may_alone(problem, officer, alike[0]):
            return False
        return officer.id not in self.standing.held or any(may_meet(problem, officer, duties, need) for need in alike)

    def _choose(self, officer: Officer, duties: list[Need], kinds: list[Kind]) -> None:
        """What may be given to an officer, and what may end for it; he who is held was asked with all that he has."""
        number = self.standing.number
        self.calls.update({(officer.id, number[kind]): kind for kind in kinds})
        if kinds and officer.id not in self.standing.held:
            self.stays.update({(officer.id, number[kind_of(need)]): Duty(officer.id, need.id) for need in duties})

    def _price(self) -> None:
        for pair, column in self.staffing.duty.items():
            if pair in self.stays:
                self.staffing.pay(column, -RELEASED)
                self.staffing.constant += RELEASED
                self.keeping.setdefault(self.stays[pair].need, []).append(column)
            else:
                self.staffing.pay(column, CALLED)
                self.coming[self.calls[pair]].append(column)

    def _fill(self, kind: Kind, needs: list[Need]) -> None:
        """For everybody who is missing or leaves somebody comes, beyond those who are spare."""
        model, missing = self.staffing, self.standing.missing(kind)
        left = {need: self.keeping[need.id] for need in needs if need.id in self.keeping}
        keeping = [column for columns in left.values() for column in columns]
        unnamed = model.whole(0, missing + len(keeping), cost=MISSING if kind in self.hard else CALLED)
        spare = []
        for need, columns in left.items():
            if most := self.standing.spare(need):
                spare.append(model.whole(0, most))
                model.always([(1, column) for column in (spare[-1], *columns)], most=len(columns))
        filling = (*self.coming.get(kind, ()), *keeping, *spare, unnamed)
        model.always([(1, column) for column in filling], least=missing + len(keeping))

    def moves(self, values: list[float], bound: int) -> Moves:
        called: dict[Kind, set[int]] = {kind: set() for kind in self.hard}
        for (officer, number), column in self.staffing.duty.items():
            if (officer, number) in self.calls and values[column] > 0.5:
                called[self.calls[officer, number]].add(officer)
        released = (duty for pair, duty in self.stays.items() if values[self.staffing.duty[pair]] < 0.5)
        missing, rest = divmod(bound, MISSING)
        return Moves(called, frozenset(released), Changes(missing, *divmod(rest, CALLED)))
