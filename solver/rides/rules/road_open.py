"""Nobody drives where the road is closed to the class of vehicle, or faster than the detour takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.rides.careful import careful
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Leg, RideProblem, Vehicle
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving
    from solver.rides.timetable import Timetable


class RoadOpen(RideRule):
    title = N_("Open roads")
    text = N_(
        "%(vehicle)s is to go from %(origin)s to %(destination)s at %(departs)s; the road is closed to its class until "
        "%(until)s."
    )
    cases = {
        "detour": N_(
            "%(vehicle)s goes from %(origin)s to %(destination)s at %(departs)s; until %(until)s the detour takes "
            "%(way)s minutes, and the plan has %(has)s."
        )
    }
    halves = ("shape", "times")
    exact = False

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            vehicle = problem.vehicle(ride.vehicle)
            for leg in problem.legs(ride):
                base = problem.travel.minutes(vehicle, leg.origin, leg.destination)
                way = problem.travel.takes(vehicle, leg.origin, leg.destination, leg.departs)
                closure = problem.travel.closed_by(vehicle, leg.origin, leg.destination, leg.departs)
                has = leg.arrives - leg.departs
                if base is None or closure is None or (way is not None and (way == base or has >= way)):
                    continue
                detour: Facts = {} if way is None else {"case": "detour", "way": way, "has": has}
                facts: Facts = {**_where(problem, vehicle, leg), "until": Moment(closure.span.ends), **detour}
                short = 1 if way is None else way - has
                yield self.broken(problem, facts, vehicles=(vehicle.id,), amount=short)

    def shape(self, model: Driving) -> None:
        model.way = careful(model.problem)

    def times(self, model: Timetable) -> None:
        for timed in model.rides:
            for leg in model.legs(timed):
                pieces = model.problem.travel.pieces(leg.vehicle, leg.origin, leg.destination)
                base = model.problem.travel.minutes(leg.vehicle, leg.origin, leg.destination)
                if any(piece.minutes != base for piece in pieces):
                    open_now = [model.departing(leg, piece, base) for piece in pieces if piece.minutes is not None]
                    model.cp.add_exactly_one(open_now)


def _where(problem: RideProblem, vehicle: Vehicle, leg: Leg) -> Facts:
    ends = {"origin": problem.place(leg.origin).name, "destination": problem.place(leg.destination).name}
    return {"vehicle": vehicle.name, **ends, "departs": Moment(leg.departs)}
