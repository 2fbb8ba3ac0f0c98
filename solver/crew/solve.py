"""Builds a roster: a first one at once, then parts of it better and better, beside a proven bound."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from solver.crew.bounding import bound_of
from solver.crew.check import check, costs, value
from solver.crew.dealing import deal
from solver.crew.engines import by_mip
from solver.crew.gathering import gathered
from solver.crew.lines.reading import asks_for_lines, plan_of, team_of
from solver.crew.lines.search import Search
from solver.crew.plan import CrewAnswer, CrewPlan
from solver.crew.pooling import pooled, undealt
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules import SELDOM
from solver.crew.rules.rule import IGNORE
from solver.crew.seed import seed as seeded
from solver.crew.staffing import Staffing
from solver.crew.wishes import CREW_WISHES

# How many officers are free at once, and for how long an engine may think about them.
FREE = 140
THINK = 6.0


def solve(
    problem: CrewProblem,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    progress: Callable[[float, int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> CrewAnswer:
    """The best roster found in `seconds`; at most one engine runs at a time, on one thread.

    `progress` hears (seconds gone, value, bound) after every step. Whatever stands in `problem.current` is kept as far
    as the wish for few changes is worth it. Value and bound say who is on duty when; where, is no part of them.
    What contracts and asked duties bind is searched in whole lines where they can hold all else that is asked (ADR 54).
    """
    begins = time.monotonic()

    def gone() -> float:
        return time.monotonic() - begins

    team = team_of(problem) if asks_for_lines(problem) else None
    if team is not None:
        lined = None
        for lined in Search(team, seconds - gone(), seed, cancelled).run():
            if progress is not None:
                progress(gone(), lined.value, lined.bound)
        if lined is not None:
            return answered(problem, plan_of(lined), lined.bound, gone(), stopped=cancelled())
    pool = pooled(problem)
    best = seeded(pool.problem)
    # To gather squads in the last roster, to deal it out to its posts and to judge it takes longer than the first did.
    ends = seconds - 1.5 * gone()
    bound = bound_of(pool.problem, max(1.0, min(15.0, seconds / 3)))
    for better in improved(pool.problem, best, ends - gone(), seed, cancelled):
        best = better
        worth = value(pool.problem, best)
        if progress is not None:
            progress(gone(), worth, min(worth, bound))
        if worth <= bound:
            break
    plan = deal(problem, pool, gathered(problem, pool, best))
    return answered(problem, plan, bound, gone(), stopped=cancelled())


def improved(
    problem: CrewProblem, plan: CrewPlan, seconds: float, seed: int = 0, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[CrewPlan]:
    """The plan, then better ones as they are found, as long as there is time."""
    ends, chance = time.monotonic() + seconds, Random(seed)
    best, worth = plan, value(problem, plan)
    yield best
    while (left := ends - time.monotonic()) > 0 and not cancelled():
        free = _neighbourhood(problem, best, chance)
        better = _with_free(problem, best, free, min(THINK, max(0.5, left)))
        if better is not None and (found := value(problem, better)) <= worth:
            best, worth = better, found
            yield best


def answered(problem: CrewProblem, plan: CrewPlan, bound: int, seconds: float, *, stopped: bool) -> CrewAnswer:
    """The answer that a roster is, with who is missing where."""
    breaches = check(problem, plan)
    short = {
        one.needs[0]: one.amount for one in breaches if one.rule == "need-met" and "many" not in one.facts.values()
    }
    unled = {one.needs[0]: one.amount for one in breaches if one.rule == "led"}
    worth = value(undealt(problem), plan)
    apart = sum(cost.amount for wish in CREW_WISHES if not wish.personal for cost in wish.count(problem, plan))
    status = "optimal" if worth <= bound else "stopped" if stopped else "feasible"
    return CrewAnswer(status, plan, worth, min(worth, bound), seconds, short, unled, apart)


def _with_free(problem: CrewProblem, plan: CrewPlan, free: list[Officer], seconds: float) -> CrewPlan | None:
    """The best roster in which only these officers' duties change; None where no answer came in time.

    Whoever breaks a rule that seldom decides is watched the next time.
    """
    part, ends = freed(problem, plan, free), time.monotonic() + seconds
    watched: set[int] = set()
    while (left := ends - time.monotonic()) > 0:
        model = Staffing(part, watched=watched)
        found = by_mip(model, left)
        if found.values is None:
            return None
        changed = model.plan_of(found.values)
        breaches = [breach for rule in SELDOM for breach in rule.violations(part, changed) if breach.level != IGNORE]
        if watched.issuperset(broken := {id for breach in breaches for id in breach.officers}):
            ids = {officer.id for officer in free}
            kept = (duty for duty in plan.duties if duty.officer not in ids)
            return CrewPlan(tuple(sorted((*kept, *changed.duties))))
        watched |= broken
    return None


def freed(problem: CrewProblem, plan: CrewPlan, free: list[Officer]) -> CrewProblem:
    """The part of a problem that is left to these officers while everybody else stays on duty as in the plan."""
    ids = {officer.id for officer in free}

    def left(need: Need) -> Need:
        others = [problem.officer(id) for id in plan.officers_on(need.id) if id not in ids]
        leading = sum(problem.leads(officer, need) for officer in others)
        led = need.led_by(max(need.least, len(others)))
        return replace(
            need,
            least=max(0, need.least - len(others)),
            most=max(0, need.most - len(others)),
            leaders=max(0, led - leading),
            wanted=None if need.wanted is None else max(0, need.wanted - len(others)),
        )

    return replace(problem, officers=tuple(free), needs=tuple(left(need) for need in problem.needs))


def _neighbourhood(problem: CrewProblem, plan: CrewPlan, chance: Random) -> list[Officer]:
    """Who pays, or could fill what is short, and others at random who could take over from them."""
    sore = [need for breach in check(problem, plan) for need in breach.needs]
    picked: dict[int, Officer] = {}
    if sore:
        need = problem.need(chance.choice(sore))
        able = [
            officer for officer in problem.officers if any(skill.function == need.function for skill in officer.skills)
        ]
        picked.update((officer.id, officer) for officer in chance.sample(able, min(len(able), FREE // 2)))
    else:
        paying = list(_paying(problem, plan))
        picked.update((officer.id, officer) for officer in chance.sample(paying, min(len(paying), FREE // 4)))
    others = [officer for officer in problem.officers if officer.id not in picked]
    picked.update((officer.id, officer) for officer in chance.sample(others, min(len(others), FREE - len(picked))))
    return sorted(picked.values(), key=lambda officer: officer.id)


def _paying(problem: CrewProblem, plan: CrewPlan) -> Iterator[Officer]:
    for id in sorted({id for cost in costs(problem, plan) for id in cost.officers}):
        yield problem.officer(id)
