"""Whether one guest on another chair, or on a first one, makes a seating sound again: most often one does."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from solver.seats.costs import worth
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.possible import Possible
from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.rules.rule import IGNORE, WARN

# So many of the changes that look best are reckoned to the end.
WEIGHED = 4


def by_one_change(
    problem: SeatingProblem, cells: Possible, plan: SeatingPlan, broken: Collection[SeatBreach]
) -> SeatingPlan | None:
    """The best of all sound seatings that differ from `plan` by one guest; None where there is none.

    No blocking rule is kept again unless somebody moves whom its breach names, or sits down on a chair that it names:
    of the changes that touch the first breach none is left out.
    """
    asked = {rule: rule.level_in(problem) == WARN for rule in SEAT_RULES if rule.level_in(problem) != IGNORE}
    again = {breach.rule for breach in broken}
    mends: list[tuple[int, int, SeatingPlan]] = []
    for guest, seat in dict.fromkeys(_touching(problem, cells, plan, next(iter(broken)))):
        after = plan.with_guest_on(guest, seat)
        if _is_sound(problem, after, guest, [rule for rule, warns in asked.items() if not warns], again):
            warnings = [rule for rule, warns in asked.items() if warns]
            price = sum(rule.price_in(problem) for rule in warnings for _ in rule.violations(problem, after, {guest}))
            mends.append((int(problem.now.get(guest, seat) != seat), price, after))
    best = sorted(mends, key=lambda mend: mend[:2])[:WEIGHED]
    found = min(best, key=lambda mend: (mend[0], worth(problem, mend[2])), default=None)
    return found and found[2]


def _touching(
    problem: SeatingProblem, cells: Possible, plan: SeatingPlan, breach: SeatBreach
) -> Iterator[tuple[int, int]]:
    """Guests and the empty chairs on which they may sit."""
    named = {fact.id for fact in breach.facts.values() if not isinstance(fact, str | int) and fact.kind == "guest"}
    empty = {seat.id for seat in problem.seats if plan.guest_on(seat.id) is None}
    for guest, seats in cells.items():
        near = empty if guest in named or guest in breach.guests else empty.intersection(breach.seats)
        yield from ((guest, seat) for seat in seats if seat in near)


def _is_sound(
    problem: SeatingProblem, after: SeatingPlan, guest: int, rules: Collection[SeatRule], again: Collection[str]
) -> bool:
    """Rules that were broken (`again`) are asked about everybody, the others about who has moved."""
    return not any(
        True for rule in rules for _ in rule.violations(problem, after, None if rule.key in again else {guest})
    )


__all__ = ["by_one_change"]
