"""Nights are shared: nobody has more of them than a fair share of what the force's nights need."""

from __future__ import annotations

from collections.abc import Mapping

from solver.crew.problem import CrewProblem, Need
from solver.crew.wishes.fair_share import FairShare
from solver.crew.wishes.wish import N_


class FairNights(FairShare):
    title = N_("Fair nights")
    sentence = N_("%(officer)s has %(has)s nights; a fair share is %(share)s.")

    def counts(self, problem: CrewProblem, need: Need) -> bool:
        return problem.at_night(need)

    def given(self, problem: CrewProblem) -> Mapping[int, int] | None:
        return problem.shares
