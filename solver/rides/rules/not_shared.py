"""Whoever rides alone shares the vehicle with nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.rule import N_, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving


class NotShared(RideRule):
    title = N_("A vehicle of one's own")
    text = N_("%(transfer)s is to ride alone and shares %(vehicle)s with %(other)s.")
    halves = ("shape",)

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            aboard: list[int] = []
            for stop in ride.stops:
                if not stop.boards:
                    aboard = [id for id in aboard if id != stop.transfer]
                    continue
                for id in aboard:
                    alone, other = sorted((problem.transfer(id), problem.transfer(stop.transfer)), key=_sociable)
                    if not alone.shared:
                        vehicle = problem.vehicle(ride.vehicle)
                        facts = {"transfer": alone.name, "vehicle": vehicle.name, "other": other.name}
                        yield self.broken(problem, facts, transfers=(alone.id, other.id), vehicles=(vehicle.id,))
                aboard.append(stop.transfer)

    def shape(self, model: Driving) -> None:
        """Whoever rides alone takes up the room of everybody."""
        if not all(part.transfer.shared for part in model.parts):
            everybody = len(model.parts)
            model.dimension(lambda part: 1 if part.transfer.shared else everybody, lambda vehicle: everybody)


def _sociable(transfer: object) -> bool:
    return bool(getattr(transfer, "shared", True))
