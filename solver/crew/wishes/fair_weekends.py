"""Saturdays and Sundays are shared: nobody has more duties on them than a fair share of what they need."""

from __future__ import annotations

from collections.abc import Mapping

from solver.crew.problem import CrewProblem, Need
from solver.crew.wishes.fair_share import FairShare
from solver.crew.wishes.wish import N_


class FairWeekends(FairShare):
    title = N_("Fair weekends")
    sentence = N_("%(officer)s has %(has)s duties on Saturdays and Sundays; a fair share is %(share)s.")

    def counts(self, problem: CrewProblem, need: Need) -> bool:
        return problem.at_weekend(need)

    def given(self, problem: CrewProblem) -> Mapping[int, int] | None:
        return problem.weekend_shares
