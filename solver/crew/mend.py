"""A roster in which people fell ill or posts changed becomes whole again with the fewest changed duties."""

from __future__ import annotations

import time
from collections.abc import Callable

from solver.crew.plan import CrewPlan, Mended
from solver.crew.pooling import deal, pooled
from solver.crew.problem import CrewProblem, Duty
from solver.crew.seed import kept
from solver.crew.solve import answered, improved
from solver.crew.stand_in import best_of


def mend(
    problem: CrewProblem, *, seconds: float = 5.0, seed: int = 0, cancelled: Callable[[], bool] = lambda: False
) -> Mended:
    """Keeps what can stay of `problem.current`, calls one stand-in for everybody who is missing, and only where nobody
    is free lets others change their duties, for as long as `seconds` last.

    The bounds come from counting: who cannot keep a duty is released in any case, whoever is missing must be called.
    """
    begins = time.monotonic()
    staying = CrewPlan(tuple(Duty(officer, need.id) for officer, needs in kept(problem).items() for need in needs))
    missing = {need.id: need.least - len(staying.officers_on(need.id)) for need in problem.needs}
    plan = _with_stand_ins(problem, staying)
    if any(len(plan.officers_on(need.id)) < need.least for need in problem.needs):
        pool = pooled(problem)
        place = {need.id: number for number, alike in pool.needs.items() for need in alike}
        start = CrewPlan(tuple(sorted({Duty(duty.officer, place[duty.need]) for duty in plan.duties})))
        for better in improved(pool.problem, start, seconds - (time.monotonic() - begins), seed, cancelled):
            start = better
            if all(len(start.officers_on(need.id)) >= need.least for need in pool.problem.needs):
                break
        plan = deal(problem, pool, start)
    answer = answered(problem, plan, 0, time.monotonic() - begins, stopped=cancelled())
    before, after = set(problem.current), set(plan.duties)
    short = sum(answer.short.values())
    return Mended(
        answer.status,
        plan,
        answer.value,
        answer.bound,
        answer.seconds,
        answer.short,
        answer.unled,
        called=tuple(sorted(after - before)),
        released=tuple(sorted(before - after)),
        called_bound=max(0, sum(max(0, people) for people in missing.values()) - short),
        released_bound=len(before) - len(before & set(staying.duties)),
    )


def _with_stand_ins(problem: CrewProblem, staying: CrewPlan) -> CrewPlan:
    """Everybody who is missing is replaced by the best free stand-in, where there is one."""
    held = {officer.id: [problem.need(id) for id in staying.needs_of(officer.id)] for officer in problem.officers}
    on = {need.id: list(staying.officers_on(need.id)) for need in problem.needs}
    for need in sorted(problem.needs, key=lambda need: (need.span.starts, need.id)):
        while len(on[need.id]) < need.least and (best := best_of(problem, held, on[need.id], need)):
            held[best[0].officer].append(need)
            on[need.id].append(best[0].officer)
    return CrewPlan(tuple(sorted(Duty(officer, need) for need, officers in on.items() for officer in officers)))
