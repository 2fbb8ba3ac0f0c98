"""Nobody sits in a better chair than somebody of a higher group who might sit there too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.ordering import Pairs, passed
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import PLAIN, SeatingProblem
from solver.seats.rules.rule import N_, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel

PAIRS = Pairs(PLAIN, same_group=False)


class GroupOrder(SeatRule):
    """Speakers are bound like everybody else. Fixed chairs and chairs without steps have rules of their own."""

    title = N_("Order of the groups")
    text = N_(
        "%(guest)s of group %(group)s sits before %(other)s of the higher group %(higher)s, by %(chairs)s in the order "
        "of honour."
    )

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for found in passed(problem, plan, PAIRS, about):
            own, higher = (problem.group_of(problem.guest(id)).code for id in (found.guest, found.other))
            facts = {"guest": Named("guest", found.guest), "other": Named("guest", found.other)}
            groups = {"group": own, "higher": higher}
            yield self.broken(problem, {**facts, **groups, "chairs": found.chairs}, found.guest)

    def post(self, model: SeatingModel) -> None:
        model.in_order(self, PAIRS)
