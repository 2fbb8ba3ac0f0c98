"""What each performance without a place is missing, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import GUARDED_RULES
from festival_ops.planning.telling import minute_moment
from solver.lacking import lacking
from solver.plan import Plan
from solver.problem import Problem
from solver.words import title

# Asked for while somebody looks at the tray; each takes some tens of milliseconds.
MOST = 20


def missing(problem: Problem, clock: Clock, acts: Iterable[int], *, discreet: bool) -> dict[int, str]:
    plan = Plan(problem.current)
    return {act: _sentence(problem, clock, plan, act, discreet=discreet) for act in acts}


def _sentence(problem: Problem, clock: Clock, plan: Plan, act: int, *, discreet: bool) -> str:
    lack = lacking(problem, plan, act)
    if lack.colliding and discreet and GUARDED_RULES & set(lack.colliding):
        return _("No stage and hour meets what is asked of it.")
    if lack.colliding:
        rules = ", ".join(f"“{_(title(rule))}”" for rule in lack.colliding)
        return _("No stage and hour meets: %(rules)s.", rules=rules)
    if lack.free is None:
        return _("Every place that would suit it is taken: make room, or move what is in the way.")
    at, stage = minute_moment(clock, lack.free.starts), problem.stage(lack.free.stage).name
    return _("Free for it: %(at)s, %(stage)s.", at=at, stage=stage)
