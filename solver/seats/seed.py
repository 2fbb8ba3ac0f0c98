"""A good seating quickly: everybody in the order of rank on the first chair in honour that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from solver.seats.facts import Guest
from solver.seats.ordering import leeway
from solver.seats.patches import Room, patches, room
from solver.seats.plan import Chair, SeatingPlan
from solver.seats.possible import Possible
from solver.seats.problem import FIXED, Kind, SeatingProblem
from solver.seats.rules.interpreter_near import at_hand
from solver.seats.rules.kept_apart import too_near


def seeded(problem: SeatingProblem, cells: Possible) -> SeatingPlan:
    """Somebody may be left without a chair, and where chairs are few rules may be broken."""
    return _Seeding(problem, cells).plan()


class _Seeding:
    """Rank by rank everybody gets a chair, together with party and interpreters. Whoever has few to choose from has one
    set aside before, near where the rank will put him or her, and leaves it if there is a better one then."""

    def __init__(self, problem: SeatingProblem, cells: Possible) -> None:
        self.problem, self.cells = problem, cells
        self.sits: dict[int, int] = {}
        self.taken: set[int] = set()
        self._may = {guest: set(seats) for guest, seats in cells.items()}
        self._aside: dict[int, int] = {}
        self._farthest: dict[str, dict[Kind, int]] = {}
        self._patches: dict[Room, dict[int, list[frozenset[int]]]] = {}
        self._interpreters: dict[int, list[int]] = {}
        for guest in problem.guests:
            if guest.interprets is not None:
                self._interpreters.setdefault(guest.interprets, []).append(guest.id)

    def plan(self) -> SeatingPlan:
        ranked = [self.problem.guest(id) for id in self.problem.standings]
        self._set_aside(ranked)
        for careful in (True, False):
            for guest in ranked:
                if guest.id not in self.sits and (guest.interprets is None or not careful):
                    self._seat(guest, careful)
        return SeatingPlan(tuple(Chair(*chair) for chair in self.sits.items()))

    def _set_aside(self, ranked: Sequence[Guest]) -> None:
        """Fixed chairs, and chairs for those whom a need of their own limits: the next from their rank's on, or the
        last before it. Who is not compared by rank sits there at once."""
        near = self._by_rank_alone(ranked)
        alone = [guest for guest in ranked if guest.seat is not None or guest.step_free or guest.speaker]
        for guest in sorted(alone, key=lambda guest: (guest.seat is None, len(self.cells[guest.id]))):
            numbers = self.problem.numbers[guest.side]
            beyond = {seat: numbers.get(seat, len(numbers)) - near.get(guest.id, 0) for seat in self.cells[guest.id]}
            for seat in sorted(beyond.keys() - self.taken, key=lambda seat: (beyond[seat] < 0, abs(beyond[seat]))):
                if guest.id in self.problem.placed:
                    self._aside[guest.id] = seat
                    self.taken.add(seat)
                    break
                if self._take({guest.id: seat}):
                    break

    def _by_rank_alone(self, ranked: Sequence[Guest]) -> dict[int, int]:
        """The number of the chair that each would have if only rank and block counted."""
        taken: set[int] = set()
        found = {}
        for guest in ranked:
            seats = [seat for seat in self.problem.numbers[guest.side] if self._in_block(guest, seat)]
            seat = next((seat for seat in seats if seat not in taken), None)
            if seat is not None:
                taken.add(seat)
                found[guest.id] = self.problem.numbers[guest.side][seat]
        return found

    def _in_block(self, guest: Guest, seat: int) -> bool:
        return self.problem.seat(seat).block in self.problem.classes[guest.id][1]

    def _seat(self, guest: Guest, careful: bool) -> None:
        """`careful` is to keep order, party and interpreters; otherwise any chair will do."""
        own = self._aside.get(guest.id)
        for seat in self.cells[guest.id] if careful or own is None else (own,):
            if (seat in self.taken and seat != own) or (careful and self._passes(guest, seat)):
                continue
            together = self._with_party(guest, seat) if careful else iter([{guest.id: seat}])
            for chairs in together:
                if self._take(chairs, anyhow=not careful):
                    return

    def _passes(self, guest: Guest, seat: int) -> bool:
        """Whether somebody of a higher rank would be passed there."""
        number = self.problem.numbers[guest.side].get(seat)
        if number is None or self.problem.placed.get(guest.id, FIXED) == FIXED:
            return False
        return any(
            number + leeway(self.problem, guest.id, group) < farthest and seat in might
            for (group, might), farthest in self._farthest.get(guest.side, {}).items()
        )

    def _with_party(self, guest: Guest, seat: int) -> Iterator[dict[int, int]]:
        """The guest there, and those who come along beside."""
        party = self.problem.parties.get(guest.party or 0, (guest,))
        others = [other for other in party if other.id != guest.id and other.id not in self.sits]
        if not others:
            yield from self._with_interpreters({guest.id: seat})
            return
        beside = [self.sits[other.id] for other in party if other.id in self.sits]
        for patch in self._patches_at(room(self.problem, party), seat):
            free = [one for one in self.cells[others[0].id] if one in patch - self.taken - {seat}]
            if set(beside) <= patch and len(free) >= len(others):
                chairs = {guest.id: seat, **{other.id: one for other, one in zip(others, free, strict=False)}}
                if all(one in self._may[id] for id, one in chairs.items()):
                    yield from self._with_interpreters(chairs)

    def _with_interpreters(self, chairs: dict[int, int]) -> Iterator[dict[int, int]]:
        found = dict(chairs)
        for guest, seat in chairs.items():
            for interpreter in self._interpreters.get(guest, []):
                used = self.taken | set(found.values())
                near = (one for one in at_hand(self.problem, seat) if one in self._may[interpreter] - used)
                one = next(near, None)
                if one is None:
                    return
                found[interpreter] = one
        yield found

    def _patches_at(self, asked: Room, seat: int) -> list[frozenset[int]]:
        if asked not in self._patches:
            by_seat = self._patches[asked] = {}
            for patch in patches(self.problem, asked):
                for each in patch:
                    by_seat.setdefault(each, []).append(patch)
        return self._patches[asked].get(seat, [])

    def _take(self, chairs: dict[int, int], *, anyhow: bool = False) -> bool:
        if not anyhow and self._too_near(chairs):
            return False
        self.sits |= chairs
        self.taken -= {self._aside.pop(id) for id in chairs.keys() & self._aside.keys()}
        self.taken |= set(chairs.values())
        for id, seat in chairs.items():
            guest = self.problem.guest(id)
            number = self.problem.numbers[guest.side].get(seat)
            if number is not None and self.problem.placed.get(id, FIXED) != FIXED:
                farthest, kind = self._farthest.setdefault(guest.side, {}), self.problem.kinds[id]
                farthest[kind] = max(farthest.get(kind, 0), number)
        return True

    def _too_near(self, chairs: dict[int, int]) -> bool:
        sits = self.sits | chairs
        return any(
            sits[pair.second] in too_near(self.problem, pair, sits[pair.first])
            for pair in self.problem.apart
            if {pair.first, pair.second} & chairs.keys() and {pair.first, pair.second} <= sits.keys()
        )
