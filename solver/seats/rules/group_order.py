"""Nobody sits in a better chair than somebody of a higher group who might sit there too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.ordering import passed
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class GroupOrder(SeatRule):
    title = N_("Order of the groups")
    text = N_(
        "%(guest)s of group %(group)s sits before %(other)s of the higher group %(higher)s, by %(chairs)s in the order "
        "of honour."
    )

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for found in passed(problem, plan, same_group=False, about=None if about is None else set(about)):
            own, higher = (problem.group_of(problem.guest(id)).code for id in (found.guest, found.other))
            facts = {"guest": Named("guest", found.guest), "other": Named("guest", found.other)}
            groups = {"group": own, "higher": higher}
            yield self.broken(problem, {**facts, **groups, "chairs": found.chairs}, found.guest)

    def post(self, model: SeatingModel) -> None:
        model.in_order(self, same_group=False)
