"""Somebody who plays in several troupes is in one place at a time and needs the way between two venues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solver.places import pairs_in_time
from solver.plan import Plan, Violation
from solver.problem import Act, Problem
from solver.rules.rule import N_
from solver.rules.troupe_in_one_place import TroupeInOnePlace, short_of_way


class PersonInOnePlace(TroupeInOnePlace):
    """Keeps apart like the rule on troupes, to which it leaves acts of one troupe."""

    title = N_("A person in one place")
    text = N_("%(person)s needs %(needs)s minutes on the way from %(first)s to %(second)s, has %(has)s.")
    cases = {"overlap": N_("%(person)s would be at %(first)s and %(second)s at once for %(overlap)s minutes.")}

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for person, first, second in pairs_in_time(plan, problem.acts_of_person):
            same_troupe = set(problem.act(first.act).troupes) & set(problem.act(second.act).troupes)
            if not same_troupe and (short := short_of_way(problem, first, second)):
                yield self.broken_by(problem, first, second, person=problem.person(person).name, **short)

    def partners(self, problem: Problem, act: Act) -> Iterable[int]:
        troupes = set(act.troupes)
        persons = (person for person in problem.persons if troupes.intersection(person.troupes))
        others = {other for person in persons for other in problem.acts_of_person[person.id]}
        return {other for other in others if troupes.isdisjoint(problem.act(other).troupes)}
