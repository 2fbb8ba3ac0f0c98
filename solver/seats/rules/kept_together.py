"""A party sits side by side in one row, or where no row is long enough, in rows behind each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.patches import patches, room
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, Facts, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class KeptTogether(SeatRule):
    title = N_("Kept together")
    text = N_("%(guest)s and those who belong together sit from %(seat)s to %(at)s, not side by side.")
    cases = {
        "rows": N_(
            "%(guest)s and those who belong together sit from %(seat)s to %(at)s; rows behind each other that would "
            "do: %(rows)s."
        )
    }

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for party in problem.parties.values():
            ids = [guest.id for guest in party]
            if about is not None and not set(ids) & set(about):
                continue
            sitting = [problem.seat(seat) for id in ids if (seat := plan.seat_of(id)) is not None]
            if len(sitting) < 2:
                continue
            sitting.sort(key=lambda seat: (seat.block, seat.row, seat.place))
            asked, first, last = room(problem, party), sitting[0], sitting[-1]
            if asked.rows:
                fits = first.block == last.block and last.row - first.row < asked.rows
            else:
                run = problem.run_of[first.id]
                fits = (
                    len(run) >= asked.chairs
                    and run is problem.run_of[last.id]
                    and last.place - first.place < asked.chairs
                )
            if not fits:
                ends: Facts = {"seat": Named("seat", first.id), "at": Named("seat", last.id), "rows": asked.rows}
                case: Facts = {"case": "rows"} if asked.rows else {}
                guest: Facts = {"guest": Named("guest", ids[0])}
                yield self.broken(problem, {**guest, **ends, **case}, *ids)

    def post(self, model: SeatingModel) -> None:
        for party in model.problem.parties.values():
            everywhere = patches(model.problem, room(model.problem, party))
            model.within_one_of(self, [guest.id for guest in party], everywhere)
