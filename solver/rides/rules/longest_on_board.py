"""Nobody is on board longer than was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.problem import Span
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem, Transfer
from solver.rides.rules.pickup_before_delivery import paired
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving
    from solver.rides.timetable import Timetable


class LongestOnBoard(RideRule):
    title = N_("Longest time on board")
    text = N_("%(transfer)s is on board of %(vehicle)s for %(has)s minutes; %(most)s are allowed.")

    halves = ("shape", "times")
    exact = False

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

    def shape(self, model: Driving) -> None:
        """Who arrives so soon after the first minute of boarding has not been on board for too long, whenever they
        boarded."""
        model.narrow = narrowed

    def times(self, model: Timetable) -> None:
        for timed in model.rides:
            begins = {stop.stop: stop.begins for stop in timed.stops}
            for id in sorted({stop.transfer for stop in timed.ride.stops}):
                transfer = model.problem.transfer(id)
                board, alight = paired(timed.ride, id)
                if board and alight and transfer.longest is not None:
                    model.cp.add(begins[alight] - begins[board] <= transfer.boarding + transfer.longest)


def narrowed(transfer: Transfer) -> tuple[Span, Span]:
    """Hours of boarding and of alighting of which any two are near enough."""
    if transfer.longest is None:
        return transfer.pickup, transfer.delivery
    aboard = transfer.boarding + transfer.longest
    first = max(transfer.pickup.starts, min(transfer.pickup.ends, transfer.delivery.starts - aboard))
    last = max(transfer.delivery.starts, min(transfer.delivery.ends, first + aboard))
    return Span(first, transfer.pickup.ends), Span(transfer.delivery.starts, last)
