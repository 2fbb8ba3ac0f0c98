"""A driver drives only classes of vehicles that he or she may drive, and a vehicle with a driver of its own only that
one."""

from __future__ import annotations

from collections.abc import Iterator

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Driver, RideProblem, Vehicle
from solver.rides.rules.rule import N_, RideRule


class Licensed(RideRule):
    title = N_("Who drives what")
    text = N_("%(driver)s may not drive %(vehicle)s, a %(kind)s.")
    cases = {"own": N_("%(vehicle)s is driven by %(own)s only, not by %(driver)s.")}
    halves = ("allows",)

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for ride in plan.rides:
            vehicle, driver = problem.vehicle(ride.vehicle), problem.driver(ride.driver)
            facts = {"driver": driver.name, "vehicle": vehicle.name, "kind": problem.kind(vehicle.kind).name}
            if vehicle.kind not in driver.kinds:
                yield self.broken(problem, facts, vehicles=(vehicle.id,), drivers=(driver.id,))
            if vehicle.driver is not None and vehicle.driver != driver.id:
                own = {"case": "own", "own": problem.driver(vehicle.driver).name}
                yield self.broken(problem, {**facts, **own}, vehicles=(vehicle.id,), drivers=(driver.id,))

    def allows(self, problem: RideProblem, vehicle: Vehicle, driver: Driver) -> bool:
        return vehicle.kind in driver.kinds and vehicle.driver in (None, driver.id)
