"""Who cannot take steps sits on a chair that is reached without any."""

from __future__ import annotations

from collections.abc import Hashable

from solver.seats.facts import Guest, Seat
from solver.seats.fitting import without_steps
from solver.seats.plan import SeatFacts
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, ChairRule


class StepFree(ChairRule):
    title = N_("Step-free chairs")
    text = N_("%(guest)s needs a chair without steps; %(seat)s is not reached without steps.")

    def looks_at(self, problem: SeatingProblem, guest: Guest) -> Hashable:
        return guest.step_free

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        return {} if guest.step_free and not seat.step_free else None

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        return without_steps(problem, guest, seat)
