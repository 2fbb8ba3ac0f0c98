"""A room that somebody has fixed is kept."""

from __future__ import annotations

from collections.abc import Iterator

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.lodging.rules.rule import N_, Facts, LodgingRule


class Kept(LodgingRule):
    title = N_("Fixed rooms are kept")
    text = N_("%(guest)s has a fixed room at %(fixed)s and is given one at %(hotel)s.")
    halves = ("allows",)

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for guest in problem.guests:
            for room in plan.of(guest.id):
                if guest.fixed not in (None, room.allotment):
                    kept = problem.hotel(problem.allotment(guest.fixed).hotel).code
                    facts: Facts = {"guest": guest.code, "fixed": kept, "hotel": problem.hotel_of(room).code}
                    yield self.broken(problem, facts, guest.id)

    def allows(self, problem: LodgingProblem, room: Room) -> bool:
        return all(problem.guest(id).fixed in (None, room.allotment) for id in room.guests)
