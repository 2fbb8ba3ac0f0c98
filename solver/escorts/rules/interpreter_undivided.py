"""Whoever interprets for one delegation does not interpret for another, or another pair, at the same occasion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach
from solver.escorts.problem import LIAISON, Escort, EscortProblem, Task
from solver.escorts.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel, Going


class InterpreterUndivided(PersonalRule):
    """Where delegations at one dinner or ceremony may share an interpreter, the edition sets its level to ignore."""

    title = N_("An interpreter for one alone")
    text = N_("%(escort)s interprets at %(first)s and at %(second)s, the same occasion, at once at %(at)s.")
    cases = {"pairs": N_("%(escort)s is to interpret two language pairs at %(first)s at once at %(at)s.")}

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        for first, second in at_once(problem, tasks):
            if LIAISON not in (first.pair, second.pair):
                one, other = first.engagement, second.engagement
                codes: Facts = {"first": one.code, "second": other.code, "at": Moment(second.span.starts)}
                case: Facts = {"case": "pairs"} if one is other else {}
                yield self.broken(problem, escort, [first, second], {**codes, **case})

    def post(self, model: EscortModel) -> None:
        for escort in model.problem.escorts:
            for going in at_one_occasion(model, escort):
                interpreting = [(task, goes) for task, goes in going if task.pair != LIAISON]
                if not model.holds(self):
                    tasks = [task for task, _ in interpreting]
                    model.price_pairs(self, at_once(model.problem, tasks), escort)
                    continue
                for meeting in model.meetings(interpreting):
                    model.cp.add_at_most_one([goes for _, goes in meeting])


def at_once(problem: EscortProblem, tasks: list[Task]) -> Iterator[tuple[Task, Task]]:
    """Pairs of tasks at one and the same occasion that overlap."""
    for first, second in combinations(tasks, 2):
        same = problem.occasion(first.engagement) == problem.occasion(second.engagement)
        if same and first.span.meets(second.span):
            yield first, second


def at_one_occasion(model: EscortModel, escort: Escort) -> Iterator[Going]:
    """What an escort may do at each occasion at which he may do more than one thing."""
    held: dict[tuple[str, int], Going] = {}
    for task, goes in model.of(escort):
        held.setdefault(model.problem.occasion(task.engagement), []).append((task, goes))
    return (going for going in held.values() if len(going) > 1)
