"""Every way takes at least as long as it does with all roads open, and nobody departs before all are in or out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving
    from solver.rides.timetable import Timetable


class WayTakesItsTime(RideRule):
    title = N_("Time for the way")
    text = N_(
        "%(vehicle)s departs from %(origin)s at %(departs)s and needs %(way)s minutes to %(destination)s; "
        "it cannot be there at %(arrives)s."
    )
    cases = {
        "no road": N_("%(vehicle)s is to go from %(origin)s to %(destination)s; no road is known for its class."),
        "hasty": N_("%(vehicle)s stops for %(transfer)s from %(arrives)s to %(departs)s, which is too short."),
    }
    halves = ("shape", "times")

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            vehicle = problem.vehicle(ride.vehicle)
            for leg in problem.legs(ride):
                way = problem.travel.minutes(vehicle, leg.origin, leg.destination)
                if way is None or leg.departs + way > leg.arrives:
                    ends = {
                        "origin": problem.place(leg.origin).name,
                        "destination": problem.place(leg.destination).name,
                    }
                    when = {"departs": Moment(leg.departs), "arrives": Moment(leg.arrives)}
                    how: Facts = {"case": "no road"} if way is None else {"way": way}
                    short = 1 if way is None else leg.departs + way - leg.arrives
                    facts: Facts = {"vehicle": vehicle.name, **ends, **when, **how}
                    yield self.broken(problem, facts, vehicles=(vehicle.id,), amount=short)
            for stop in ride.stops:
                if not stop.arrives <= stop.begins <= stop.departs - problem.lasts(stop):
                    when = {"arrives": Moment(stop.arrives), "departs": Moment(stop.departs)}
                    name = problem.transfer(stop.transfer).name
                    facts = {"case": "hasty", "vehicle": vehicle.name, "transfer": name, **when}
                    yield self.broken(problem, facts, transfers=(stop.transfer,), vehicles=(vehicle.id,))

    def shape(self, model: Driving) -> None:
        model.way = lambda one, other, vehicle: model.problem.travel.minutes(vehicle, one.place, other.place)

    def times(self, model: Timetable) -> None:
        for timed in model.rides:
            for stop in timed.stops:
                model.cp.add(stop.arrives <= stop.begins)
                model.cp.add(stop.begins + model.problem.lasts(stop.stop) <= stop.departs)
            for leg in model.legs(timed):
                way = model.problem.travel.minutes(leg.vehicle, leg.origin, leg.destination)
                if way is None:
                    model.never()
                else:
                    model.cp.add(leg.departs + way <= leg.arrives)
