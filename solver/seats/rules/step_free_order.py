"""Who needs a chair without steps sits before somebody of a higher rank only where no other such chair is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.ordering import Pairs, passed
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import STEP_FREE, SeatingProblem
from solver.seats.rules.rule import N_, WARN, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel

PAIRS = Pairs(STEP_FREE)


class StepFreeOrder(SeatRule):
    """It only warns: in many halls the chairs without steps are in front, and whoever needs one cannot sit elsewhere.
    Other seatings are cheaper where there are any."""

    title = N_("Rank on step-free chairs")
    text = N_(
        "%(guest)s needs a chair without steps and sits before %(other)s, who has a higher rank, by %(chairs)s in the "
        "order of honour."
    )
    level = WARN

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for found in passed(problem, plan, PAIRS, about):
            facts = {"guest": Named("guest", found.guest), "other": Named("guest", found.other)}
            yield self.broken(problem, {**facts, "chairs": found.chairs}, found.guest)

    def post(self, model: SeatingModel) -> None:
        model.in_order(self, PAIRS)
