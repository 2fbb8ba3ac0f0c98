"""What one guest on another chair would break: asked while the guest is held over the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from solver.seats.check import check
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.rules.rule import IGNORE, WARN, ChairRule

Subjects = frozenset[str]
CHAIR_RULES = [rule for rule in SEAT_RULES if isinstance(rule, ChairRule)]
ROUND_RULES = [rule for rule in SEAT_RULES if not isinstance(rule, ChairRule)]


def choices(problem: SeatingProblem, plan: SeatingPlan, guest: int) -> Mapping[int, tuple[SeatBreach, ...]]:
    """For every other chair the breaches that are not there yet; whoever sits there changes places with the guest.
    Where the chair by itself is not for one of them, the rules that look around are not asked."""
    before, own = subjects(problem, plan), plan.seat_of(guest)
    found = {}
    for seat in problem.seats:
        if seat.id != own:
            alone = _brought(problem, plan, guest, seat.id, before, CHAIR_RULES)
            found[seat.id] = alone if not allowed(alone) else alone + _brought(
                problem, plan, guest, seat.id, before, ROUND_RULES)  # fmt: skip
    return found


def brought(problem: SeatingProblem, plan: SeatingPlan, guest: int, seat: int) -> tuple[SeatBreach, ...]:
    """All breaches that the move brings."""
    return _brought(problem, plan, guest, seat, subjects(problem, plan), SEAT_RULES)


def _brought(
    problem: SeatingProblem, plan: SeatingPlan, guest: int, seat: int, before: Subjects, rules: Sequence[SeatRule]
) -> tuple[SeatBreach, ...]:
    other = plan.guest_on(seat)
    after, moved = plan.with_guest_on(guest, seat), {guest} if other is None else {guest, other}
    had = {subject.partition(":")[0] for subject in before}
    return tuple(
        breach
        for rule in rules
        if rule.level_in(problem) != IGNORE
        for breach in rule.violations(problem, after, moved)
        if rule.key not in had or breach.subject not in before
    )


def allowed(breaches: tuple[SeatBreach, ...]) -> bool:
    """Whether none of them blocks."""
    return all(breach.level == WARN for breach in breaches)


def subjects(problem: SeatingProblem, plan: SeatingPlan) -> Subjects:
    return frozenset(breach.subject for breach in check(problem, plan))


__all__ = ["allowed", "brought", "choices", "subjects"]
