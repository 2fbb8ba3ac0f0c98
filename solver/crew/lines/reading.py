"""A crew problem as a team of lines, where all that it asks can be said of whole lines and of the strength of posts."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations, pairwise, product

from solver.crew.lines.master import Target
from solver.crew.lines.person import Choice, Person
from solver.crew.lines.search import Lined, Team
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Need, Officer
from solver.crew.rules import CONTRACT, CREW_RULES, PersonalRule
from solver.crew.rules.hours_a_day import by_day, length
from solver.crew.rules.need_met import NeedMet
from solver.crew.rules.rule import BLOCK, in_time
from solver.crew.wishes import CREW_WISHES
from solver.crew.wishes.fair_share import FairShare
from solver.crew.wishes.wanted_strength import WantedStrength

# Rules that look at single duties and at pairs of them; whether one may follow the other, they themselves are asked.
OF_PAIRS = tuple(
    rule for rule in CREW_RULES if isinstance(rule, PersonalRule) and rule not in CONTRACT and rule.key != "longest-run"
)


def asks_for_lines(problem: CrewProblem) -> bool:
    """Whether anything is asked for that the ordinary way does not look at from the beginning."""
    asking = any(officer.contract is not None or officer.asked for officer in problem.officers)
    return asking or any(need.wanted is not None for need in problem.needs)


def team_of(problem: CrewProblem) -> Team | None:
    """None where lines cannot hold all that is asked: leaders, working time by week or month, fair shares, squads, or
    people who may be on duty twice a day."""
    if not _sayable(problem):
        return None
    people = [_person(problem, officer) for officer in problem.officers]
    if not all(people):
        return None
    targets: list[Target] = []
    price, weight = NeedMet.price, WantedStrength().weight_in(problem)
    for need in problem.needs:
        targets.append(Target(need.id, need.least, price, 0))
        targets.append(Target(need.id, need.most, 0, price))
        if need.wanted is not None:
            targets.append(Target(need.id, need.wanted, weight * need.under, weight * need.over))
    bites = [
        target for target in targets if (target.level and target.under) or (target.level < len(people) and target.over)
    ]
    return Team(tuple(person for person in people if person), tuple(bites))


def plan_of(lined: Lined) -> CrewPlan:
    return CrewPlan(tuple(sorted(Duty(line.person, need) for line in lined.lines for need in line.needs)))


def _sayable(problem: CrewProblem) -> bool:
    forces = {officer.force: problem.force(officer.force) for officer in problem.officers}.values()
    if any(force.week_limit or force.month_limit or force.weekly_rest or force.shortest_run > 1 for force in forces):
        return False
    if any(need.led_by(need.most) for need in problem.needs):
        return False
    grouped = any(officer.squad is not None for officer in problem.officers)
    for wish in CREW_WISHES:
        if wish.weight_in(problem) and (isinstance(wish, FairShare) or (grouped and not wish.personal)):
            return False
    return all(rule.level_in(problem, force) == BLOCK for rule in CREW_RULES for force in forces)


def _person(problem: CrewProblem, officer: Officer) -> Person | None:
    """None where somebody may have two duties on one day, or where one bars another that is not on the next day."""
    own = replace(problem, officers=(officer,))
    empty = _paid(own, ())
    held: list[list[Need]] = [[] for _ in range(problem.needed_days.ends - problem.needed_days.starts)]
    for day, needs in by_day(own, own.needs).items():
        held[day - problem.needed_days.starts] = [need for need in needs if _allowed(own, officer, need)]
    if any(_allowed(own, officer, *pair) for day in held for pair in combinations(day, 2)):
        return None
    later = chain.from_iterable(product(*days) for days in zip(held, held[2:], strict=False))
    if any(not _allowed(own, officer, *pair) for pair in later):
        return None
    contract, force = problem.contract_of(officer), problem.force(officer.force)
    return Person(
        id=officer.id,
        choices=tuple(tuple(_choice(own, need, empty) for need in day) for day in held),
        weekends=tuple(problem.weekend_of(problem.needed_days.starts + day) for day in range(len(held))),
        barred=frozenset(
            (first.id, second.id)
            for day, following in pairwise(held)
            for first, second in product(day, following)
            if not _allowed(own, officer, first, second)
        ),
        least=contract.least_minutes,
        most=contract.most_minutes,
        longest_run=force.longest_run,
        shortest_run=contract.shortest_run,
        shortest_pause=contract.shortest_pause,
        most_weekends=contract.most_weekends,
        most_of=contract.most_of,
        base=empty,
    )


def _choice(own: CrewProblem, need: Need, empty: int) -> Choice:
    return Choice(need.id, need.function, length(need), _paid(own, (need,)) - empty)


def _allowed(own: CrewProblem, officer: Officer, *needs: Need) -> bool:
    return not any(True for rule in OF_PAIRS for _ in rule.of(own, officer, in_time(needs)))


def _paid(own: CrewProblem, needs: tuple[Need, ...]) -> int:
    """What the officer's own wishes cost with these duties."""
    plan = CrewPlan(tuple(Duty(own.officers[0].id, need.id) for need in needs))
    wishes = (wish for wish in CREW_WISHES if wish.personal and not isinstance(wish, (FairShare, WantedStrength)))
    return sum(wish.weight_in(own) * cost.amount for wish in wishes for cost in wish.count(own, plan))
