"""Nobody is on board longer than was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.pickup_before_delivery import paired
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.timetable import Timetable


class LongestOnBoard(RideRule):
    title = N_("Longest time on board")
    text = N_("%(transfer)s is on board of %(vehicle)s for %(has)s minutes; %(most)s are allowed.")

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            for id in sorted({stop.transfer for stop in ride.stops}):
                transfer = problem.transfer(id)
                board, alight = paired(ride, id)
                if board and alight and transfer.longest is not None:
                    has = alight.begins - board.begins - transfer.boarding
                    if has > transfer.longest:
                        vehicle = problem.vehicle(ride.vehicle).name
                        facts: Facts = {
                            "transfer": transfer.name,
                            "vehicle": vehicle,
                            "has": has,
                            "most": transfer.longest,
                        }
                        over = has - transfer.longest
                        yield self.broken(problem, facts, transfers=(id,), vehicles=(ride.vehicle,), amount=over)

    def times(self, model: Timetable) -> None:
        for timed in model.rides:
            begins = {stop.stop: stop.begins for stop in timed.stops}
            for id in sorted({stop.transfer for stop in timed.ride.stops}):
                transfer = model.problem.transfer(id)
                board, alight = paired(timed.ride, id)
                if board and alight and transfer.longest is not None:
                    model.cp.add(begins[alight] - begins[board] <= transfer.boarding + transfer.longest)
