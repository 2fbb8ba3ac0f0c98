"""Vehicles and drivers are out only while they may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.problem import Span
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving
    from solver.rides.timetable import TimedRide, Timetable


class Available(RideRule):
    title = N_("Vehicles and drivers on call")
    text = N_("%(vehicle)s is out from %(starts)s to %(ends)s, which is not within the hours in which it may be.")
    cases = {"driver": N_("%(driver)s drives from %(starts)s to %(ends)s, which is not within his or her hours.")}
    halves = ("shape", "times")

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            vehicle, driver = problem.vehicle(ride.vehicle), problem.driver(ride.driver)
            out, hours = Span(ride.starts, ride.ends), {"starts": Moment(ride.starts), "ends": Moment(ride.ends)}
            if not any(span.holds(out) for span in vehicle.spans):
                facts: Facts = {"vehicle": vehicle.name, **hours}
                yield self.broken(problem, facts, vehicles=(vehicle.id,))
            if not any(span.holds(out) for span in driver.spans):
                facts = {"case": "driver", "driver": driver.name, **hours}
                yield self.broken(problem, facts, vehicles=(vehicle.id,), drivers=(driver.id,))

    def shape(self, model: Driving) -> None:
        model.within(lambda turn: turn.span)

    def times(self, model: Timetable) -> None:
        for ride in model.rides:
            _hold(model, ride, model.problem.vehicle(ride.ride.vehicle).spans)
            _hold(model, ride, model.problem.driver(ride.ride.driver).spans)


def _hold(model: Timetable, ride: TimedRide, spans: tuple[Span, ...]) -> None:
    """Within one of the spans."""
    within = [model.cp.new_bool_var("") for _ in spans]
    for chosen, span in zip(within, spans, strict=True):
        model.cp.add(ride.starts >= span.starts).only_enforce_if(chosen)
        model.cp.add(ride.ends <= span.ends).only_enforce_if(chosen)
    model.cp.add_bool_or(within)
