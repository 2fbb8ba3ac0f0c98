"""No driver is out longer on one festival day than his or her working time allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Ride, RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving
    from solver.rides.timetable import Minute, TimedRide, Timetable


class HoursADay(RideRule):
    """A ride belongs to the festival day on which it begins."""

    title = N_("Hours of drivers")
    text = N_("%(driver)s is out for %(has)s minutes on the day that begins at %(day)s; %(most)s are allowed.")
    halves = ("shape", "times")

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for driver in problem.drivers:
            by_day: dict[int, list[Ride]] = {}
            for ride in plan.with_driver(driver.id):
                by_day.setdefault(problem.day_of(ride.starts), []).append(ride)
            for rides in by_day.values():
                has = sum(ride.ends - ride.starts for ride in rides)
                if driver.hours is not None and has > driver.hours:
                    day = Moment(rides[0].starts)
                    facts: Facts = {"driver": driver.name, "has": has, "most": driver.hours, "day": day}
                    yield self.broken(problem, facts, drivers=(driver.id,), amount=has - driver.hours)

    def shape(self, model: Driving) -> None:
        model.at_most(lambda turn: model.problem.driver(turn.driver).hours)

    def times(self, model: Timetable) -> None:
        for rides in model.in_turn("driver"):
            hours = model.problem.driver(rides[0].ride.driver).hours
            if hours is not None:
                parts = [_by_day(model, ride) if len(rides) > 1 else {0: ride.ends - ride.starts} for ride in rides]
                for day in parts[0]:
                    model.cp.add(sum(part[day] for part in parts) <= hours)


def _by_day(model: Timetable, ride: TimedRide) -> dict[int, Minute]:
    """How long the ride lasts, on the day on which it begins; nothing on every other."""
    reach, minutes, begins = model.problem.reach, {}, []
    for day in range(model.problem.day_of(reach.starts), model.problem.day_of(reach.ends) + 1):
        today, span, lasts = model.cp.new_bool_var(""), model.problem.day(day), model.amount()
        model.cp.add_linear_constraint(ride.starts, span.starts, span.ends - 1).only_enforce_if(today)
        model.cp.add(lasts == ride.ends - ride.starts).only_enforce_if(today)
        model.cp.add(lasts == 0).only_enforce_if(~today)
        begins.append(today)
        minutes[day] = lasts
    model.cp.add_exactly_one(begins)
    return minutes
