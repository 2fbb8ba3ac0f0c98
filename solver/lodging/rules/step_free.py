"""Whoever needs a step-free room has one."""

from __future__ import annotations

from collections.abc import Iterator

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.lodging.rules.rule import N_, LodgingRule


class StepFree(LodgingRule):
    title = N_("Step-free rooms")
    text = N_("%(guest)s needs a step-free room and has another at %(hotel)s.")
    halves = ("allows",)

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for guest in problem.guests:
            for room in plan.of(guest.id):
                if guest.step_free and not problem.allotment(room.allotment).step_free:
                    facts = {"guest": guest.code, "hotel": problem.hotel_of(room).code}
                    yield self.broken(problem, facts, guest.id)

    def allows(self, problem: LodgingProblem, room: Room) -> bool:
        needed = any(problem.guest(id).step_free for id in room.guests)
        return problem.allotment(room.allotment).step_free or not needed
