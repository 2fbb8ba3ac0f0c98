"""Evens out nights and weekends of a first roster: a duty too many is handed on, or exchanged for another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.wishes.fair_nights import FairNights
from solver.crew.wishes.fair_share import share
from solver.crew.wishes.fair_weekends import FairWeekends

Held = dict[int, list[Need]]
MayMeet = Callable[[CrewProblem, Officer, list[Need], Need], bool]
FAIR = (FairNights(), FairWeekends())
# Of those who have had least it is enough to ask so many, and so many exchanges in all.
ASKED, TRIED = 150, 20_000


class Evening:
    """`may_meet` says whether an officer who holds some needs breaks no rule by one more."""

    def __init__(self, problem: CrewProblem, held: Held, may_meet: MayMeet) -> None:
        self.problem, self.held, self.may_meet = problem, held, may_meet
        self.shares = [(wish, wish.weight_in(problem), wish.shares(problem)) for wish in FAIR]
        self.left = TRIED
        self.fixed = {(duty.officer, duty.need) for duty in problem.current}

    def even(self) -> None:
        for officer in self.problem.officers:
            while self.left > 0 and self._pays(officer, self.held[officer.id]) and self._better(officer):
                pass

    def _pays(self, officer: Officer, needs: list[Need]) -> int:
        """What the officer pays for more than his shares."""
        return sum(
            weight * max(0, sum(wish.counts(self.problem, need) for need in needs) - share(shares, officer))
            for wish, weight, shares in self.shares
        )

    def _better(self, officer: Officer) -> bool:
        for need in list(self.held[officer.id]):
            mine = [other for other in self.held[officer.id] if other is not need]
            pays = self._pays(officer, self.held[officer.id])
            if (officer.id, need.id) in self.fixed or self._pays(officer, mine) == pays:
                continue
            for other, given in self._exchanges(officer, need):
                self.left -= 1
                theirs = [one for one in self.held[other.id] if one is not given]
                now, then = [*mine, given] if given else mine, [*theirs, need]
                saved = pays - self._pays(officer, now) + self._pays(other, self.held[other.id])
                if saved > self._pays(other, then) and self._allowed(officer, mine, given, other, theirs, need):
                    self.held[officer.id], self.held[other.id] = now, then
                    return True
        return False

    def _exchanges(self, officer: Officer, need: Need) -> Iterator[tuple[Officer, Need | None]]:
        """Who could take the need, at first for nothing, then for one of his own."""
        able = [
            other
            for other in self.problem.officers
            if other is not officer
            and need not in self.held[other.id]
            and any(skill.function == need.function for skill in other.skills)
            and self.problem.leads(other, need) == self.problem.leads(officer, need)
        ]
        able = sorted(able, key=lambda other: (len(self.held[other.id]), other.id))[:ASKED]
        yield from ((other, None) for other in able)
        for other in able:
            yield from ((other, given) for given in self.held[other.id] if (other.id, given.id) not in self.fixed)

    def _allowed(
        self, officer: Officer, mine: list[Need], given: Need | None, other: Officer, theirs: list[Need], need: Need
    ) -> bool:
        if given is not None:
            alike = self.problem.leads(other, given) == self.problem.leads(officer, given)
            if given in mine or not alike or not self.may_meet(self.problem, officer, mine, given):
                return False
        return self.may_meet(self.problem, other, theirs, need)
