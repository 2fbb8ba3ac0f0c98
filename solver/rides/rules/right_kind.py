"""A transfer that asks for certain classes of vehicles rides in one of them."""

from __future__ import annotations

from collections.abc import Iterator

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem, Transfer, Vehicle
from solver.rides.rules.rule import N_, RideRule


class RightKind(RideRule):
    title = N_("The class asked for")
    text = N_("%(transfer)s cannot ride in %(vehicle)s, a %(kind)s.")
    halves = ("suits",)

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for transfer in problem.transfers:
            for ride, _ in plan.boardings(transfer.id):
                vehicle = problem.vehicle(ride.vehicle)
                if transfer.kinds and vehicle.kind not in transfer.kinds:
                    kind = problem.kind(vehicle.kind).name
                    facts = {"transfer": transfer.name, "vehicle": vehicle.name, "kind": kind}
                    yield self.broken(problem, facts, transfers=(transfer.id,), vehicles=(vehicle.id,))

    def suits(self, problem: RideProblem, vehicle: Vehicle, transfer: Transfer) -> bool:
        return not transfer.kinds or vehicle.kind in transfer.kinds
