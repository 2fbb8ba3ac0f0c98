"""A group rides as a whole, in no more vehicles than can hold it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.rides.parting import fewest
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.timetable import Timetable


class WholeGroup(RideRule):
    title = N_("The whole group")
    refuses = False
    text = N_("%(transfer)s: %(has)s of %(people)s people and %(luggage)s of %(all)s pieces of luggage have a ride.")
    cases = {"parted": N_("%(transfer)s rides in %(vehicles)s vehicles; %(least)s can hold it.")}

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for transfer in problem.transfers:
            stops = [stop for _, stop in plan.boardings(transfer.id)]
            if not stops:
                continue
            people, luggage = sum(stop.people for stop in stops), sum(stop.luggage for stop in stops)
            least = fewest(problem, transfer) or 1
            if (people, luggage) != (transfer.people, transfer.luggage):
                facts: Facts = {"transfer": transfer.name, "has": people, "people": transfer.people}
                cargo: Facts = {"luggage": luggage, "all": transfer.luggage}
                amount = max(1, abs(transfer.people - people))
                yield self.broken(problem, {**facts, **cargo}, transfers=(transfer.id,), amount=amount)
            if len(stops) > least:
                facts = {"case": "parted", "transfer": transfer.name, "vehicles": len(stops), "least": least}
                yield self.broken(problem, facts, transfers=(transfer.id,), amount=len(stops) - least)

    def times(self, model: Timetable) -> None:
        """Who boards at all boards as a whole."""
        stops = [stop for ride in model.rides for stop in ride.ride.stops if stop.boards]
        for transfer in model.problem.transfers:
            served = model.cp.new_bool_var("")
            own = [stop for stop in stops if stop.transfer == transfer.id]
            model.cp.add(sum(stop.people for stop in own) == transfer.people * served)
            model.cp.add(sum(stop.luggage for stop in own) == transfer.luggage * served)
            model.cp.add(len(own) <= (fewest(model.problem, transfer) or 1) * served)
