"""Every rule of rides is written twice; timetable and PyVRP must allow just the rides in which it finds no fault."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.rides.driving import Call, Driving
from solver.rides.parting import Part
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, RideProblem
from solver.rides.rules import RIDE_RULES, RideRule
from solver.rides.rules.served import Served
from solver.rides.rules.way_takes_its_time import WayTakesItsTime
from solver.rides.rules.within_windows import WithinWindows
from solver.rides.timetable import Timetable
from solver.rides.turns import possible
from tests.solver.rides.journeys import careless, sequence, town

ALIKE = settings(max_examples=60, derandomize=True, database=None, deadline=None)
SEEDS = st.integers(0, 10**6)
NOTHING: dict[str, Callable[..., Any]] = {
    "violations": lambda *_: iter(()),
    "suits": lambda *_: True,
    "allows": lambda *_: True,
    "shape": lambda *_: None,
    "times": lambda *_: None,
}


def timetable_agrees(rule: RideRule, seed: int) -> bool:
    """The timetable of exactly these minutes can be, or not, as the rule says."""
    problem = town(seed)
    plan = careless(problem, seed)
    can_be = Timetable(problem, plan.rides, (rule,), fixed=True).solved() is not None
    return can_be != any(True for _ in rule.violations(problem, plan))


def engine_agrees(rule: RideRule, seed: int) -> bool:
    """PyVRP takes a ride with these stops in this order where there are minutes at which the rule lets it pass; of a
    careful rule it may refuse more."""
    problem, chance = town(seed), Random(seed)
    ride = Ride(
        chance.choice((1, 2)), chance.choice((1, 2)), 0, 0, tuple(sequence(problem, chance, chance.randint(1, 3)))
    )
    if isinstance(rule, Served):
        return prizes_agree(rule, problem, ride)
    beside = tuple(other for other in (WayTakesItsTime(), WithinWindows()) if other.key != rule.key)
    plan = Timetable(problem, (ride,), (*beside, rule)).solved()
    passes = plan is not None and not any(True for _ in rule.violations(problem, plan))
    taken = engine_takes(problem, ride, (*beside, rule))
    return taken == passes if rule.exact else passes or not taken


def engine_takes(problem: RideProblem, ride: Ride, rules: tuple[RideRule, ...]) -> bool:
    parts, calls = drawn(problem, ride)
    turns = list(possible(problem, problem.vehicle(ride.vehicle), problem.driver(ride.driver), rules))
    if not turns:
        return False
    model = Driving(problem, parts, turns, rules)
    return any(model.route(turn, calls).is_feasible() for turn in range(len(turns)))


def drawn(problem: RideProblem, ride: Ride) -> tuple[list[Part], list[Call]]:
    boarding = [stop for stop in ride.stops if stop.boards]
    number = {stop.transfer: part for part, stop in enumerate(boarding)}
    parts = [Part(problem.transfer(stop.transfer), stop.people, stop.luggage) for stop in boarding]
    return parts, [Call(number[stop.transfer], stop.boards) for stop in ride.stops]


def prizes_agree(rule: RideRule, problem: RideProblem, ride: Ride) -> bool:
    """PyVRP misses a prize where somebody has no ride."""
    parts = [Part(transfer, transfer.people, transfer.luggage) for transfer in problem.transfers]
    order = {part.transfer.id: number for number, part in enumerate(parts)}
    turns = [
        turn
        for vehicle in problem.vehicles
        for driver in problem.drivers
        for turn in possible(problem, vehicle, driver, ())
    ]
    model = Driving(problem, parts, turns, (rule,))
    missed = model.solution(
        [(0, [Call(order[stop.transfer], stop.boards) for stop in ride.stops])]
    ).uncollected_prizes()
    return (missed > 0) == any(True for _ in rule.violations(problem, RidePlan((ride,))))


def agree(rule: RideRule, seed: int) -> bool:
    shaped = bool({"shape", "suits", "allows"} & set(rule.halves))
    timed = "times" in rule.halves
    return (not timed or timetable_agrees(rule, seed)) and (not shaped or engine_agrees(rule, seed))


@pytest.mark.parametrize("rule", RIDE_RULES, ids=lambda rule: rule.key)
@ALIKE
@given(seed=SEEDS)
def test_a_rule_of_rides_forbids_what_it_reports(rule: RideRule, seed: int) -> None:
    assert agree(rule, seed)


@ALIKE
@given(seed=SEEDS)
def test_what_the_engine_takes_has_a_timetable_but_for_breaks_and_time_on_board(seed: int) -> None:
    """All that PyVRP is told together is never too much."""
    problem, chance = town(seed), Random(seed)
    ride = Ride(chance.choice((1, 2)), chance.choice((1, 2)), 0, 0, tuple(sequence(problem, chance, 2)))
    told = tuple(rule for rule in RIDE_RULES if rule.halves != ("times",))
    plan = Timetable(problem, (ride,), told).solved()
    if engine_takes(problem, ride, told):
        assert plan is not None
        assert [
            rule.key for rule in told if rule.key != "served" and any(True for _ in rule.violations(problem, plan))
        ] == []


HALVES = [(rule, half) for rule in RIDE_RULES for half in ("violations", *rule.halves)]


@pytest.mark.parametrize(("rule", "half"), HALVES, ids=lambda part: part if isinstance(part, str) else part.key)
def test_emptying_either_half_is_noticed(rule: RideRule, half: str) -> None:
    mutant = type("Mutant", (type(rule),), {"__module__": type(rule).__module__, half: staticmethod(NOTHING[half])})()
    assert not all(agree(mutant, seed) for seed in range(300))
