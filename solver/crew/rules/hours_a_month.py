"""Nobody is on duty longer on thirty festival days in a row than the force's working time allows."""

from __future__ import annotations

from solver.crew.problem import MONTH, Force
from solver.crew.rules.hours_a_week import HoursAWeek
from solver.crew.rules.rule import N_


class HoursAMonth(HoursAWeek):
    title = N_("Hours a month")
    text = N_("%(officer)s is on duty for %(has)s hours in the thirty days from %(day)s; %(most)s are allowed.")
    days = MONTH

    def limit(self, force: Force) -> int | None:
        return force.month_limit
