"""An interpreter sits beside or behind whom he or she interprets for, as the rule set says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.facts import BEHIND, BESIDE
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, Facts, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class InterpreterNear(SeatRule):
    """Behind is the next row, at most one chair to the side."""

    title = N_("Interpreters at hand")
    text = N_("%(guest)s interprets for %(other)s and sits on %(seat)s, not beside %(at)s.")
    cases = {
        "behind": N_("%(guest)s interprets for %(other)s and sits on %(seat)s, not behind %(at)s."),
        "any": N_("%(guest)s interprets for %(other)s and sits on %(seat)s, neither beside nor behind %(at)s."),
    }

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        where = problem.precedence.interpreter
        for guest in problem.interpreters:
            if guest.interprets is None or (about is not None and not {guest.id, guest.interprets} & set(about)):
                continue
            own, other = plan.seat_of(guest.id), plan.seat_of(guest.interprets)
            if own is None or other is None:
                continue
            seat, at = problem.seat(own), problem.seat(other)
            rows, aside = seat.row - at.row, abs(seat.place - at.place)
            beside, behind = (rows, aside) == (0, 1), rows == 1 and aside <= 1
            if seat.block != at.block or not ((beside and where != BEHIND) or (behind and where != BESIDE)):
                named: Facts = {"guest": Named("guest", guest.id), "other": Named("guest", guest.interprets)}
                facts: Facts = {**named, "seat": Named("seat", own), "at": Named("seat", other), "case": where}
                yield self.broken(problem, facts, guest.id, guest.interprets)

    def post(self, model: SeatingModel) -> None:
        for guest in model.problem.guests:
            if guest.interprets is not None:
                comes = model.sits(guest.id)
                rows = [
                    (says + comes - 1, sum(model.at(guest.id, near) for near in at_hand(model.problem, seat)))
                    for seat, says in model.cells(guest.interprets)
                ]
                model.most(self, *rows)


def at_hand(problem: SeatingProblem, seat: int) -> Iterator[int]:
    """The chairs of an interpreter for somebody on this one."""
    at, where = problem.seat(seat), problem.precedence.interpreter
    beside = () if where == BEHIND else ((0, -1), (0, 1))
    behind = () if where == BESIDE else ((1, -1), (1, 0), (1, 1))
    for row, place in (*beside, *behind):
        if (near := problem.at(at.block, at.row + row, at.place + place)) is not None:
            yield near.id
