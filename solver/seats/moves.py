"""What one guest on another chair would break: asked while the guest is held over the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from solver.seats.check import check
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.rules.rule import BLOCK, IGNORE, ChairRule

Subjects = frozenset[str]
# The cheap ones first: what a chair by itself refuses, nobody around it needs to be asked about.
CHAIRS_FIRST = sorted(SEAT_RULES, key=lambda rule: not isinstance(rule, ChairRule))


def refusals(
    problem: SeatingProblem, plan: SeatingPlan, guest: int, shown: Collection[str] = ()
) -> Mapping[int, SeatBreach]:
    """By chair that is not for the guest, one breach that blocks and is not there yet; whoever sits there changes
    places with the guest. Rules of which a breach is only `shown` refuse nothing."""
    rules = [rule for rule in CHAIRS_FIRST if rule.level_in(problem) == BLOCK and rule.key not in shown]
    before, own = _subjects(problem, plan, rules), plan.seat_of(guest)
    found = {}
    for seat in (seat.id for seat in problem.seats if seat.id != own):
        # A guest of the first rank at the back of the hall would be passed by hundreds: one of them says enough.
        first = next(_brought(problem, plan, guest, seat, before, rules), None)
        if first is not None:
            found[seat] = first
    return found


def brought(problem: SeatingProblem, plan: SeatingPlan, guest: int, seat: int) -> tuple[SeatBreach, ...]:
    """All breaches that the move brings."""
    rules = [rule for rule in SEAT_RULES if rule.level_in(problem) != IGNORE]
    return tuple(_brought(problem, plan, guest, seat, subjects(problem, plan), rules))


def subjects(problem: SeatingProblem, plan: SeatingPlan) -> Subjects:
    return frozenset(breach.subject for breach in check(problem, plan))


def _subjects(problem: SeatingProblem, plan: SeatingPlan, rules: Sequence[SeatRule]) -> Subjects:
    return frozenset(breach.subject for rule in rules for breach in rule.violations(problem, plan))


def _brought(
    problem: SeatingProblem, plan: SeatingPlan, guest: int, seat: int, before: Subjects, rules: Sequence[SeatRule]
) -> Iterator[SeatBreach]:
    other = plan.guest_on(seat)
    after, moved = plan.with_guest_on(guest, seat), {guest} if other is None else {guest, other}
    for rule in rules:
        yield from (breach for breach in rule.violations(problem, after, moved) if breach.subject not in before)


__all__ = ["brought", "refusals", "subjects"]
