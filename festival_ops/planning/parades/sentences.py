"""What a search for an order has found, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from festival_ops.planning.models import ParadeRun
from festival_ops.planning.parades.page import Standing
from solver.parade.problem import Engagement, ParadeProblem, Unit
from solver.parade.saved import answer_from_plain, problem_from_plain
from solver.parade.words import ask


@dataclass(frozen=True)
class Proposed:
    """The answer of a search beside the parade as it stands: another order, or demands that no order meets.

    `stale`: other units walk, in another order, or something else is asked, since the search began. `moved` units walk
    behind another unit than now.
    """

    status: str
    stands: Standing | None
    moved: frozenset[int]
    collision: Sequence[str]
    stale: bool


def proposed(run: ParadeRun, stands: Standing) -> Proposed:
    problem, answer = problem_from_plain(run.problem), answer_from_plain(run.answer)
    stale = stands.problem is None or _unnamed(problem) != _unnamed(stands.problem)
    order = answer.plan.order
    shown = replace(stands, order=order) if order and not stale else None
    was = dict(zip(problem.current, (0, *problem.current), strict=False))
    now = dict(zip(order, (0, *order), strict=False))
    moved = frozenset(id for id in order if was.get(id) != now[id])
    return Proposed(answer.status, shown, moved, [ask(problem, demand, _) for demand in answer.collision], stale)


def _unnamed(problem: ParadeProblem) -> ParadeProblem:
    """What is asked, whatever language its names are in."""
    corners = tuple(replace(corner, name="") for corner in problem.corners)
    return replace(problem, name="", units=tuple(_nameless(unit) for unit in problem.units), corners=corners)


def _nameless(unit: Unit) -> Unit:
    return replace(unit, name="", previous=_silent(unit.previous), next=_silent(unit.next))


def _silent(show: Engagement | None) -> Engagement | None:
    return replace(show, name="") if show else None
