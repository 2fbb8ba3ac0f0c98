"""An escort fell ill or a programme changed: the plan is whole again, and as few people as may be are told anew."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

from solver.escorts.fewest_told import Changes, Changing, Key
from solver.escorts.free import PERSONAL, Diaries
from solver.escorts.plan import EscortPlan, MendedEscorts
from solver.escorts.problem import EscortProblem
from solver.escorts.rules.rule import IGNORE, WARN, tasks_of
from solver.escorts.seed import keep
from solver.escorts.solve import answered
from solver.stopping import Stopped


def mend(
    problem: EscortProblem, *, frozen: int | None = None, seconds: float = 10.0, cancelled: Stopped = lambda: False
) -> MendedEscorts:
    """Keeps what can stay of `problem.current` and fills what is open: with as few missing as may be, then as few
    escorts told anew, then as few changed duties. Nobody lets go a duty that begins before the minute `frozen` and that
    he can keep. Rules that only warn may be broken.

    First whoever is free is asked; where that leaves people missing or tells many, others of that hour may change
    too. The bounds count as if everybody were free for what is surely open.
    """
    begins = time.monotonic()
    diaries = Diaries(problem, warned=True)
    opened = {key: people for key, people in keep(diaries, problem.current).items() if people}
    staying = diaries.plan()
    told = _told_anyway(problem)
    surely = _surely_open(problem, diaries)
    short = Changing(problem, surely, (), (), told).fewest(seconds / 6, cancelled).missing_bound
    found = Changing(problem, opened, staying.duties, (), told).fewest(seconds / 6, cancelled)
    fewest = _fewest_told(problem, surely, told, found, seconds / 6, cancelled)
    if found.missing > short or found.told > fewest:
        until = time.monotonic() + seconds / 3
        found = _wider(problem, found, diaries, opened, frozen, told, until, cancelled)
        fewest = _fewest_told(problem, surely, told, found, seconds / 6, cancelled)
    return _answer(problem, found, short, len(told) + fewest, time.monotonic() - begins, cancelled())


def _told_anyway(problem: EscortProblem) -> set[int]:
    """Whoever cannot do all that he has, whatever the others do."""
    plan = EscortPlan(problem.current)
    rules = [rule for rule in PERSONAL if rule.level_in(problem) not in (IGNORE, WARN)]
    return {
        escort.id
        for escort in problem.escorts
        if any(True for rule in rules for _ in rule.of(problem, escort, tasks_of(problem, plan, escort)))
    }


def _surely_open(problem: EscortProblem, diaries: Diaries) -> dict[Key, int]:
    """What is left open by those who could not go even if they had nothing else."""
    able = Counter(
        (duty.engagement, duty.pair)
        for duty in problem.current
        if (duty.engagement, duty.pair) in problem.tasks
        and problem.escort(duty.escort) in diaries.able(problem.task(duty))
    )
    return {key: short for key, task in problem.tasks.items() if (short := task.people - able[key]) > 0}


def _fewest_told(
    problem: EscortProblem, surely: dict[Key, int], told: set[int], found: Changes, seconds: float, cancelled: Stopped
) -> int:
    """How many have to be told, beside those who are in any case, so that no more are missing than was found."""
    return Changing(problem, surely, (), (), told, found.missing).fewest(seconds, cancelled).told_bound


def _wider(
    problem: EscortProblem,
    found: Changes,
    diaries: Diaries,
    opened: dict[Key, int],
    frozen: int | None,
    told: set[int],
    until: float,
    cancelled: Stopped,
) -> Changes:
    """What is found where those who could take an open task, but for another at that hour, may let go the other one:
    day by day, since days hang together by little more than by who has been told already."""
    staying = set(diaries.plan().duties)
    days = sorted({problem.day_of(problem.tasks[key].span.starts) for key in opened})
    for number, day in enumerate(days):
        mine = {key: people for key, people in opened.items() if problem.day_of(problem.tasks[key].span.starts) == day}
        rest = {duty for duty in found.plan.duties if duty in staying or (duty.engagement, duty.pair) not in mine}
        loose = [
            duty
            for duty in rest & staying
            if (frozen is None or problem.task(duty).span.starts >= frozen)
            and any(diaries.clash(duty, problem.tasks[key]) for key in mine)
        ]
        left = (until - time.monotonic()) / (len(days) - number)
        if left > 0 and not cancelled():
            known = told | {duty.escort for duty in rest ^ set(problem.current)}
            wider = Changing(problem, mine, rest, loose, known).fewest(left, cancelled).plan
            found = min(found, _changes(problem, wider, told, found), key=lambda each: (each.missing, each.told))
    return found


def _changes(problem: EscortProblem, plan: EscortPlan, told: set[int], before: Changes) -> Changes:
    """What another plan comes to; what is proven stays."""
    missing = sum(
        max(0, task.people - len(plan.on(*key))) * task.engagement.importance for key, task in problem.tasks.items()
    )
    anew = {duty.escort for duty in set(plan.duties) ^ set(problem.current)} - told
    return replace(before, plan=plan, missing=missing, told=len(anew))


def _answer(
    problem: EscortProblem, found: Changes, short: int, told_bound: int, seconds: float, stopped: bool
) -> MendedEscorts:
    before, after = set(problem.current), set(found.plan.duties)
    return MendedEscorts(
        **vars(answered(problem, found.plan, 0, seconds, stopped=stopped)),
        called=tuple(sorted(after - before)),
        ended=tuple(sorted(before - after)),
        told=tuple(sorted({duty.escort for duty in before ^ after})),
        told_bound=told_bound,
        short_bound=short,
    )
