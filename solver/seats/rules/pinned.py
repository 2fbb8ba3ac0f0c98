"""Whose chair a person has fixed sits on it."""

from __future__ import annotations

from collections.abc import Hashable

from solver.seats.facts import Guest, Seat
from solver.seats.plan import SeatFacts
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, ChairRule, Named


class Pinned(ChairRule):
    title = N_("Fixed chairs")
    text = N_("%(guest)s is fixed on %(fixed)s and sits on %(seat)s.")

    def looks_at(self, problem: SeatingProblem, guest: Guest) -> Hashable:
        return guest.seat

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        if guest.seat is None or guest.seat == seat.id:
            return None
        return {"fixed": Named("seat", guest.seat)}

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        return guest.seat in (None, seat.id)
