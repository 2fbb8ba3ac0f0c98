"""What every roster costs at least: officers who are alike are reckoned as one group, quickly and never too dear."""

from __future__ import annotations

from dataclasses import replace

from solver.crew.alike import groups
from solver.crew.engines import by_mip
from solver.crew.problem import CrewProblem
from solver.crew.rules import CREW_RULES
from solver.crew.staffing import Staffing
from solver.crew.wishes import CREW_WISHES
from solver.crew.wishes.fair_nights import FairNights
from solver.crew.wishes.fair_weekends import FairWeekends


def bound_of(problem: CrewProblem, seconds: float = 10.0) -> int:
    """A proven lower bound on `solver.crew.check.value`, in its units; 0 where the time did not suffice.

    The rows of a group are the sum of the rows of its members, so that whatever all of them keep, the group keeps.
    Rules that seldom decide are left out, which makes no roster dearer.
    """
    alike = groups(problem)
    firsts = tuple(group[0] for group in alike)
    sizes = {group[0].id: len(group) for group in alike}
    part = replace(
        problem,
        officers=firsts,
        shares=FairNights().shares(problem),
        weekend_shares=FairWeekends().shares(problem),
    )
    wishes = tuple(wish for wish in CREW_WISHES if wish.personal)
    rules = tuple(rule for rule in CREW_RULES if not rule.seldom)
    model = Staffing(part, rules=rules, wishes=wishes, sizes=sizes, strict=False)
    return by_mip(model, seconds).bound
