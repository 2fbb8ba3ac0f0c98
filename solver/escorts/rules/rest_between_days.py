"""Between the last engagement of a festival day and the first of the next lies the rest of whoever goes along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach
from solver.escorts.problem import Escort, EscortProblem, Task
from solver.escorts.rules.hours_a_day import by_day, hours
from solver.escorts.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class RestBetweenDays(PersonalRule):
    title = N_("Rest between days")
    text = N_("%(escort)s needs %(needs)s hours of rest after %(ends)s and goes along again at %(starts)s.")
    price = 2_000

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        days = by_day(problem, tasks)
        for day in sorted(days):
            last = max(days[day], key=lambda task: (task.span.ends, task.key))
            first = next(iter(days.get(day + 1, ())), None)
            if first is not None and first.span.starts - last.span.ends < escort.rest:
                when: Facts = {"ends": Moment(last.span.ends), "starts": Moment(first.span.starts)}
                yield self.broken(problem, escort, [last, first], {**when, "needs": hours(escort.rest)})

    def post(self, model: EscortModel) -> None:
        """Whether anybody is still out `rest` before a morning's engagement says so for all the earlier ones."""
        for escort in model.problem.escorts:
            going = {task.key: goes for task, goes in model.of(escort)}
            days = by_day(model.problem, [task for task, _ in model.of(escort)])
            for day in sorted(days):
                late = sorted(days[day], key=lambda task: (-task.span.ends, task.key))
                close = [task for task in days.get(day + 1, ()) if task.span.starts < late[0].span.ends + escort.rest]
                tired = model.slack(self, 1, self.price) if close else 0
                out = {task.key: [going[one.key] for one in late if one.span.ends + escort.rest > task.span.starts]
                       for task in close}  # fmt: skip
                for task in close:
                    model.cp.add(going[task.key] + model.any_of(out[task.key]) - tired <= 1)
