"""The crowds of acts shown at the same time inside one venue fit it together; parades are not counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.places import overdrawn
from solver.plan import Moment, Plan, Violation
from solver.problem import Problem, Span
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class CrowdWithinVenue(Rule):
    """Broken each time an act begins that brings more people than are left room for."""

    title = N_("The crowds fit the venue")
    text = N_("When %(act)s starts at %(starts)s, %(crowd)s people are expected in %(venue)s, %(missing)s too many.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        crowds = _crowds(problem, plan)
        for venue in problem.venues:
            if venue.capacity is not None and venue.id in crowds:
                for acts, crowd, starts in overdrawn(crowds[venue.id], venue.capacity):
                    told = {"act": problem.act(acts[-1]).title, "venue": venue.name}
                    missing = crowd - venue.capacity
                    yield self.broken(*acts, **told, starts=Moment(starts), crowd=crowd, missing=missing)

    def enforce(self, model: Placing) -> Iterator[Any]:
        problem = model.problem
        for venue in problem.venues:
            if venue.capacity is not None:
                stages = [stage.id for stage in problem.stages if stage.venue == venue.id]
                acts = (act for act in problem.acts if act.crowd and not act.route)
                uses = [model.use(act.id, stages, 0, act.duration, act.crowd or 0) for act in acts]
                yield from model.keep_within(self, uses, venue.capacity)


def _crowds(problem: Problem, plan: Plan) -> dict[int, list[tuple[Span, int, int]]]:
    """By venue who is shown there when, with the crowd expected."""
    crowds: dict[int, list[tuple[Span, int, int]]] = {}
    for slot in plan.slots:
        act = problem.act(slot.act)
        if act.crowd and not act.route:
            crowds.setdefault(problem.first_venue(slot), []).append((problem.shown(slot), act.id, act.crowd))
    return crowds
