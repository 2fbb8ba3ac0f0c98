"""Guests of honour can attend what they are to attend: they are there, one act at a time, with the ride between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from solver.places import pairs_in_time
from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules.pair_rule import PairRule, in_turn
from solver.rules.rule import N_

EVER = 10**9


class Attendance(PairRule):
    """No sentence names the guests."""

    halves = ("apart", "enforce", "starts")
    title = N_("Guests of honour can attend")
    text = N_("Guests of honour need %(needs)s minutes between %(first)s and %(second)s, have %(has)s.")
    cases = {"stay": N_("%(act)s is shown %(minutes)s minutes outside the stay of guests of honour who attend it.")}

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for _, first, second in pairs_in_time(plan, problem.acts_of_party):
            between = second.starts - problem.shown(first).ends
            needs = problem.ride(problem.last_venue(first), problem.first_venue(second))
            if between < needs:
                yield self.broken_by(problem, first, second, needs=needs, has=max(0, between))
        for act in problem.parties_of_act:
            if slot := plan.slot(act):
                show, stay = problem.shown(slot), _stay(problem, act)
                if outside := max(0, stay.starts - show.starts) + max(0, show.ends - stay.ends):
                    yield self.broken(act, case="stay", act=problem.act(act).title, minutes=outside)

    def partners(self, problem: Problem, act: Act) -> Iterable[int]:
        parties = problem.parties_of_act.get(act.id, ())
        return {other for party in parties for other in party.acts} - {act.id}

    def place(self, problem: Problem, act: Act, stage: int) -> tuple[int, int]:
        slot = Slot(act.id, stage, 0)
        return problem.first_venue(slot), problem.last_venue(slot)

    def apart(self, problem: Problem, one: Act, here: Any, other: Act, there: Any) -> list[Span]:
        forth, back = problem.ride(here[1], there[0]), problem.ride(there[1], here[0])
        return in_turn(one.duration + forth, other.duration + back)

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        if act.id not in problem.parties_of_act:
            return None
        stay = _stay(problem, act.id)
        return [Span(stay.starts, stay.ends - act.duration + 1)]


def _stay(problem: Problem, act: int) -> Span:
    """When everybody who attends the act is there."""
    parties = problem.parties_of_act[act]
    arrives = max((party.arrives for party in parties if party.arrives is not None), default=-EVER)
    return Span(arrives, min((party.departs for party in parties if party.departs is not None), default=EVER))
