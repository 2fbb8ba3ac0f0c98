"""No vehicle carries more people or luggage than it has seats and room for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving


class Capacity(RideRule):
    title = N_("Seats and luggage")
    text = N_("%(vehicle)s has %(room)s seats and carries %(has)s people after %(place)s.")
    cases = {"luggage": N_("%(vehicle)s takes %(room)s pieces of luggage and carries %(has)s after %(place)s.")}
    halves = ("shape",)

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            vehicle = problem.vehicle(ride.vehicle)
            for room, what in ((vehicle.seats, "people"), (vehicle.luggage, "luggage")):
                change = [getattr(stop, what) * (1 if stop.boards else -1) for stop in ride.stops]
                fullest = max(zip(accumulate(change), ride.stops, strict=True), key=lambda each: each[0], default=None)
                if fullest is not None and fullest[0] > room:
                    has, place = fullest[0], problem.place(problem.where(fullest[1])).name
                    facts: Facts = {"vehicle": vehicle.name, "room": room, "has": has, "place": place}
                    case: Facts = {"case": "luggage"} if what == "luggage" else {}
                    carried = tuple(sorted({stop.transfer for stop in ride.stops}))
                    yield self.broken(
                        problem, {**facts, **case}, transfers=carried, vehicles=(vehicle.id,), amount=has - room
                    )

    def shape(self, model: Driving) -> None:
        model.dimension(lambda part: part.people, lambda vehicle: vehicle.seats)
        model.dimension(lambda part: part.luggage, lambda vehicle: vehicle.luggage)
