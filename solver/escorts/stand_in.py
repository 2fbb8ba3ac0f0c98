"""Who could take over a task now: the best stand-ins, with what speaks for them."""

from __future__ import annotations

from dataclasses import dataclass

from solver.escorts.free import Diaries
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import LIAISON, Escort, EscortProblem, Task
from solver.escorts.rules.hours_a_day import minutes
from solver.escorts.rules.rule import tasks_of


@dataclass(frozen=True)
class StandIn:
    """An escort who breaks no rule by taking over. `level` is that of the language pair, 0 for a liaison; `known` says
    whether he goes with the delegation already; `minutes` are those of all that he has then."""

    escort: int
    level: int
    known: bool
    minutes: int


def stand_ins(problem: EscortProblem, plan: EscortPlan, task: Task, *, most: int = 5) -> list[StandIn]:
    """The best first: whoever speaks as well as is wished for, then who knows the delegation, then of the fewest hours.

    Whoever has the task already is none.
    """
    diaries = Diaries(problem)
    for duty in plan.duties:
        diaries.give(duty.escort, problem.task(duty))
    there = plan.on(*task.key)
    free = [one for one in diaries.able(task) if one.id not in there and diaries.may(one, task)]
    found = [_stand_in(problem, plan, escort, task) for escort in free]
    found.sort(key=lambda one: (-min(one.level, task.wished), not one.known, one.minutes, one.escort))
    return found[:most]


def _stand_in(problem: EscortProblem, plan: EscortPlan, escort: Escort, task: Task) -> StandIn:
    tasks = tasks_of(problem, plan, escort)
    known = any(one.engagement.delegation == task.engagement.delegation for one in tasks)
    level = 0 if task.pair == LIAISON else escort.level(task.pair)
    return StandIn(escort.id, level, known, minutes(problem, [*tasks, task]))
