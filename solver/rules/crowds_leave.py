"""Crowds that leave at the same time fit the streets by which they leave; parades are not counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.places import overdrawn, walk_off
from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Span, Venue
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class CrowdsLeave(Rule):
    """Broken each time a show ends and more people a minute leave by a street than it takes."""

    title = N_("Streets take the crowds")
    text = N_(
        "When %(act)s ends at %(ends)s, %(people)s people a minute leave by %(road)s, which takes %(flow)s: "
        "%(missing)s too many."
    )

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for road in problem.network.roads:
            if road.width is not None:
                flow = road.width * problem.settings.street_flow
                for acts, people, ends in overdrawn(_leaving(problem, plan, road.id), flow):
                    told = {"act": problem.act(acts[-1]).title, "road": road.name}
                    numbers = {"people": people, "flow": flow, "missing": people - flow}
                    yield self.broken(*acts, **told, ends=Moment(ends), **numbers)

    def enforce(self, model: Placing) -> Iterator[Any]:
        problem, clearing = model.problem, model.problem.settings.clearing
        for road in problem.network.roads:
            uses = [
                model.use(
                    act.id, [it.id for it in problem.stages if it.venue == venue.id], -act.duration, after, people
                )
                for venue in problem.venues
                if road.id in venue.exits and road.width is not None
                for act in problem.acts
                if (people := a_minute(problem, act, venue)) and (after := act.duration + clearing)
            ]
            yield from model.keep_within(self, uses, (road.width or 0) * problem.settings.street_flow)


def a_minute(problem: Problem, act: Act, venue: Venue) -> int:
    """How many of its audience walk off by each street when it has been shown in the venue."""
    return 0 if act.route else -(-(act.crowd or 0) // (problem.settings.clearing * len(venue.exits)))


def _leaving(problem: Problem, plan: Plan, road: int) -> Iterator[tuple[Span, int, int]]:
    for slot in plan.slots:
        venue = problem.venue(problem.first_venue(slot))
        if road in venue.exits and (people := a_minute(problem, problem.act(slot.act), venue)):
            yield walk_off(problem, slot), slot.act, people
