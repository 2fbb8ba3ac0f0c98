"""People board and alight within the hours asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.problem import Span
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem, Stop
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving
    from solver.rides.timetable import Timetable


class WithinWindows(RideRule):
    title = N_("Within the hours asked for")
    text = N_("%(transfer)s boards at %(begins)s; asked for is %(from)s to %(until)s.")
    cases = {"alights": N_("%(transfer)s arrives at %(begins)s; asked for is %(from)s to %(until)s.")}

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            for stop in ride.stops:
                window = _window(problem, stop)
                if not window.starts <= stop.begins <= window.ends:
                    hours: Facts = {"from": Moment(window.starts), "until": Moment(window.ends)}
                    name = problem.transfer(stop.transfer).name
                    facts: Facts = {"transfer": name, "begins": Moment(stop.begins), **hours}
                    case: Facts = {} if stop.boards else {"case": "alights"}
                    off = max(window.starts - stop.begins, stop.begins - window.ends)
                    yield self.broken(
                        problem, {**facts, **case}, transfers=(stop.transfer,), vehicles=(ride.vehicle,), amount=off
                    )

    def shape(self, model: Driving) -> None:
        model.windows = True

    def times(self, model: Timetable) -> None:
        for ride in model.rides:
            for timed in ride.stops:
                window = _window(model.problem, timed.stop)
                model.cp.add_linear_constraint(timed.begins, window.starts, window.ends)

    halves = ("shape", "times")


def _window(problem: RideProblem, stop: Stop) -> Span:
    transfer = problem.transfer(stop.transfer)
    return transfer.pickup if stop.boards else transfer.delivery
