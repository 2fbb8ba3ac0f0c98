"""An escort fell ill or a programme changed: the plan is whole again, and as few people as may be are told anew."""

from __future__ import annotations

import time
from collections import Counter

from solver.escorts.fewest_told import Changes, Changing, Key
from solver.escorts.free import PERSONAL, Diaries
from solver.escorts.plan import EscortPlan, MendedEscorts
from solver.escorts.problem import Duty, EscortProblem
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

    First whoever is free is asked; where that leaves more missing or told than is proven, others of that hour may
    change too, for as long as there is time. The bounds count as if everybody were free for what is surely open.
    """
    begins = time.monotonic()
    diaries = Diaries(problem, warned=True)
    opened = {key: people for key, people in keep(diaries, problem.current).items() if people}
    staying = diaries.plan()
    told = _told_anyway(problem)
    least = Changing(problem, _surely_open(problem, diaries), (), (), told).fewest(seconds / 4, cancelled)
    found = Changing(problem, opened, staying.duties, (), told).fewest(seconds / 4, cancelled)
    if (found.missing, found.told) > (least.missing_bound, least.told_bound) and not cancelled():
        loose = _loose(problem, staying, opened, frozen)
        left = seconds - (time.monotonic() - begins)
        wider = Changing(problem, opened, staying.duties, loose, told).fewest(left, cancelled)
        found = min(found, wider, key=lambda each: (each.missing, each.told))
    return _answer(problem, found, least, len(told), time.monotonic() - begins, cancelled())


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


def _loose(problem: EscortProblem, staying: EscortPlan, opened: dict[Key, int], frozen: int | None) -> list[Duty]:
    """Duties that meet an open task, or the way to it, and do not begin too soon."""
    way = problem.longest_way
    spans = [problem.tasks[key].span for key in opened]
    return [
        duty
        for duty in staying.duties
        for span in [problem.task(duty).span]
        if (frozen is None or span.starts >= frozen)
        and any(one.starts < span.ends + way and span.starts < one.ends + way for one in spans)
    ]


def _answer(
    problem: EscortProblem, found: Changes, least: Changes, anyway: int, seconds: float, stopped: bool
) -> MendedEscorts:
    before, after = set(problem.current), set(found.plan.duties)
    answer = answered(problem, found.plan, 0, seconds, stopped=stopped)
    as_few = found.missing == least.missing_bound
    return MendedEscorts(
        **vars(answer),
        called=tuple(sorted(after - before)),
        ended=tuple(sorted(before - after)),
        told=tuple(sorted({duty.escort for duty in before ^ after})),
        told_bound=anyway + (least.told_bound if as_few else 0),
        short_bound=least.missing_bound,
    )
