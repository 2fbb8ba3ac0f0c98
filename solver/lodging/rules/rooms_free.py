"""On no night are more rooms taken than the hotel holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem
from solver.lodging.rules.rule import N_, Facts, LodgingRule
from solver.plan import Moment
from solver.problem import MINUTES_A_DAY

if TYPE_CHECKING:
    from solver.lodging.model import LodgingModel

EVENING = 18 * 60


class RoomsFree(LodgingRule):
    title = N_("Rooms that there are")
    text = N_(
        "%(hotel)s holds %(most)s rooms of %(stars)s stars with %(beds)s beds for the night that begins at %(night)s; "
        "%(has)s are taken."
    )

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for allotment in problem.allotments:
            rooms = [room for room in plan.rooms if room.allotment == allotment.id]
            for night in problem.nights:
                taken = [room for room in rooms if problem.taken(room, night)]
                if len(taken) > (most := allotment.on(night)):
                    kind: Facts = {"hotel": problem.hotel(allotment.hotel).code, "stars": allotment.stars,
                                   "beds": allotment.beds}  # fmt: skip
                    facts: Facts = {"most": most, "has": len(taken), "night": Moment(night * MINUTES_A_DAY + EVENING)}
                    guests = sorted(guest for room in taken for guest in room.guests)
                    yield self.broken(problem, {**kind, **facts}, *guests, amount=len(taken) - most)

    def post(self, model: LodgingModel) -> None:
        for allotment in model.problem.allotments:
            for night in model.problem.nights:
                taken = [
                    has
                    for room, has in model.rooms.items()
                    if room.allotment == allotment.id and model.problem.taken(room, night)
                ]
                model.cp.add(sum(taken) <= allotment.on(night))
