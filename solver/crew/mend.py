"""A roster in which people fell ill or posts changed becomes whole again with the fewest changed duties."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from solver.crew.dealing import deal
from solver.crew.plan import CrewPlan, Mended
from solver.crew.pooling import pooled
from solver.crew.problem import CrewProblem, Duty, Need
from solver.crew.rules.available import Available
from solver.crew.rules.rule import IGNORE, in_time
from solver.crew.seed import PERSONAL, kept, may_meet
from solver.crew.solve import answered, freed, improved
from solver.crew.stand_in import Kind, Reserve, kind_of
from solver.crew.wishes.fair_nights import FairNights
from solver.crew.wishes.fair_weekends import FairWeekends

_AVAILABLE = Available()
# The share of the time that is kept for dealing out and judging what was found.
TO_JUDGE = 0.2


def mend(
    problem: CrewProblem,
    *,
    frozen: int | None = None,
    seconds: float = 5.0,
    seed: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> Mended:
    """Keeps what can stay of `problem.current`, calls one stand-in for everybody who is missing, and only where nobody
    is free lets others change their duties, for as long as `seconds` last.

    Duties that begin before the minute `frozen` stay whatever they break, unless their officer is away; whoever has
    one lets no other duty go either. The bounds come from counting: who cannot keep a duty is released in any case,
    whoever is missing must be called. Where the time is over before everybody has a stand-in, people stay missing.
    """
    begins = time.monotonic()
    ends = begins + (1 - TO_JUDGE) * seconds

    def over() -> bool:
        return cancelled() or time.monotonic() > ends

    firm = _firm(problem, frozen)
    staying = _staying(problem, firm)
    missing = {need.id: need.least - len(staying.officers_on(need.id)) for need in problem.needs}
    reserve = Reserve(problem, staying)
    plan = _with_stand_ins(problem, reserve, over)
    if _short(problem, plan) and not over():
        held = {duty.officer for duty in firm} | _beyond_limits(problem, staying)
        plan = _rearranged(problem, plan, staying, held, ends, seed, cancelled)
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
        answer.apart,
        called=tuple(sorted(after - before)),
        released=tuple(sorted(before - after)),
        called_bound=max(0, sum(max(0, people) for people in missing.values()) - short),
        released_bound=len(before) - len(before & set(staying.duties)),
        short_bound=_fewest_missing(problem, reserve, staying, answer.short),
    )


def _firm(problem: CrewProblem, frozen: int | None) -> set[Duty]:
    """Duties that begin too soon to be changed."""
    if frozen is None:
        return set()
    soon = {need.id: need for need in problem.needs if need.span.starts < frozen}
    return {
        duty
        for duty in problem.current
        if duty.need in soon and _AVAILABLE.allows(problem, problem.officer(duty.officer), soon[duty.need])
    }


def _staying(problem: CrewProblem, firm: set[Duty]) -> CrewPlan:
    """What nobody needs to change: no more people than are of use, those who begin soon and those who lead first."""
    able = {Duty(officer, need.id) for officer, needs in kept(problem, warned=True).items() for need in needs} | firm

    def worth(duty: Duty) -> tuple[bool, bool, Duty]:
        return duty not in firm, not problem.leads(problem.officer(duty.officer), problem.need(duty.need)), duty

    has: Counter[int] = Counter()
    staying = []
    for duty in sorted(able, key=worth):
        if duty in firm or has[duty.need] < problem.need(duty.need).most:
            has[duty.need] += 1
            staying.append(duty)
    return CrewPlan(tuple(sorted(staying)))


def _with_stand_ins(problem: CrewProblem, reserve: Reserve, over: Callable[[], bool]) -> CrewPlan:
    """Everybody who is missing is replaced by the best free stand-in, where there is one and the time is not over."""
    for need in in_time(problem.needs):
        while len(reserve.there[need.id]) < need.least and not over():
            best = next(reserve.best_first(need), None)
            if best is None:
                break
            reserve.give(need, best.officer)
    return CrewPlan(tuple(sorted(Duty(id, need) for need, officers in reserve.there.items() for id in officers)))


def _fewest_missing(problem: CrewProblem, reserve: Reserve, staying: CrewPlan, short: Mapping[int, int]) -> int:
    """At the needs alike to those that are short: people wanted beyond all who could come or are there."""
    alike: dict[Kind, list[Need]] = {kind_of(problem.need(id)): [] for id in short}
    for need in problem.needs:
        if (kind := kind_of(need)) in alike:
            alike[kind].append(need)

    def missing(needs: list[Need]) -> int:
        there = {officer for need in needs for officer in staying.officers_on(need.id)}
        able = {officer.id for officer, _ in reserve.able_to(needs[0])}
        return max(0, sum(need.least for need in needs) - len(there | able))

    return sum(map(missing, alike.values()))


def _short(problem: CrewProblem, plan: CrewPlan) -> bool:
    return any(len(plan.officers_on(need.id)) < need.least for need in problem.needs)


def _beyond_limits(problem: CrewProblem, plan: CrewPlan) -> set[int]:
    """Officers who pass a limit that only warns: an engine would take their duties away."""
    return {
        officer.id
        for officer in problem.officers
        for rule in PERSONAL
        for breach in rule.of(problem, officer, in_time(map(problem.need, plan.needs_of(officer.id))))
        if breach.level != IGNORE
    }


def _rearranged(
    problem: CrewProblem,
    plan: CrewPlan,
    staying: CrewPlan,
    held: set[int],
    deadline: float,
    seed: int,
    cancelled: Callable[[], bool],
) -> CrewPlan:
    """Others than those who are `held` change their duties, until nobody is missing or the time is over."""
    part = freed(problem, plan, [officer for officer in problem.officers if officer.id not in held])
    wanted = tuple(replace(need, one_leader_for=None) for need in part.needs)
    shares, weekend_shares = FairNights().shares(problem), FairWeekends().shares(problem)
    # What changes least is the present roster, whatever people were told before.
    part = replace(part, needs=wanted, released=(), shares=shares, weekend_shares=weekend_shares)
    pool = pooled(part)
    place = {need.id: number for number, alike in pool.needs.items() for need in alike}
    moving = (duty for duty in plan.duties if duty.officer not in held)
    start = CrewPlan(tuple(sorted({Duty(duty.officer, place[duty.need]) for duty in moving})))
    for better in improved(pool.problem, start, deadline - time.monotonic(), seed, cancelled):
        start = better
        if not _short(pool.problem, start):
            break
    still = (duty for duty in plan.duties if duty.officer in held)
    return _refilled(problem, {*still, *deal(part, pool, start).duties}, staying)


def _refilled(problem: CrewProblem, duties: set[Duty], staying: CrewPlan) -> CrewPlan:
    """Pools know no more people than are needed least: whoever stood there beyond that stays as long as it harms no
    rule."""
    people = Counter(duty.need for duty in duties)
    for duty in staying.duties:
        need = problem.need(duty.need)
        if duty not in duties and people[need.id] < need.most:
            held = [problem.need(each.need) for each in duties if each.officer == duty.officer]
            if may_meet(problem, problem.officer(duty.officer), held, need):
                duties.add(duty)
                people[need.id] += 1
    return CrewPlan(tuple(sorted(duties)))
