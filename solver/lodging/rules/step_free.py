"""Whoever needs a step-free room has one, and no hotel has more such guests in a night than such rooms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.lodging.rules.rooms_free import EVENING
from solver.lodging.rules.rule import N_, Facts, LodgingRule
from solver.plan import Moment
from solver.problem import MINUTES_A_DAY

if TYPE_CHECKING:
    from solver.lodging.model import LodgingModel


class StepFree(LodgingRule):
    title = N_("Step-free rooms")
    text = N_("%(guest)s needs a step-free room and has another at %(hotel)s.")
    cases = {
        "few": N_("%(has)s step-free rooms are needed at %(hotel)s for the night that begins at %(night)s; it holds "
                  "%(most)s of that kind."),
    }  # fmt: skip
    halves = ("allows", "post")

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for guest in problem.guests:
            for room in plan.of(guest.id):
                if not self.allows(problem, Room(room.allotment, (guest.id,))):
                    facts: Facts = {"guest": guest.code, "hotel": problem.hotel_of(room).code}
                    yield self.broken(problem, facts, guest.id)
        for each in (allotment for allotment in problem.allotments if allotment.step_free):
            rooms = [room for room in plan.rooms if room.allotment == each.id and _needed(problem, room)]
            for night in problem.nights:
                taken = [room for room in rooms if problem.taken(room, night)]
                if len(taken) > each.step_free:
                    most: Facts = {"case": "few", "most": each.step_free, "hotel": problem.hotel(each.hotel).code}
                    facts = {**most, "has": len(taken), "night": Moment(night * MINUTES_A_DAY + EVENING)}
                    guests = sorted(guest for room in taken for guest in room.guests)
                    yield self.broken(problem, facts, *guests, amount=len(taken) - each.step_free)

    def allows(self, problem: LodgingProblem, room: Room) -> bool:
        return problem.allotment(room.allotment).step_free > 0 or not _needed(problem, room)

    def post(self, model: LodgingModel) -> None:
        problem = model.problem
        needed = [(room, has) for room, has in model.rooms.items() if _needed(problem, room)]
        for each in problem.allotments:
            mine = [(room, has) for room, has in needed if room.allotment == each.id]
            for night in problem.nights if mine else ():
                model.cp.add(sum(has for room, has in mine if problem.taken(room, night)) <= each.step_free)


def _needed(problem: LodgingProblem, room: Room) -> bool:
    return any(problem.guest(id).step_free for id in room.guests)
