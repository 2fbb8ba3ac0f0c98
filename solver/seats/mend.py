"""After a regret, a late guest or a substitute a seating becomes sound again with the fewest changed chairs."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from solver.seats.costs import refused, worth
from solver.seats.engine import DONE, OPTIMAL, solved
from solver.seats.model import SeatingModel
from solver.seats.one_change import by_one_change
from solver.seats.pieces import pieces
from solver.seats.plan import Chair, Reseated, SeatBreach, SeatingPlan
from solver.seats.possible import Possible, possible
from solver.seats.problem import SeatingProblem
from solver.seats.solve import answered
from solver.seats.windows import CHAIRS, Part, near
from solver.seats.wishes.few_changes import FewChanges
from solver.stopping import Stopped

# What a moved guest costs: more than all warnings together; and less than any where no plan is without a breach.
MOVED, LITTLE = 1_000_000, 100
# What is left of the time is for the last look at the seating.
SEARCHING = 0.9
# A piece of more possible chairs is not searched as a whole, and has no proof.
WHOLE = 20_000


class _Stays(FewChanges):
    """The wish of `few-changes`, at a price that decides."""

    def __init__(self, price: int) -> None:
        self._price = price

    def weight_in(self, problem: SeatingProblem) -> int:
        return self._price


@dataclass
class _Found:
    """`bound`: so many guests must be moved in any case."""

    plan: SeatingPlan
    bound: int = 0


def mend(problem: SeatingProblem, *, seconds: float = 2.0, cancelled: Stopped = lambda: False) -> Reseated:
    """Keeps everybody of `problem.current` in place who need not move. First everybody is tried alone, which proves
    whether one move is enough; then the chairs around what is broken are dealt anew, then more and more of them, and at
    last the whole piece of the seating that hangs together with them, which proves how many guests must move."""
    begins = time.monotonic()
    cells = possible(problem)
    kept = SeatingPlan(tuple(chair for chair in problem.current if chair.seat in cells[chair.guest]))
    mending = _Mending(problem, cells, kept, begins + SEARCHING * seconds, cancelled)
    found = mending.found()
    answer = answered(problem, found.plan, cells, 0, time.monotonic() - begins, cancelled())
    before, after = problem.now, found.plan.seats
    moved = tuple(sorted(guest for guest, seat in after.items() if before.get(guest, seat) != seat))
    return Reseated(
        **vars(answer),
        moved=moved,
        seated=tuple(sorted(after.keys() - before.keys())),
        emptied=tuple(sorted(set(before.values()) - set(after.values()))),
        moved_bound=min(len(moved), found.bound),
    )


class _Mending:
    def __init__(
        self, problem: SeatingProblem, cells: Possible, kept: SeatingPlan, until: float, cancelled: Stopped
    ) -> None:
        self.problem, self.cells, self.kept, self.until, self.cancelled = problem, cells, kept, until, cancelled

    def found(self) -> _Found:
        broken = refused(self.problem, self.kept)
        if not broken:
            return _Found(self.kept)
        best = _Found(self.kept, self._at_least(broken))
        chairs, one = CHAIRS, by_one_change(self.problem, self.cells, self.kept, broken)
        if one is not None:
            best.plan = one
        elif len(self.kept.seats) == len(self.problem.guests):
            # Whoever moves alone has moved to an empty chair, and all of these have been tried.
            best.bound = max(2, best.bound)
        while one is None and not self._over():
            part = Part(self.problem, self.kept, self.cells, self._around(broken, chairs))
            plan = self._dealt(part.cells, part.free, MOVED, firm=True)
            if plan is not None:
                best.plan = plan
                break
            if chairs > 2 * len(self.problem.seats):
                break
            chairs *= 2
        sound = best.plan is not self.kept
        if sound and self._moved(best.plan) > best.bound and not self._over():
            self._prove(best, broken)
        if not sound:
            self._as_sound_as_can_be(best, broken)
        return best

    def _over(self) -> bool:
        return self.cancelled() or time.monotonic() > self.until

    def _at_least(self, broken: list[SeatBreach]) -> int:
        """Where more is broken than that somebody has no chair yet, or no chair is empty that might be his or hers,
        somebody must move."""
        held = {guest for guest, seat in self.problem.now.items() if seat not in self.cells[guest]}
        other = any(breach.rule != "seated" for breach in broken)
        return max(len(held), int(other and not self._newcomers()))

    def _newcomers(self) -> set[int]:
        return {guest.id for guest in self.problem.guests if guest.id not in self.problem.now}

    def _around(self, broken: list[SeatBreach], chairs: int) -> set[int]:
        """What is broken; for whoever has no chair, where those of nearly the same rank sit, and all empty chairs."""
        found: set[int] = set()
        for breach in broken:
            seats = set(breach.seats) | {seat for id in breach.guests if (seat := self.kept.seat_of(id)) is not None}
            for guest in breach.guests:
                if self.kept.seat_of(guest) is None:
                    found |= {seat for seat in self.cells[guest] if self.kept.guest_on(seat) is None}
                    seats |= self._beside_in_rank(guest)
            found |= near(self.problem, seats, chairs)
        return found

    def _beside_in_rank(self, guest: int) -> set[int]:
        person, order = self.problem.guest(guest), list(self.problem.standings)
        middle = order.index(guest)
        ranked = sorted(order, key=lambda other: abs(order.index(other) - middle))
        may = set(self.cells[guest])
        known = (seat for id in ranked if self.problem.guest(id).side == person.side
                 and (seat := self.kept.seat_of(id)) in may)  # fmt: skip
        return {seat for seat in [next(known, None)] if seat is not None}

    def _prove(self, best: _Found, broken: list[SeatBreach]) -> None:
        """The whole of what hangs together with the breaches; what else there is stays as it is in any case."""
        hit = {guest for breach in broken for guest in breach.guests}
        hit |= {fact.id for breach in broken for fact in breach.facts.values()
                if not isinstance(fact, str | int) and fact.kind == "guest"}  # fmt: skip
        hit |= set(self._differing(best.plan))
        own = {guest for piece in pieces(self.problem, self.cells) if hit & set(piece) for guest in piece}
        if sum(len(self.cells[guest]) for guest in own) > WHOLE:
            return
        cells = {guest: seats if guest in own else () for guest, seats in self.cells.items()}
        made = self._model(cells, own, MOVED, firm=True)
        made.hint(best.plan)
        made.minimize()
        solver, status = solved(made.model, seconds=self.until - time.monotonic(), cancelled=self.cancelled)
        if status in DONE:
            plan = made.plan(solver)
            if self._key(plan) < self._key(best.plan):
                best.plan = plan
            least = solver.objective_value if status == OPTIMAL else solver.best_objective_bound
            # All warnings together cost less than one move.
            best.bound = max(best.bound, round(least - made.constant) // MOVED)

    def _as_sound_as_can_be(self, best: _Found, broken: list[SeatBreach]) -> None:
        part = Part(self.problem, self.kept, self.cells, self._around(broken, CHAIRS))
        plan = self._dealt(part.cells, part.free, LITTLE, firm=False)
        best.bound = 0
        if plan is not None and worth(self.problem, plan) < worth(self.problem, self.kept):
            best.plan = plan

    def _dealt(self, cells: Possible, free: Collection[int], price: int, *, firm: bool) -> SeatingPlan | None:
        made = self._model(cells, free, price, firm=firm)
        made.minimize()
        left = max(0.2, self.until - time.monotonic())
        solver, status = solved(made.model, seconds=left, cancelled=self.cancelled)
        return made.plan(solver) if status in DONE else None

    def _model(self, cells: Possible, free: Collection[int], price: int, *, firm: bool) -> SeatingModel:
        return SeatingModel(self.problem, cells=cells, base=self.kept, free=free, firm=firm, wishes=(_Stays(price),))

    def _differing(self, plan: SeatingPlan) -> list[int]:
        return [guest for guest, seat in plan.seats.items() if self.problem.now.get(guest) != seat]

    def _moved(self, plan: SeatingPlan) -> int:
        return sum(self.problem.now.get(guest, seat) != seat for guest, seat in plan.seats.items())

    def _key(self, plan: SeatingPlan) -> tuple[int, int, int]:
        return len(refused(self.problem, plan)), self._moved(plan), worth(self.problem, plan)


__all__ = ["Chair", "mend"]
