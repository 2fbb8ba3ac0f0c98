"""What a crew problem may hold: whole numbers that never overflow an engine, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solver.bounds import HORIZON, MOST_DAYS, WEEK, same_ids, unsound_days
from solver.crew.contract import Contract
from solver.crew.problem import MONTH, CrewProblem, Force, Need
from solver.crew.rules import CREW_RULES
from solver.crew.wishes import CREW_WISHES
from solver.problem import MINUTES_A_DAY, Span
from solver.rules import LEVELS

MOST_PEOPLE = 10_000
HEAVIEST = 1_000


def refuse_unsound_crew(problem: CrewProblem) -> None:
    """ValueError says what is out of range, twice there, or refers to nothing."""
    for complaint in _complaints(problem):
        raise ValueError(complaint)


def _complaints(problem: CrewProblem) -> Iterator[str]:
    yield from unsound_days(problem)
    yield from same_ids(problem, "forces", "functions", "officers", "posts", "needs", "contracts")
    yield from _lost(problem)
    yield from _unknown(problem)
    yield from _out_of_range(problem)


def _lost(problem: CrewProblem) -> Iterator[str]:
    forces, functions, posts = ({row.id for row in rows} for rows in (problem.forces, problem.functions, problem.posts))
    contracts, needs = {row.id for row in problem.contracts}, {row.id for row in problem.needs}
    for officer in problem.officers:
        if officer.force not in forces or any(skill.function not in functions for skill in officer.skills):
            yield f"Officer {officer.id} refers to a force or a function that is not there."
        if officer.contract is not None and officer.contract not in contracts:
            yield f"Officer {officer.id} refers to a contract that is not there."
        if any(not (one.need in needs and 0 <= one.weight <= HEAVIEST) for one in officer.asked):
            yield f"Officer {officer.id} asks for a need that is not there, or with a weight beyond {HEAVIEST}."
    named = {one for function in problem.functions for one in function.not_next}
    if not named.union(*(contract.most_of for contract in problem.contracts)) <= functions:
        yield "A function or a contract refers to a function that is not there."
    for need in problem.needs:
        if need.post not in posts or need.function not in functions:
            yield f"Need {need.id} refers to a post or a function that is not there."


def _unknown(problem: CrewProblem) -> Iterator[str]:
    known_levels = {rule.key for rule in CREW_RULES}
    for levels in (problem.levels, *(force.levels for force in problem.forces)):
        if not (levels.keys() <= known_levels and set(levels.values()) <= set(LEVELS)):
            yield "levels names a rule or a level that is not there."
    if not problem.weights.keys() <= {wish.key for wish in CREW_WISHES}:
        yield "weights names a wish that is not there."
    if any(not 0 <= weight <= HEAVIEST for weight in problem.weights.values()):
        yield f"weights must be 0 to {HEAVIEST}."


def _out_of_range(problem: CrewProblem) -> Iterator[str]:
    for need in problem.needs:
        if not _sound_need(need):
            yield f"Need {need.id} must have 0 ≤ least ≤ most ≤ {MOST_PEOPLE}, and leaders and prices in range."
        if not 0 <= need.handover <= MINUTES_A_DAY:
            yield f"Need {need.id} must have 0 to {MINUTES_A_DAY} minutes of hand-over."
    spans = [need.span for need in problem.needs] + [span for officer in problem.officers for span in officer.away]
    for span in _unsound(spans):
        yield f"A span from {span.starts} to {span.ends} is empty or out of range."
    for force in problem.forces:
        if not _sound_force(force):
            yield f"Force {force.id} has working time out of range."
    for contract in problem.contracts:
        if not _sound_contract(contract):
            yield f"Contract {contract.id} has limits out of range."


def _sound_contract(contract: Contract) -> bool:
    least, most = contract.least_minutes, contract.most_minutes
    within = 0 <= least <= HORIZON and 0 <= (least if most is None else most) <= HORIZON
    days = contract.shortest_run, contract.shortest_pause
    counts = (contract.most_weekends or 0, *contract.most_of.values())
    return within and all(1 <= each <= MOST_DAYS for each in days) and all(0 <= each <= MOST_PEOPLE for each in counts)


def _sound_need(need: Need) -> bool:
    ratio = need.one_leader_for is None or 1 <= need.one_leader_for <= MOST_PEOPLE
    priced = 0 <= (need.wanted or 0) <= MOST_PEOPLE and 0 <= need.under <= HEAVIEST and 0 <= need.over <= HEAVIEST
    return ratio and priced and 0 <= need.least <= need.most <= MOST_PEOPLE and 0 <= need.leaders <= MOST_PEOPLE


def _sound_force(force: Force) -> bool:
    minutes = (force.rest, force.weekly_rest, force.day_limit or 0, force.week_limit or 0)
    month, run = force.month_limit or 0, force.longest_run or 0
    within = all(0 <= each <= WEEK for each in minutes) and 0 <= month <= MONTH * MINUTES_A_DAY
    return within and 0 <= run <= MOST_DAYS


def _unsound(spans: Iterable[Span]) -> Iterator[Span]:
    return (span for span in spans if not -HORIZON <= span.starts < span.ends <= HORIZON)
