"""A seating falls into pieces that have nothing to do with each other; what each must cost at least adds up."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from ortools.graph.python import linear_sum_assignment

from solver.seats.possible import Possible
from solver.seats.problem import SeatingProblem
from solver.seats.wishes import SEAT_WISHES
from solver.seats.wishes.wish import ChairWish


def pieces(problem: SeatingProblem, cells: Possible) -> list[tuple[int, ...]]:
    """Guests who could take each other's chairs, are compared with each other or belong together."""
    joined = _Joined()
    for seats in set(cells.values()):
        joined.join(("seat", seat) for seat in seats)
    for guest, seats in cells.items():
        joined.join([guest, *(("seat", seat) for seat in seats[:1])])
    for half in problem.halves:
        joined.join(("seat", seat.id) for seat in half)
    for one in problem.compared:
        joined.join([one.id, *((one.side, block) for block in problem.classes[one.id][1])])
    _join_the_bound(problem, joined)
    found: dict[Hashable, list[int]] = {}
    for guest in cells:
        found.setdefault(joined.root(guest), []).append(guest)
    return [tuple(guests) for guests in found.values()]


def _join_the_bound(problem: SeatingProblem, joined: _Joined) -> None:
    """Who belongs together, or must not sit near each other."""
    for party in problem.parties.values():
        joined.join(one.id for one in party)
    for members in problem.delegations.values():
        # What a delegation costs is counted block by block.
        for guest in members:
            joined.join([guest, *((members, block) for block in problem.classes[guest][1])])
    for pair in problem.apart:
        if set(problem.classes[pair.first][1]) & set(problem.classes[pair.second][1]):
            joined.join([pair.first, pair.second])
    joined.join_pairs((one.id, one.interprets) for one in problem.guests if one.interprets is not None)


def cheapest(problem: SeatingProblem, guests: Iterable[int], cells: Possible) -> int | None:
    """What their chairs cost at least if only one guest may have each; None where they cannot all have one."""
    wishes = [(wish, wish.weight_in(problem)) for wish in SEAT_WISHES if isinstance(wish, ChairWish)]
    wishes = [(wish, weight) for wish, weight in wishes if weight]
    people = list(guests)
    seats = list(dict.fromkeys(seat for guest in people for seat in cells[guest]))
    column = {seat: number for number, seat in enumerate(seats)}
    if len(seats) < len(people):
        return None
    matching = linear_sum_assignment.SimpleLinearSumAssignment()
    for row, guest in enumerate(people):
        for seat in cells[guest]:
            price = sum(weight * wish.price(problem, guest, seat) for wish, weight in wishes)
            matching.add_arc_with_cost(row, column[seat], price)
    # Empty chairs are taken by nobody in particular.
    for row in range(len(people), len(seats)):
        for number in range(len(seats)):
            matching.add_arc_with_cost(row, number, 0)
    status = matching.solve()
    return matching.optimal_cost() if status == matching.OPTIMAL else None


class _Joined:
    """Which things hang together, by way of others."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def root(self, thing: Hashable) -> Hashable:
        path = []
        while (above := self._above.setdefault(thing, thing)) != thing:
            path.append(thing)
            thing = above
        for each in path:
            self._above[each] = thing
        return thing

    def join(self, things: Iterable[Hashable]) -> None:
        roots = [self.root(thing) for thing in things]
        for other in roots[1:]:
            self._above[self.root(other)] = self.root(roots[0])

    def join_pairs(self, pairs: Iterable[tuple[Hashable, Hashable]]) -> None:
        for pair in pairs:
            self.join(pair)
