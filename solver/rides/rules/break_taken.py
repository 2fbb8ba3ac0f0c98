"""After so many minutes at work a driver stands for a while, in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.timetable import Timetable


class BreakTaken(RideRule):
    """A break is between two rides, or at a stop: before people begin to board or alight, or after they have."""

    title = N_("Breaks of drivers")
    text = N_(
        "%(driver)s works for %(has)s minutes from %(starts)s without a break of %(pause)s; %(most)s are allowed."
    )

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for driver in problem.drivers:
            rides = plan.with_driver(driver.id)
            if not rides or driver.stretch is None:
                continue
            since = rides[0].starts
            gaps = [gap for gap in _gaps(problem, rides) if gap[1] - gap[0] >= driver.pause]
            for stands, goes_on in [*gaps, (rides[-1].ends, rides[-1].ends)]:
                if stands - since > driver.stretch:
                    has: Facts = {"has": stands - since, "most": driver.stretch}
                    facts: Facts = {"driver": driver.name, "starts": Moment(since), "pause": driver.pause, **has}
                    over = stands - since - driver.stretch
                    riding = {stop.transfer for ride in rides for stop in ride.stops if since <= stop.begins <= stands}
                    yield self.broken(
                        problem, facts, transfers=tuple(sorted(riding)), drivers=(driver.id,), amount=over
                    )
                since = goes_on

    def times(self, model: Timetable) -> None:
        for rides in model.in_turn("driver"):
            driver = model.problem.driver(rides[0].ride.driver)
            if driver.stretch is None:
                continue
            since = rides[0].starts
            for stands, goes_on in _gaps(model.problem, rides):
                rests, later = model.cp.new_bool_var(""), model.minute()
                model.cp.add(goes_on - stands >= driver.pause).only_enforce_if(rests)
                model.cp.add(goes_on - stands < driver.pause).only_enforce_if(~rests)
                model.cp.add(stands - since <= driver.stretch).only_enforce_if(rests)
                model.cp.add(later == goes_on).only_enforce_if(rests)
                model.cp.add(later == since).only_enforce_if(~rests)
                since = later
            model.cp.add(rides[-1].ends - since <= driver.stretch)


def _gaps(problem: RideProblem, rides: Iterable) -> Iterator[tuple]:
    """When the driver stands and when it goes on, in the order of the rides: minutes, or the model's."""
    rides = list(rides)
    for first, second in [*pairwise(rides), (rides[-1], None)]:
        for stop in first.stops:
            yield stop.arrives, stop.begins
            yield stop.begins + problem.lasts(getattr(stop, "stop", stop)), stop.departs
        if second is not None:
            yield first.ends, second.starts
