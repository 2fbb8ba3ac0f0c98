"""Who must be told anew when other rides take the place of those that people know."""

from __future__ import annotations

from solver.rides.plan import RidePlan
from solver.rides.problem import RideProblem


def changes(problem: RideProblem, plan: RidePlan) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Transfers that one must tell of another vehicle, or that there is none, and those of another minute."""
    before, moved, shifted = RidePlan(problem.told), [], []
    for transfer in problem.transfers:
        known, now = (
            sorted((ride.vehicle, stop.begins) for ride, stop in one.boardings(transfer.id)) for one in (before, plan)
        )
        if known and [vehicle for vehicle, _ in known] != [vehicle for vehicle, _ in now]:
            moved.append(transfer.id)
        elif known and known != now:
            shifted.append(transfer.id)
    return tuple(moved), tuple(shifted)
