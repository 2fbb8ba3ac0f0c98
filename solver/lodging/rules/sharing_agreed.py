"""Only two who have named each other share a room, and it has a bed for each."""

from __future__ import annotations

from collections.abc import Iterator

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.lodging.rules.rule import N_, Facts, LodgingRule


class SharingAgreed(LodgingRule):
    title = N_("Sharing agreed")
    text = N_("%(guests)s are to share a room at %(hotel)s with %(beds)s beds, and have not all named each other.")
    halves = ("allows",)

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for room in plan.rooms:
            guests, beds = [problem.guest(id) for id in room.guests], problem.allotment(room.allotment).beds
            strangers = any(one.shares != other.id for one in guests for other in guests if one is not other)
            if strangers or len(guests) > beds:
                codes = ", ".join(guest.code for guest in guests)
                facts: Facts = {"guests": codes, "hotel": problem.hotel_of(room).code, "beds": beds}
                yield self.broken(problem, facts, *room.guests)

    def allows(self, problem: LodgingProblem, room: Room) -> bool:
        if len(room.guests) == 1:
            return problem.allotment(room.allotment).beds > 0
        one, other = (problem.guest(id) for id in room.guests)
        return (one.shares, other.shares) == (other.id, one.id) and problem.allotment(room.allotment).beds > 1
