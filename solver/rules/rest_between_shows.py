"""A troupe rests between the end of one show and the start of its next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from solver.places import pairs_in_time
from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.pair_rule import PairRule, in_turn
from solver.rules.rule import N_


class RestBetweenShows(PairRule):
    anywhere = True
    title = N_("Rest between shows")
    text = N_("%(troupe)s needs %(needs)s minutes of rest between %(first)s and %(second)s, has %(has)s.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for _, first, second in pairs_in_time(plan, problem.acts_of_troupe):
            between = problem.shown(second).starts - problem.shown(first).ends
            needs, troupe = _longest_rest(problem, problem.act(first.act), problem.act(second.act))
            if between < needs:
                name = problem.troupe(troupe).name
                yield self.broken_by(problem, first, second, troupe=name, needs=needs, has=max(0, between))

    def partners(self, problem: Problem, act: Act) -> Iterable[int]:
        return {other for troupe in act.troupes for other in problem.acts_of_troupe[troupe]} - {act.id}

    def apart(self, problem: Problem, one: Act, here: Any, other: Act, there: Any) -> list[Span]:
        rest, _ = _longest_rest(problem, one, other)
        return in_turn(one.duration + rest, other.duration + rest)


def _longest_rest(problem: Problem, one: Act, other: Act) -> tuple[int, int]:
    """The longest rest that a troupe of both acts needs, and that troupe."""
    shared = (problem.troupe(id) for id in one.troupes if id in other.troupes)
    return max((problem.settings.rest if troupe.rest is None else troupe.rest, troupe.id) for troupe in shared)
