"""Parts of a seating that are decided anew while all others stay: chairs near each other in the order of honour."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.possible import Possible
from solver.seats.problem import SeatingProblem

# How many chairs a part has.
CHAIRS = 40


class Part:
    """The guests who are free, and the chairs that they may share among them."""

    def __init__(self, problem: SeatingProblem, plan: SeatingPlan, cells: Possible, chairs: Collection[int]) -> None:
        seats = set(chairs)
        sitting = {guest for seat in seats if (guest := plan.guest_on(seat)) is not None}
        lost = {guest.id for guest in problem.guests if plan.seat_of(guest.id) is None}
        self.free = {guest for guest in sitting | lost if seats & set(cells[guest])}
        self.cells = {
            guest: tuple(seat for seat in cells[guest] if seat in seats) if guest in self.free else ()
            for guest in cells
        }


def around(
    problem: SeatingProblem, plan: SeatingPlan, cells: Possible, breach: SeatBreach, chairs: int, chance: Random
) -> Part:
    """The chairs on which the breach is, and those before and behind them."""
    seats = [seat for guest in breach.guests if (seat := plan.seat_of(guest)) is not None] + list(breach.seats)
    lost = [guest for guest in breach.guests if plan.seat_of(guest) is None and cells[guest]]
    seats += [chance.choice(cells[guest]) for guest in lost]
    named = [fact.id for fact in breach.facts.values() if not isinstance(fact, str | int) and fact.kind == "guest"]
    seats += [seat for guest in named if (seat := plan.seat_of(guest)) is not None]
    return Part(problem, plan, cells, near(problem, set(seats), chairs))


def somewhere(problem: SeatingProblem, plan: SeatingPlan, cells: Possible, chairs: int, chance: Random) -> Part:
    """Around any chair, or one delegation with whoever sits between its guests."""
    if problem.delegations and chance.random() < 0.5:
        members = problem.delegations[chance.choice(sorted(problem.delegations))]
        seats = [seat for guest in members if (seat := plan.seat_of(guest)) is not None]
        own = set(chance.sample(seats, min(len(seats), 3)))
    else:
        own = {chance.choice(problem.seats).id}
    return Part(problem, plan, cells, near(problem, own, chairs))


def near(problem: SeatingProblem, seats: Collection[int], chairs: int) -> set[int]:
    """So many chairs of the same sides and blocks, nearest in the order of honour to any of these."""
    found: set[int] = set(seats)
    for seat in seats:
        at = problem.seat(seat)
        side = [one.id for one in problem.honoured if problem.side_of(one) == problem.side_of(at)]
        middle, reach = side.index(seat), chairs // (2 * len(seats))
        found |= set(side[max(0, middle - reach) : middle + reach + 1])
    return found
