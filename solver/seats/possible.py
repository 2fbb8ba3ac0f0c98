"""Which chairs a guest might have at all, whoever sits around."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.rules.rule import IGNORE, WARN, ChairRule

Possible = Mapping[int, tuple[int, ...]]


def possible(problem: SeatingProblem, rules: Collection[SeatRule] = SEAT_RULES) -> Possible:
    """By guest, the chairs that no blocking rule forbids, in the order of honour."""
    rules_that_block = [
        rule for rule in rules if isinstance(rule, ChairRule) and rule.level_in(problem) not in (WARN, IGNORE)
    ]
    alike: dict[Hashable, tuple[int, ...]] = {}
    found = {}
    for guest in problem.guests:
        kind = tuple(rule.looks_at(problem, guest) for rule in rules_that_block)
        if kind not in alike:
            seats = problem.honoured
            for rule in rules_that_block:
                seats = tuple(seat for seat in seats if rule.allows(problem, guest, seat))
            alike[kind] = tuple(seat.id for seat in seats)
        found[guest.id] = alike[kind]
    return found
