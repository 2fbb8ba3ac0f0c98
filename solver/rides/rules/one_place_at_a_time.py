"""Neither a vehicle nor a driver is on two rides at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Ride, RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.timetable import Timetable

# The way of a driver who changes vehicles between homes that no road connects.
NO_WAY = 10**6


class OnePlaceAtATime(RideRule):
    """A driver who changes vehicles goes from home to home by the quickest vehicle there is."""

    title = N_("One place at a time")
    text = N_("%(vehicle)s is on a ride until %(ends)s; its next one begins at %(starts)s.")
    cases = {
        "driver": N_(
            "%(driver)s is on a ride with %(vehicle)s until %(ends)s and cannot be at %(next)s for the ride that "
            "begins at %(starts)s."
        )
    }

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for vehicle in problem.vehicles:
            for first, second in pairwise(plan.with_vehicle(vehicle.id)):
                if second.starts < first.ends:
                    facts: Facts = {"vehicle": vehicle.name, **_hours(first, second)}
                    yield self.broken(problem, facts, vehicles=(vehicle.id,), amount=first.ends - second.starts)
        for driver in problem.drivers:
            for first, second in pairwise(plan.with_driver(driver.id)):
                late = first.ends + between(problem, first, second) - second.starts
                if late > 0:
                    both = {
                        "vehicle": problem.vehicle(first.vehicle).name,
                        "next": problem.vehicle(second.vehicle).name,
                    }
                    facts = {"case": "driver", "driver": driver.name, **both, **_hours(first, second)}
                    yield self.broken(problem, facts, drivers=(driver.id,), amount=late)

    def times(self, model: Timetable) -> None:
        for rides in model.in_turn("vehicle"):
            for first, second in pairwise(rides):
                model.cp.add(first.ends <= second.starts)
        for rides in model.in_turn("driver"):
            for first, second in pairwise(rides):
                model.cp.add(first.ends + between(model.problem, first.ride, second.ride) <= second.starts)


def between(problem: RideProblem, first: Ride, second: Ride) -> int:
    """Minutes from the home of one vehicle to that of the other."""
    homes = problem.vehicle(first.vehicle).home, problem.vehicle(second.vehicle).home
    way = problem.travel.quickest(*homes)
    return NO_WAY if way is None else way


def _hours(first: Ride, second: Ride) -> Facts:
    return {"ends": Moment(first.ends), "starts": Moment(second.starts)}
