"""Which chairs a guest might have at all, whoever sits around."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.rules.rule import IGNORE, WARN

Possible = Mapping[int, tuple[int, ...]]


def possible(problem: SeatingProblem, rules: Collection[SeatRule] = SEAT_RULES) -> Possible:
    """By guest, the chairs that no blocking rule forbids, in the order of honour."""
    blocking = [rule for rule in rules if "allows" in rule.halves and rule.level_in(problem) not in (WARN, IGNORE)]
    found = {}
    for guest in problem.guests:
        seats = problem.honoured
        for rule in blocking:
            seats = tuple(seat for seat in seats if rule.allows(problem, guest, seat))
        found[guest.id] = tuple(seat.id for seat in seats)
    return found
