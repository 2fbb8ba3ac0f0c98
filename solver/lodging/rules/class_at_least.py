"""Nobody sleeps below the class that he is due, but where he has agreed to."""

from __future__ import annotations

from collections.abc import Iterator

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.lodging.rules.rule import N_, Facts, LodgingRule


class ClassAtLeast(LodgingRule):
    title = N_("Class of the room")
    text = N_("%(guest)s is due a room of %(needs)s stars and has one of %(has)s at %(hotel)s.")
    halves = ("allows",)

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for guest in problem.guests:
            for room in plan.of(guest.id):
                has = problem.allotment(room.allotment).stars
                if has < guest.stars and room.allotment != guest.content:
                    facts: Facts = {"guest": guest.code, "needs": guest.stars, "has": has}
                    yield self.broken(problem, {**facts, "hotel": problem.hotel_of(room).code}, guest.id)

    def allows(self, problem: LodgingProblem, room: Room) -> bool:
        guests, has = map(problem.guest, room.guests), problem.allotment(room.allotment).stars
        return all(guest.stars <= has or guest.content == room.allotment for guest in guests)
