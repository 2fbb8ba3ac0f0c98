"""Whole lines of duties: what they cost, what they may be, and that no better roster is overlooked."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import inf
from random import Random

import pytest

from solver.crew.check import check, costs, value
from solver.crew.contract import Asked, Contract
from solver.crew.engines import by_cp
from solver.crew.lines.closing import all_below
from solver.crew.lines.master import pays
from solver.crew.lines.person import Person
from solver.crew.lines.pricing import Pricing
from solver.crew.lines.reading import asks_for_lines, plan_of, team_of
from solver.crew.lines.search import Search
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Force, Function, Need, Officer, Post, Skill
from solver.crew.rules import CONTRACT
from solver.crew.solve import solve
from solver.crew.staffing import Staffing
from solver.crew.wishes import CREW_WISHES
from solver.crew.words import say
from solver.problem import Span

HOUR = 60
DAY = 24 * HOUR
UNSHARED = {wish.key: 0 for wish in CREW_WISHES if wish.key.startswith("fair-")}


def guards(seed: int, people: int = 3, days: int = 6) -> CrewProblem:
    """Early and late shifts over a few days that begin on a Friday, a contract and wishes at random."""
    chance = Random(seed)
    begins = (6 * HOUR, 14 * HOUR)
    needs = tuple(
        Need(
            2 * day + late + 1, 1, late + 1, Span(day * DAY + begins[late], day * DAY + begins[late] + 8 * HOUR),
            0, people, wanted=chance.randint(0, 2), under=20, over=3,
        )
        for day in range(days)
        for late in (0, 1)
    )  # fmt: skip
    contracts = tuple(
        Contract(
            id, f"Contract {id}", chance.choice((0, 16)) * HOUR, chance.choice((None, 24 * HOUR)),
            chance.choice((1, 2)), chance.choice((1, 2)), chance.choice((None, 1)),
            chance.choice(({}, {2: 1}, {1: 1, 2: 2})),
        )
        for id in range(1, people + 1)
    )  # fmt: skip
    officers = tuple(
        Officer(
            id, f"Officer {id}", 1, 1, (Skill(1), Skill(2)), contract=id,
            away=(Span(day * DAY, (day + 1) * DAY),) if (day := chance.randrange(2 * days)) < days else (),
            asked=tuple(Asked(chance.choice(needs).id, 4, chance.random() < 0.5) for _ in range(3)),
        )
        for id in range(1, people + 1)
    )  # fmt: skip
    return CrewProblem(
        "Guards", "2024-06-07", days, cutoff=0, forces=(Force(1, "Guards", 11 * HOUR, longest_run=3),),
        functions=(Function(1, "early"), Function(2, "late", not_next=(1,))), officers=officers, contracts=contracts,
        posts=(Post(1, "Gate"),), needs=needs, weights=UNSHARED,
    )  # fmt: skip


def person(problem: CrewProblem) -> Person:
    team = team_of(problem)
    assert team is not None
    return team.people[0]


def priced(seed: int) -> dict[int, float]:
    """What a duty at each need of `guards` brings in."""
    chance = Random(seed)
    return {need.id: float(chance.randint(-9, 9)) for need in guards(seed, people=1).needs}


def every_line(problem: CrewProblem, prices: dict[int, float]) -> dict[tuple[int, ...], float]:
    """What every line there is costs at these prices, judged by the plain rules."""
    lines = {}
    for shifts in product((None, 0, 1), repeat=problem.days):
        needs = tuple(2 * day + late + 1 for day, late in enumerate(shifts) if late is not None)
        if not check(problem, CrewPlan(tuple(Duty(1, need) for need in needs))):
            asked = sum(one.weight for one in problem.officers[0].asked if (one.need in needs) == one.spared)
            lines[needs] = asked - sum(prices[need] for need in needs)
    return lines


@pytest.mark.parametrize("seed", range(25))
def test_no_line_that_the_rules_allow_is_cheaper(seed: int) -> None:
    problem, prices = guards(seed, people=1), priced(seed)
    least = min(every_line(problem, prices).values(), default=inf)
    pricing = Pricing(person(problem))
    assert pricing.relaxed(prices) <= least + 1e-6
    assert pricing.exact(prices) == least
    lines = list(pricing.cheapest(5))
    assert lines[0].cost - sum(prices[need] for need in lines[0].needs) == least
    for line in lines:
        assert check(problem, CrewPlan(tuple(Duty(1, need) for need in line.needs))) == []


@pytest.mark.parametrize("seed", range(6))
def test_no_line_that_costs_little_is_left_out_of_the_proof(seed: int) -> None:
    """Also such as have more duties of a function that is counted than they need have."""
    problem, prices = guards(seed, people=1), priced(seed)
    pricing = Pricing(person(problem))
    every = every_line(problem, prices)
    below = min(every.values()) + 8
    found = all_below(pricing, prices, below, len(every))
    assert found is not None
    assert sorted(line.needs for line in found) == sorted(needs for needs, cost in every.items() if cost < below)
    assert all_below(pricing, prices, below, len(found) - 1) is None


def test_a_dive_leaves_alone_whom_it_does_not_free() -> None:
    """And the mixture is that of everybody again afterwards."""
    team = team_of(guards(3, people=5, days=9))
    assert team is not None
    search = Search(team, 60, 3, lambda: False)
    search.bound = next(search.run()).bound
    mixed = search.master.solve()
    found = {line.person: line for line in search.dive([1, 4], again=False)}
    assert {id: line for id, line in found.items() if id not in (1, 4)} == {id: search.best[id] for id in (2, 3, 5)}
    assert pays(team.targets, found.values()) >= search.value == search.bound
    assert search.master.solve() == pytest.approx(mixed)


def test_the_same_seed_finds_the_same_lines() -> None:
    """As far as the clock does not matter, which is until after the first dive."""
    team = team_of(guards(6, people=5, days=9))
    assert team is not None
    once, again = (next(Search(team, 60, 4, lambda: False).run()) for _ in range(2))
    assert once == again
    assert len(once.lines) == 5


def test_whoever_has_no_line_at_all_leaves_the_roster_to_single_duties() -> None:
    problem = guards(2)
    hours = Contract(1, "Too many", 90 * HOUR)
    problem = replace(problem, contracts=(hours, *problem.contracts[1:]))
    team = team_of(problem)
    assert team is not None
    assert list(Search(team, 1, 0, lambda: False).run()) == []
    assert Pricing(team.people[0]).exact({}) == inf


@pytest.mark.parametrize("seed", range(10))
def test_lines_and_single_duties_lead_to_the_same_roster(seed: int) -> None:
    problem = guards(seed)
    best = by_cp(Staffing(problem))
    team = team_of(problem)
    assert team is not None
    *_, lined = Search(team, 0.5, seed, lambda: False).run()
    assert (lined.value, best.proven) == (best.value, True)
    assert lined.bound == best.value == value(problem, plan_of(lined))
    assert check(problem, plan_of(lined)) == []


def test_what_breaks_a_contract_is_told() -> None:
    """Early on Friday and on Monday, late on Sunday; the run that begins the roster may be short."""
    contract = Contract(1, "Half", 30 * HOUR, None, 2, 2, 0, {2: 0})
    problem = replace(guards(1, people=1), contracts=(contract,))
    guard = replace(problem.officers[0], away=(), asked=(Asked(5, 4), Asked(6, 2, spared=True)))
    problem = replace(problem, officers=(guard,))
    plan = CrewPlan((Duty(1, 1), Duty(1, 6), Duty(1, 7)))
    assert [say(problem, breach) for breach in check(problem, plan)] == [
        "Officer 1 needs 11 hours of rest after the duty that ends at 22:00 on 09/06/2024, has 8.",
        "Officer 1 is on duty as early from 06:00 on 10/06/2024, which may not follow late on the day before.",
        "Officer 1 is on duty for 24 hours in all; at least 30 are agreed.",
        "Officer 1 has 1 duties as late; at most 0 are agreed.",
        "Officer 1 has 1 days off before the duty that begins at 14:00 on 09/06/2024; at least 2 are agreed.",
        "Officer 1 is on duty on 1 weekends; at most 0 are agreed.",
    ]
    assert [cost.amount for cost in costs(problem, plan) if cost.wish == "asked-duties"] == [6]


def test_what_lines_cannot_hold_goes_the_ordinary_way() -> None:
    problem = guards(1)
    assert asks_for_lines(problem)
    assert not asks_for_lines(replace(problem, officers=(), needs=()))
    weekly = replace(problem, forces=(Force(1, "Guards", 11 * HOUR, longest_run=3, weekly_rest=24 * HOUR),))
    twice = replace(problem, forces=(Force(1, "Guards", longest_run=3),))
    warned = replace(problem, levels={"contract-hours": "warn"})
    led = replace(problem, needs=(replace(problem.needs[0], leaders=1), *problem.needs[1:]))
    for other in (weekly, twice, warned, led, replace(problem, weights={})):
        assert team_of(other) is None
    answer = solve(weekly, seconds=2)
    assert value(weekly, answer.plan) == answer.value
    assert not [breach for breach in check(weekly, answer.plan) if breach.rule not in {rule.key for rule in CONTRACT}]
