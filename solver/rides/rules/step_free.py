"""Whoever needs a step-free vehicle gets one."""

from __future__ import annotations

from collections.abc import Iterator

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem, Transfer, Vehicle
from solver.rides.rules.rule import N_, RideRule


class StepFree(RideRule):
    title = N_("Step-free vehicles")
    text = N_("%(transfer)s needs a step-free vehicle; %(vehicle)s is none.")
    halves = ("suits",)

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for transfer in problem.transfers:
            for ride, _ in plan.boardings(transfer.id):
                vehicle = problem.vehicle(ride.vehicle)
                if transfer.step_free and not vehicle.step_free:
                    facts = {"transfer": transfer.name, "vehicle": vehicle.name}
                    yield self.broken(problem, facts, transfers=(transfer.id,), vehicles=(vehicle.id,))

    def suits(self, problem: RideProblem, vehicle: Vehicle, transfer: Transfer) -> bool:
        return vehicle.step_free or not transfer.step_free
