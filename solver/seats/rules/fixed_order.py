"""A chair that a person has fixed is neither before a higher rank nor behind a lower one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from solver.seats.ordering import Pairs, behind, passed
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import FIXED, SeatingProblem
from solver.seats.rules.rule import N_, WARN, Facts, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel

PAIRS = Pairs(FIXED)


class FixedOrder(SeatRule):
    """A hand decides, and the page tells what rank says to it. As a warning it costs nothing: nobody else is to sit
    farther back for the sake of a chair that a person has chosen."""

    title = N_("Rank around fixed chairs")
    text = N_(
        "%(guest)s is fixed on %(seat)s, before %(other)s of a higher rank, by %(chairs)s in the order of honour."
    )
    cases = {
        "behind": N_(
            "%(guest)s is fixed on %(seat)s, behind %(other)s of a lower rank, by %(chairs)s in the order of honour."
        )
    }
    level = WARN

    def price_in(self, problem: SeatingProblem) -> int:
        return 0 if self.level_in(problem) == WARN else self.price

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for found in passed(problem, plan, PAIRS, about):
            yield self._broken(problem, plan, found.guest, found.other, found.chairs)
        for found in behind(problem, plan, about):
            yield replace(self._broken(problem, plan, found.other, found.guest, found.chairs, "behind"),
                          seats=(plan.seats[found.other],))  # fmt: skip

    def post(self, model: SeatingModel) -> None:
        model.in_order(self, PAIRS)
        model.not_behind(self)

    def _broken(
        self, problem: SeatingProblem, plan: SeatingPlan, guest: int, other: int, chairs: int, case: str = ""
    ) -> SeatBreach:
        facts: Facts = {"guest": Named("guest", guest), "other": Named("guest", other), "chairs": chairs, "case": case}
        return self.broken(problem, {**facts, "seat": Named("seat", plan.seats[guest])}, guest)
