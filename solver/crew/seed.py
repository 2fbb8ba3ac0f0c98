"""A first roster, made at once: need by need, whoever may come and has worked least."""

from __future__ import annotations

from solver.crew.alike import groups
from solver.crew.evening import Evening
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Need, Officer
from solver.crew.rules import CREW_RULES, PersonalRule
from solver.crew.rules.rule import IGNORE, WARN, in_time

PERSONAL = tuple(rule for rule in CREW_RULES if isinstance(rule, PersonalRule))
ALONE = tuple(rule for rule in PERSONAL if "allows" in rule.halves)
TOGETHER = tuple(rule for rule in PERSONAL if rule not in ALONE)


def may_meet(problem: CrewProblem, officer: Officer, held: list[Need], need: Need) -> bool:
    """Whether the officer, who meets the needs `held`, breaks no rule anew by meeting this one too."""
    if not may_alone(problem, officer, need):
        return False
    force, before, after = problem.force(officer.force), in_time(held), in_time([*held, need])
    return not any(
        rule.level_in(problem, force) != IGNORE and broken_anew(rule, problem, officer, before, after)
        for rule in TOGETHER
    )


def broken_anew(
    rule: PersonalRule, problem: CrewProblem, officer: Officer, before: list[Need], after: list[Need]
) -> bool:
    """Whether the rule is broken, and further than with the needs that the officer met before; both in order."""
    broken = sum(breach.amount for breach in rule.of(problem, officer, after))
    return broken > 0 and broken > sum(breach.amount for breach in rule.of(problem, officer, before))


def may_alone(problem: CrewProblem, officer: Officer, need: Need) -> bool:
    """Whether the officer could meet the need if he met no other."""
    force = problem.force(officer.force)
    return all(rule.allows(problem, officer, need) or rule.level_in(problem, force) == IGNORE for rule in ALONE)


def kept(problem: CrewProblem, *, warned: bool = False) -> dict[int, list[Need]]:
    """The present duties, by officer, of those who can still meet them without a breach; the earlier duty first.

    `warned`: also of those who pass a limit that only warns.
    """
    harmless = {IGNORE, WARN} if warned else {IGNORE}
    known = {need.id for need in problem.needs}
    duties: dict[int, list[Need]] = {officer.id: [] for officer in problem.officers}
    for duty in problem.current:
        if duty.officer in duties and duty.need in known:
            duties[duty.officer].append(problem.need(duty.need))
    held: dict[int, list[Need]] = {}
    for officer in problem.officers:
        needs = held[officer.id] = in_time(duties[officer.id])
        if any(breach.level not in harmless for rule in PERSONAL for breach in rule.of(problem, officer, needs)):
            still: list[Need] = []
            for need in needs:
                if may_meet(problem, officer, still, need):
                    still.append(need)
            held[officer.id] = still
    return held


def seed(problem: CrewProblem) -> CrewPlan:
    """A roster without a breach but for people missing. The need for which fewest can come is served first."""
    held = kept(problem)
    alike = groups(problem)
    able = {
        need.id: [officer for group in alike if _able(problem, group[0], need) for officer in group]
        for need in problem.needs
    }
    placed = {need.id: sum(need in needs for needs in held.values()) for need in problem.needs}
    for need in sorted(
        problem.needs, key=lambda need: (len(able[need.id]) / max(1, need.least), need.span.starts, need.id)
    ):
        leaders = sum(problem.leads(problem.officer(id), need) for id, needs in held.items() if need in needs)
        for officer in _in_turn(problem, able[need.id], held, need, leaders):
            if placed[need.id] >= need.least:
                break
            if need not in held[officer.id] and may_meet(problem, officer, held[officer.id], need):
                held[officer.id].append(need)
                placed[need.id] += 1
    Evening(problem, held, may_meet).even()
    return CrewPlan(tuple(sorted(Duty(officer, need.id) for officer, needs in held.items() for need in needs)))


def _able(problem: CrewProblem, officer: Officer, need: Need) -> bool:
    return all(rule.allows(problem, officer, need) for rule in ALONE)


def _in_turn(
    problem: CrewProblem, able: list[Officer], held: dict[int, list[Need]], need: Need, leaders: int
) -> list[Officer]:
    """Leaders first as long as they are missing, otherwise last; then who has fewest nights, weekends and duties."""
    night, weekend = problem.at_night(need), problem.at_weekend(need)

    def turn(officer: Officer) -> tuple[int, ...]:
        nights = sum(map(problem.at_night, held[officer.id])) if night else 0
        weekends = sum(map(problem.at_weekend, held[officer.id])) if weekend else 0
        return nights, weekends, len(held[officer.id]), len(officer.skills), officer.id

    missing = max(0, need.led_by(need.least) - leaders)
    order = sorted(able, key=turn)
    leading = [officer for officer in order if problem.leads(officer, need)]
    first = set(leading[:missing])
    rest = set(leading[missing:])
    plain = [officer for officer in order if officer not in first and officer not in rest]
    return [*leading[:missing], *plain, *leading[missing:]]
