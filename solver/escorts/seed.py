"""A first plan, made at once: delegation by delegation, whoever can keep to it longest."""

from __future__ import annotations

from solver.escorts.free import Diaries
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import LIAISON, Duty, Escort, EscortProblem, Task


def seeded(problem: EscortProblem) -> EscortPlan:
    """What stands is kept where it breaks nothing. Nobody has a duty that breaks a rule, but people may be missing."""
    diaries = Diaries(problem)
    open_for = keep(diaries, (*problem.pins, *problem.current))
    groups: dict[tuple[int, str], list[Task]] = {}
    for task in problem.tasks.values():
        groups.setdefault((task.engagement.delegation, task.pair), []).append(task)

    def scarce(group: tuple[int, str]) -> tuple[float, tuple[int, str]]:
        tasks = groups[group]
        return sum(len(diaries.able(task)) for task in tasks) / len(tasks), group

    for group in sorted(groups, key=scarce):
        _fill(diaries, groups[group], open_for)
    return diaries.plan()


def keep(diaries: Diaries, duties: tuple[Duty, ...]) -> dict[tuple[int, str], int]:
    """Gives everybody the duties that he may have, no more than are asked for; how many are missing then, by task."""
    problem = diaries.problem
    missing = {task.key: task.people for task in problem.tasks.values()}
    for duty in duties:
        task = problem.task(duty)
        escort = problem.escort(duty.escort)
        if missing.get(task.key) and escort in diaries.able(task) and diaries.may(escort, task):
            diaries.give(escort.id, task)
            missing[task.key] -= 1
    return missing


def _fill(diaries: Diaries, tasks: list[Task], missing: dict[tuple[int, str], int]) -> None:
    """One escort after the other gets as many of these tasks as he can do, he who can do most first."""
    while left := [task for task in tasks if missing[task.key]]:
        escorts = {escort.id: escort for task in left for escort in diaries.able(task)}
        offers = [(_takes(diaries, escort, left), escort) for escort in escorts.values()]
        taken, escort = max(offers, key=lambda offer: _worth(diaries, *offer), default=([], None))
        if escort is None or not taken:
            return
        for task in taken:
            diaries.give(escort.id, task)
            missing[task.key] -= 1


def _takes(diaries: Diaries, escort: Escort, tasks: list[Task]) -> list[Task]:
    taken: list[Task] = []
    for task in tasks:
        if escort in diaries.able(task) and diaries.may(escort, task, taken):
            taken.append(task)
    return taken


def _worth(diaries: Diaries, taken: list[Task], escort: Escort) -> tuple[int, ...]:
    """Many tasks, a good level, then whoever is of least use elsewhere and has least to do."""
    lacking = sum(max(0, task.wished - escort.level(task.pair)) for task in taken if task.pair != LIAISON)
    interprets = bool(escort.tongues) and escort.interprets and taken[:1] != [] and taken[0].pair == LIAISON
    held = sum(len(keys) for keys in diaries.held[escort.id].values())
    return len(taken), -lacking, -interprets, -held, -escort.id
