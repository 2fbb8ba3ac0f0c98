"""Whoever boards a vehicle leaves the same vehicle later, with all luggage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Ride, RideProblem, Stop
from solver.rides.rules.rule import N_, RideRule

if TYPE_CHECKING:
    from solver.rides.timetable import Timetable


class PickupBeforeDelivery(RideRule):
    title = N_("In and out of one vehicle")
    text = N_("%(transfer)s must board %(vehicle)s and then leave it, each once and with as many people and luggage.")

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            for id in _carried(ride):
                board, alight = paired(ride, id)
                if board is None or alight is None or board.begins + problem.lasts(board) > alight.begins:
                    vehicle = problem.vehicle(ride.vehicle)
                    facts = {"transfer": problem.transfer(id).name, "vehicle": vehicle.name}
                    yield self.broken(problem, facts, transfers=(id,), vehicles=(vehicle.id,))

    def times(self, model: Timetable) -> None:
        for timed in model.rides:
            stops = {stop.stop: stop for stop in timed.stops}
            for id in _carried(timed.ride):
                board, alight = paired(timed.ride, id)
                if board is None or alight is None:
                    model.never()
                else:
                    model.cp.add(stops[board].begins + model.problem.lasts(board) <= stops[alight].begins)


def _carried(ride: Ride) -> list[int]:
    return sorted({stop.transfer for stop in ride.stops})


def paired(ride: Ride, transfer: int) -> tuple[Stop | None, Stop | None]:
    """Where the transfer boards and where it alights; None twice where that is not once each with the same load."""
    own = Counter(stop.boards for stop in ride.stops if stop.transfer == transfer)
    if own != Counter({True: 1, False: 1}):
        return None, None
    first, second = (stop for stop in ride.stops if stop.transfer == transfer)
    board, alight = (first, second) if first.boards else (second, first)
    return (board, alight) if (board.people, board.luggage) == (alight.people, alight.luggage) else (None, None)
