"""Every rule of the arrivals stage is written twice; cars are given slots, moved as little as may be, and judged."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from solver.arrivals.check import check, value
from solver.arrivals.model import ArrivalModel
from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Gate, Slot
from solver.arrivals.reasons import reason
from solver.arrivals.rules import ARRIVAL_RULES, ArrivalRule
from solver.arrivals.rules.rule import IGNORE
from solver.arrivals.saved import plan_from_json, problem_from_json
from solver.arrivals.seed import first_plan
from solver.arrivals.solve import solve
from solver.arrivals.words import explain, say
from solver.facts import Span, Trip
from solver.plan import Moment
from solver.saved import to_json
from tests.solver.arrivals.motorcades import CLOSES, OPENS, motorcade, quiet

ROOT = Path(__file__).parents[3]
ALIKE = settings(max_examples=40, derandomize=True, database=None, deadline=None)
SEEDS = st.integers(0, 10**6)
NOTHING: dict[str, Callable[..., Any]] = {"post": lambda *_: None, "violations": lambda *_: iter(())}


def price(model: ArrivalModel, plan: ArrivalPlan) -> int | None:
    """What the model pays for exactly this plan; None where it forbids it."""
    model.fix(plan)
    model.minimize()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return None if solver.solve(model.cp) == cp_model.INFEASIBLE else round(solver.objective_value)


def agrees(rule: ArrivalRule, problem: ArrivalProblem, plan: ArrivalPlan) -> bool:
    forbidden = price(ArrivalModel(problem, (rule,), hold_all=True), plan) is None
    return forbidden == any(True for _ in rule.violations(problem, plan))


@pytest.mark.parametrize("rule", ARRIVAL_RULES, ids=lambda rule: rule.key)
@ALIKE
@given(seed=SEEDS)
def test_an_arrival_rule_forbids_what_it_reports(rule: ArrivalRule, seed: int) -> None:
    assert agrees(rule, *motorcade(seed))


@pytest.mark.parametrize("half", NOTHING)
@pytest.mark.parametrize("rule", ARRIVAL_RULES, ids=lambda rule: rule.key)
def test_emptying_either_half_is_noticed(rule: ArrivalRule, half: str) -> None:
    mutant = type("Mutant", (type(rule),), {"__module__": type(rule).__module__, half: staticmethod(NOTHING[half])})()
    assert not all(agrees(mutant, *motorcade(seed)) for seed in range(100))


@ALIKE
@given(seed=SEEDS)
def test_the_engine_finds_the_value_of_slots(seed: int) -> None:
    problem, plan = motorcade(seed)
    problem = replace(problem, levels={rule.key: IGNORE for rule in ARRIVAL_RULES if not rule.price})
    other = tuple(replace(slot, gate=1) for slot in plan.slots[:-1])
    for slots in (plan.slots, other):
        open_by_then = ArrivalPlan(tuple(slot for slot in slots if slot.at >= problem.opens * MINUTE))
        assert price(ArrivalModel(problem), open_by_then) == value(problem, open_by_then)


@settings(max_examples=8, derandomize=True, database=None, deadline=None)
@given(seed=SEEDS)
def test_nothing_cheaper_is_sound(seed: int) -> None:
    problem = quiet(motorcade(seed)[0], 3)
    answer = solve(problem)
    assert (answer.status, answer.bound) == ("optimal", answer.value)
    times = range(problem.opens * MINUTE, problem.closes * MINUTE + 1, problem.grid)
    slots = [[None, *(Slot(car.id, gate, at) for gate in (1, 2) for at in times)] for car in problem.cars]
    plans = (ArrivalPlan(tuple(slot for slot in chosen if slot)) for chosen in product(*slots))
    sound = [plan for plan in plans if {breach.rule for breach in check(problem, plan)} <= {"received"}]
    assert answer.value == min(value(problem, plan) for plan in sound)


DOORS = 19 * 60
CARS = Car(1, "D1", 1, 60), Car(2, "D2", 2, 90, DOORS - 20, 9), Car(3, "D3", 3, 60), Car(4, "D4", 3, 60, gates=(2,))
GATES = Gate(1, "NGO-MON", 1), Gate(2, "HIEN-NHON", 2, 2, (Span(DOORS - 20, DOORS - 10),))
OPENING = ArrivalProblem("Opening", "2026-06-05", DOORS - 30, DOORS, False, 120, 30, CARS, GATES, (Trip(9, 1, 12),), 15)


def test_the_highest_comes_last_and_leaves_first() -> None:
    arriving = solve(OPENING)
    leaving = solve(replace(OPENING, leaving=True))
    assert [slot.car for slot in arriving.plan.in_time][2:] == [2, 1]
    assert [slot.car for slot in leaving.plan.in_time][:2] == [1, 2]
    assert (arriving.status, leaving.status) == ("optimal", "optimal")
    assert check(OPENING, arriving.plan) == []


def test_slots_stay_but_for_the_car_whose_gate_closes() -> None:
    plan = solve(OPENING).plan
    told = replace(OPENING, current=plan.slots, weights={"short-waits": 0})
    assert solve(told).moved == ()
    (last,) = [slot for slot in plan.slots if slot.car == 4]
    shut = Span(last.at // MINUTE - 1, last.at // MINUTE + 2)
    closed = (GATES[0], replace(GATES[1], closed=(*GATES[1].closed, shut)))
    assert solve(replace(told, gates=closed)).moved == (4,)


def test_a_fixed_slot_stays_where_nothing_else_would_hold_it() -> None:
    early = Slot(3, 1, (DOORS - 30) * MINUTE)
    free, fixed = (replace(OPENING, cars=(*CARS[:2], replace(CARS[2], fixed=held), CARS[3]), current=(early,),
                           weights={"few-changes": 0}) for held in (False, True))  # fmt: skip
    assert solve(free).moved == (3,)
    kept = solve(fixed)
    assert (kept.moved, kept.without, kept.plan.of(3)) == ((), (), early)
    moved = ArrivalPlan((Slot(3, 2, (DOORS - 10) * MINUTE),))
    assert [say(fixed, breach) for breach in check(fixed, moved) if breach.rule == "kept"] == [
        "D3 stops at HIEN-NHON at 18:50 on 05/06/2026; its slot is fixed for 18:30 on 05/06/2026 at NGO-MON."
    ]


def test_a_car_that_cannot_be_there_in_time_has_no_slot() -> None:
    late = replace(OPENING, cars=(*CARS, Car(5, "D5", 4, 60, DOORS - 5, 9)))
    answer = solve(late)
    assert answer.without == (5,)
    assert [say(late, breach) for breach in check(late, answer.plan)] == ["D5 (rank 4) has no slot."]


def test_a_slow_machine_leaves_nobody_without_a_slot() -> None:
    cars = tuple(Car(id, f"CAR{id}", rank=1 + id // 5) for id in range(40))
    gates = Gate(1, "GATE1"), Gate(2, "GATE2")
    problem = ArrivalProblem("Opening", "2026-06-05", 1110, 1185, gap=120, grid=60, cars=cars, gates=gates)
    answer = solve(problem, seconds=0.01)
    assert (answer.without, check(problem, answer.plan)) == ((), [])
    assert answer.value == value(problem, answer.plan) <= value(problem, first_plan(problem))


@pytest.mark.parametrize("seed", range(30))
def test_what_is_made_without_an_engine_breaks_no_rule(seed: int) -> None:
    problem, _ = motorcade(seed)
    plan = first_plan(problem)
    assert {breach.rule for breach in check(problem, plan)} <= {"received"}
    assert all(slot in plan.slots for slot in problem.current if plan.slots and problem.car(slot.car).fixed)


def test_slots_are_judged_in_sentences_from_the_command_line(tmp_path: Path) -> None:
    plan = ArrivalPlan((Slot(1, 1, (DOORS - 20) * MINUTE), Slot(2, 1, (DOORS - 19) * MINUTE),
                        Slot(3, 2, (DOORS - 15) * MINUTE), Slot(4, 1, DOORS * MINUTE)))  # fmt: skip
    problem, slots = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(to_json(OPENING), encoding="utf-8")
    slots.write_text(to_json(plan), encoding="utf-8")
    assert problem_from_json(to_json(OPENING)) == OPENING
    assert plan_from_json(OPENING, to_json(plan)) == plan
    call = [sys.executable, "-m", "solver.arrivals", "--check", str(problem), str(slots)]
    judged = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    assert judged.returncode == 1
    assert judged.stdout.splitlines() == [
        "order-by-rank: D1 (rank 1) arrives at 18:40 on 05/06/2026, before D2 (rank 2) at 18:41 on 05/06/2026; "
        "the higher rank comes last.",
        "order-by-rank: D2 (rank 2) arrives at 18:41 on 05/06/2026, before D3 (rank 3) at 18:45 on 05/06/2026; "
        "the higher rank comes last.",
        "minimum-gap: D1 and D2 stop at NGO-MON at 18:41 on 05/06/2026, 60 seconds apart; 120 are asked for.",
        "gate-open: D3 stops at HIEN-NHON at 18:45 on 05/06/2026, which is closed from 18:40 on 05/06/2026 "
        "to 18:50 on 05/06/2026.",
        "gate-open: D4 stops at NGO-MON at 19:00 on 05/06/2026, which is not a gate for it.",
        "before-doors-close: D4 stops at NGO-MON at 19:00 on 05/06/2026 and takes 60 seconds; all must be through by "
        "19:00 on 05/06/2026.",
        "ready: D2 is ready at 18:40 on 05/06/2026, 12 minutes from NGO-MON, and cannot stop there at 18:41 on "
        "05/06/2026.",
    ]


@pytest.mark.parametrize(
    ("problem", "complaint"),
    [
        (replace(OPENING, closes=DOORS - 40), "The doors must close after they open, within a day."),
        (replace(OPENING, gates=GATES[:1]), "Car 4 may use a gate that is not there."),
        (replace(OPENING, current=(Slot(1, 1, 0), Slot(1, 2, 0))), "current gives a car two slots."),
    ],
)
def test_what_cannot_be_meant_is_refused(problem: ArrivalProblem, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        problem_from_json(to_json(problem))


@ALIKE
@given(seed=SEEDS, left=st.integers(1, 4))
def test_a_car_without_a_slot_is_told_which_rule_leaves_it_no_minute(seed: int, left: int) -> None:
    """Tried at every gate and every minute: with a slot named free nothing is broken, otherwise something always is."""
    problem, whole = motorcade(seed)
    car, plan = problem.car(left), ArrivalPlan(tuple(slot for slot in whole.slots if slot.car != left))
    told = reason(problem, plan, car)
    tried = {
        slot: _kept_from(problem, plan, slot)
        for gate, at in product(problem.gates, range(OPENS * MINUTE, CLOSES * MINUTE + 1, problem.grid))
        if (slot := Slot(left, gate.id, at))
    }
    open_to_it = [slot for slot, rules in tried.items() if not rules]
    assert (told.reason == "free") == bool(open_to_it)
    if told.reason == "free":
        assert told.facts["gate"] == problem.gate(open_to_it[0].gate).code
        assert told.facts["at"] == Moment(open_to_it[0].at // MINUTE)
    elif told.reason == "taken":
        assert any(rules <= {"minimum-gap", "room-at-the-gate"} for rules in tried.values())
    else:
        assert all(rules for rules in tried.values())
        assert any(told.reason in rules for rules in tried.values())
    assert explain(problem, told).startswith(("A minute", "At every", "Every gate", "No minute", car.code))


def _kept_from(problem: ArrivalProblem, plan: ArrivalPlan, slot: Slot) -> set[str]:
    """The rules that keep a car from a slot: alone, or beside any one or all of the others."""
    plans = [ArrivalPlan((slot,)), *(ArrivalPlan((slot, other)) for other in plan.slots)]
    plans.append(ArrivalPlan((*plan.slots, slot)))
    found = (breach for each in plans for breach in check(problem, each) if slot.car in breach.cars)
    return {breach.rule for breach in found} - {"received", "kept"}


def test_why_a_car_has_no_slot_is_told_in_a_sentence() -> None:
    gate = Gate(1, "NORTH")
    car = Car(1, "A", 2, 60, ready=OPENS + 20)
    opening = ArrivalProblem("Opening", "2026-06-05", OPENS, CLOSES, gap=60, grid=60, cars=(car,), gates=(gate,))

    def why(problem: ArrivalProblem, *slots: Slot) -> str:
        return explain(problem, reason(problem, ArrivalPlan(slots), problem.car(1)))

    assert why(opening) == (
        "A is ready at 19:20 on 05/06/2026, and cannot be at any gate early enough to be through by 19:15 on "
        "05/06/2026."
    )
    early = replace(opening, cars=(replace(car, ready=None),))
    shut = replace(early, gates=(replace(gate, closed=(Span(OPENS, CLOSES + 1),)),))
    assert why(shut) == (
        "Every gate that A may use is closed whenever it could stop there, from 19:00 on 05/06/2026 to 19:15 on "
        "05/06/2026."
    )
    slow = replace(early, cars=(replace(car, ready=None, seconds=1200),))
    assert why(slow).startswith("A takes 1200 seconds at a gate, and between 19:00")
    others = Car(2, "B", 1, 60), Car(3, "C", 3, 60)
    ranked = replace(early, cars=(early.cars[0], *others))
    last = CLOSES * MINUTE - 60
    # The highest rank comes first and the lowest last: between them nothing is left.
    assert why(ranked, Slot(2, 1, OPENS * MINUTE), Slot(3, 1, last)) == (
        "No minute is left for A (rank 2) between cars of lower and of higher rank."
    )
    close = Slot(3, 1, last - 60), Slot(2, 1, last)
    assert why(ranked, *close) == (
        "At every minute that is left for A another car stands at the gate, or stops too soon before or after."
    )
    assert why(replace(ranked, levels={"minimum-gap": IGNORE, "room-at-the-gate": IGNORE}), *close).startswith(
        "A minute is free for A at NORTH at 19:13 on 05/06/2026"
    )
