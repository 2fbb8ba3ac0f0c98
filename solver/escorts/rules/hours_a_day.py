"""Nobody goes along longer on one festival day than his hours allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach
from solver.escorts.problem import Escort, EscortProblem, Task
from solver.escorts.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class HoursADay(PersonalRule):
    """An engagement belongs to the festival day on which it begins. An occasion counts once, as long as the longest of
    the engagements there."""

    title = N_("Hours with delegations a day")
    text = N_("%(escort)s goes along for %(has)s hours on the day that begins at %(day)s; %(most)s are allowed.")
    price = 10

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        most = escort.hours
        for held in by_day(problem, tasks).values():
            if most is not None and (has := minutes(problem, held)) > most:
                facts: Facts = {"has": hours(has), "most": hours(most), "day": Moment(held[0].span.starts)}
                yield self.broken(problem, escort, held, facts, has - most)

    def post(self, model: EscortModel) -> None:
        for escort in model.problem.escorts:
            going = {task.key: goes for task, goes in model.of(escort)}
            for held in by_day(model.problem, [task for task, _ in model.of(escort)]).values():
                if escort.hours is not None and minutes(model.problem, held) > escort.hours:
                    has = model.minutes([(task, going[task.key]) for task in held])
                    over = model.slack(self, minutes(model.problem, held), self.price)
                    model.cp.add(has - over <= escort.hours)


def by_day(problem: EscortProblem, tasks: Iterable[Task]) -> dict[int, list[Task]]:
    """Tasks by the festival day on which they begin."""
    held: dict[int, list[Task]] = {}
    for task in tasks:
        held.setdefault(problem.day_of(task.span.starts), []).append(task)
    return held


def minutes(problem: EscortProblem, tasks: Iterable[Task]) -> int:
    longest: dict[tuple[str, int], int] = {}
    for task in tasks:
        occasion = problem.occasion(task.engagement)
        longest[occasion] = max(longest.get(occasion, 0), task.minutes)
    return sum(longest.values())


def hours(minutes: int) -> str:
    """8, or 8:30."""
    return f"{minutes // 60}" if minutes % 60 == 0 else f"{minutes // 60}:{minutes % 60:02}"
