"""A troupe is in one place at a time and needs the way between two venues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from solver.places import pairs_in_time
from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules.pair_rule import PairRule, in_turn
from solver.rules.rule import N_


class TroupeInOnePlace(PairRule):
    title = N_("A troupe in one place")
    text = N_("%(troupe)s needs %(needs)s minutes on the way from %(first)s to %(second)s, has %(has)s.")
    cases = {"overlap": N_("%(troupe)s would be at %(first)s and %(second)s at once for %(overlap)s minutes.")}

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for troupe, first, second in pairs_in_time(plan, problem.acts_of_troupe):
            if short := short_of_way(problem, first, second):
                yield self.broken_by(problem, first, second, troupe=problem.troupe(troupe).name, **short)

    def partners(self, problem: Problem, act: Act) -> Iterable[int]:
        return {other for troupe in act.troupes for other in problem.acts_of_troupe[troupe]} - {act.id}

    def place(self, problem: Problem, act: Act, stage: int) -> tuple[int, int]:
        slot = Slot(act.id, stage, 0)
        return problem.first_venue(slot), problem.last_venue(slot)

    def apart(self, problem: Problem, one: Act, here: Any, other: Act, there: Any) -> list[Span]:
        return in_turn(
            one.duration + one.get_out + problem.travel(here[1], there[0]) + other.get_in,
            other.duration + other.get_out + problem.travel(there[1], here[0]) + one.get_in,
        )


def short_of_way(problem: Problem, one: Slot, other: Slot) -> dict[str, int | str] | None:
    """What is missing between the two for somebody who plays in both; None when nothing is."""
    first, second = sorted((one, other), key=lambda slot: problem.occupied(slot).starts)
    here, there = problem.occupied(first), problem.occupied(second)
    needs = problem.travel(problem.last_venue(first), problem.first_venue(second))
    if there.starts >= here.ends + needs:
        return None
    if there.starts < here.ends:
        return {"case": "overlap", "overlap": min(here.ends, there.ends) - there.starts}
    return {"needs": needs, "has": there.starts - here.ends}
