"""A roster in which people fell ill or posts changed becomes whole again with the fewest changed duties."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping

from solver.crew.fewest_moves import NOTHING, Changes, Standing
from solver.crew.plan import CrewAnswer, CrewPlan, Mended
from solver.crew.problem import CrewProblem, Duty, Need
from solver.crew.rearranging import rearranged, with_stand_ins
from solver.crew.rules.available import Available
from solver.crew.rules.rule import IGNORE, in_time
from solver.crew.seed import PERSONAL, kept
from solver.crew.solve import answered
from solver.crew.stand_in import Kind, Reserve, kind_of

_AVAILABLE = Available()
# The share of the time that is kept for dealing out and judging what was found.
TO_JUDGE = 0.2


def mend(
    problem: CrewProblem,
    *,
    frozen: int | None = None,
    seconds: float = 5.0,
    cancelled: Callable[[], bool] = lambda: False,
) -> Mended:
    """Keeps what can stay of `problem.current`, calls one stand-in for everybody who is missing, and only where nobody
    is free lets others change their duties, as few as may be, for as long as `seconds` last.

    Duties that begin before the minute `frozen` stay whatever they break, unless their officer is away; whoever has
    one, or passes a limit that only warns, lets no other duty go. The bounds hold for every roster of which that is
    true: who cannot keep a duty is released in any case, whoever is missing must be called, and where nobody is free
    the engine proves the rest. Where the time is over before everybody has a stand-in, people stay missing.
    """
    begins = time.monotonic()
    ends = begins + (1 - TO_JUDGE) * seconds

    def over() -> bool:
        return cancelled() or time.monotonic() > ends

    firm = _firm(problem, frozen)
    staying = _staying(problem, firm)
    reserve = Reserve(problem, staying)
    plan, least = with_stand_ins(problem, reserve, over), NOTHING
    if _short(problem, plan) and not over():
        held = {duty.officer for duty in firm} | _beyond_limits(problem, staying)
        plan, least = rearranged(Standing(problem, staying, held), plan, ends, cancelled)
    answer = answered(problem, plan, 0, time.monotonic() - begins, stopped=cancelled())
    return _told(problem, answer, staying, least, _fewest_missing(problem, reserve, staying, answer.short))


def _told(problem: CrewProblem, answer: CrewAnswer, staying: CrewPlan, least: Changes, missing: int) -> Mended:
    """The answer with its changes and what is proven of them: counted, and where that is more, by the engine."""
    before, after, short = set(problem.current), set(answer.plan.duties), sum(answer.short.values())
    wanted = sum(max(0, need.least - len(staying.officers_on(need.id))) for need in problem.needs)
    called, released = after - before, before - after
    # The engine counts for rosters in which as few are missing as may be, and its releases for as few calls.
    called_bound = max(wanted - short, least.called if short == least.missing else 0)
    ended = least.released if len(called) == called_bound == least.called else 0
    return Mended(
        **vars(answer),
        called=tuple(sorted(called)),
        released=tuple(sorted(released)),
        called_bound=called_bound,
        released_bound=len(before) - len(staying.duties) + ended,
        short_bound=max(least.missing, missing),
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
