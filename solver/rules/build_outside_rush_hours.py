"""The trucks of a heavy stage build come and go outside the rush hours of working days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from solver.plan import Moment, Plan, Violation
from solver.problem import MINUTES_A_DAY, Act, Problem, Span
from solver.rules.rule import N_, WARN, UnaryRule
from solver.spans import starts_meeting, without

SATURDAY = 5


class BuildOutsideRushHours(UnaryRule):
    """They come when the get-in begins and go when the get-out ends."""

    title = N_("Heavy builds and rush hours")
    text = N_(
        "The build for %(act)s takes %(minutes)s minutes; its trucks are on the road at %(at)s, in the rush hour."
    )
    level = WARN
    anywhere = True

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        rush = list(_rush(problem))
        for slot in plan.slots:
            act = problem.act(slot.act)
            for at in _on_the_road(problem, act):
                minute = slot.starts + at
                if any(span.starts <= minute < span.ends for span in rush):
                    yield self.broken(act.id, act=act.title, minutes=act.get_in, at=Moment(minute))
                    break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        moments = _on_the_road(problem, act)
        taken = [span for at in moments for span in starts_meeting(_rush(problem), -at, at + 1)]
        return without([problem.horizon], taken) if moments else None


def _on_the_road(problem: Problem, act: Act) -> list[int]:
    """When trucks come and go, in minutes from the start of the show."""
    heavy = act.get_in >= problem.settings.heavy_from
    return [-act.get_in, act.duration + act.get_out] if heavy else []


def _rush(problem: Problem) -> Iterator[Span]:
    first, told = date.fromisoformat(problem.first_day), problem.settings
    hours = (told.morning_rush_from, told.morning_rush_to), (told.evening_rush_from, told.evening_rush_to)
    for day in range(-8, problem.days + 9):
        begins = day * MINUTES_A_DAY
        if (first + timedelta(days=day)).weekday() < SATURDAY:
            yield from (Span(begins + one, begins + other) for one, other in hours if one < other)
