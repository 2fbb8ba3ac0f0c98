"""Every rule of the lodging stage is written twice; rooms are given out, refused with a reason, saved and judged."""

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

from solver.facts import Span
from solver.lodging.check import check, value
from solver.lodging.model import LodgingModel
from solver.lodging.plan import LodgingPlan
from solver.lodging.problem import Allotment, Guest, Hotel, LodgingProblem, Room
from solver.lodging.rules import LODGING_RULES, LodgingRule
from solver.lodging.rules.rule import IGNORE
from solver.lodging.saved import plan_from_json, problem_from_json
from solver.lodging.solve import solve
from solver.lodging.wishes import costs
from solver.lodging.words import explain, say
from solver.saved import to_json
from tests.solver.lodging.houses import lodging

ROOT = Path(__file__).parents[3]
ALIKE = settings(max_examples=40, derandomize=True, database=None, deadline=None)
SEEDS = st.integers(0, 10**6)
NOTHING: dict[str, Callable[..., Any]] = {
    "allows": lambda *_: True,
    "post": lambda *_: None,
    "violations": lambda *_: iter(()),
}
HALVES = [(rule, half) for rule in LODGING_RULES for half in ("violations", *rule.halves)]


def price(model: LodgingModel, plan: LodgingPlan) -> int | None:
    """What the model pays for exactly this plan; None where it forbids it."""
    if not set(plan.rooms) <= model.rooms.keys():
        return None
    for room, has in model.rooms.items():
        model.cp.add(has == (room in plan.rooms))
    model.minimize()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return None if solver.solve(model.cp) == cp_model.INFEASIBLE else round(solver.objective_value)


def agrees(rule: LodgingRule, problem: LodgingProblem, plan: LodgingPlan) -> bool:
    forbidden = price(LodgingModel(problem, (rule,), hold_all=True), plan) is None
    return forbidden == any(True for _ in rule.violations(problem, plan))


@pytest.mark.parametrize("rule", LODGING_RULES, ids=lambda rule: rule.key)
@ALIKE
@given(seed=SEEDS)
def test_a_lodging_rule_forbids_what_it_reports(rule: LodgingRule, seed: int) -> None:
    assert agrees(rule, *lodging(seed))


@pytest.mark.parametrize(("rule", "half"), HALVES, ids=lambda part: part if isinstance(part, str) else part.key)
def test_emptying_either_half_is_noticed(rule: LodgingRule, half: str) -> None:
    mutant = type("Mutant", (type(rule),), {"__module__": type(rule).__module__, half: staticmethod(NOTHING[half])})()
    assert not all(agrees(mutant, *lodging(seed)) for seed in range(100))


@ALIKE
@given(seed=SEEDS)
def test_the_engine_finds_the_value_of_rooms(seed: int) -> None:
    problem, plan = lodging(seed)
    held = {rule.key: IGNORE for rule in LODGING_RULES if not rule.priced}
    problem = replace(problem, levels=held)
    assert price(LodgingModel(problem), plan) == value(problem, plan)


@settings(max_examples=8, derandomize=True, database=None, deadline=None)
@given(seed=SEEDS)
def test_nothing_cheaper_is_sound(seed: int) -> None:
    whole, _ = lodging(seed)
    ids = {1, 2, 3}
    guests = tuple(replace(one, shares=one.shares if one.shares in ids else None) for one in whole.guests[:3])
    problem = replace(whole, guests=guests)
    answer = solve(problem)
    assert (answer.status, answer.bound) == ("optimal", answer.value)
    assert {breach.rule for breach in check(problem, answer.plan)} <= {"housed", "one-hotel"}
    alone = [[None, *(Room(each.id, (id,)) for each in problem.allotments)] for id in ids]
    plans = [LodgingPlan(tuple(room for room in rooms if room)) for rooms in product(*alone)]
    shared = [LodgingPlan((Room(each.id, (1, 2)), *plan.rooms)) for each in problem.allotments for plan in plans
              if not plan.of(1) and not plan.of(2)]  # fmt: skip
    sound = [plan for plan in [*plans, *shared]
             if all(breach.rule in ("housed", "one-hotel") for breach in check(problem, plan))]  # fmt: skip
    assert answer.value == min(value(problem, plan) for plan in sound)


HOTELS = Hotel(1, "HUE-1", 1), Hotel(2, "HUE-2", 2)
PAIR = Guest(1, "A", Span(0, 2), 3, 7, 2), Guest(2, "B", Span(0, 2), 3, 7, 1)
LEADER = Guest(3, "C", Span(0, 2), 5, 7, importance=3)
ROOMS = Allotment(1, 1, 3, 2, (1, 1)), Allotment(2, 2, 5, 1, (1, 0))
SMALL = LodgingProblem("Rooms", "2026-06-05", (*PAIR, LEADER), HOTELS, ROOMS, {7: "D7"})


def test_two_who_name_each_other_share_the_last_room_and_nobody_sleeps_where_none_is_held() -> None:
    answer = solve(SMALL)
    assert answer.plan.rooms == (Room(1, (1, 2)),)
    assert [explain(SMALL, unhoused) for unhoused in answer.unhoused] == [
        "No hotel holds a room that suits C for all of the 2 nights."
    ]


def test_whoever_has_a_room_keeps_it_unless_it_is_gone() -> None:
    wide = replace(SMALL, allotments=(*ROOMS, Allotment(3, 2, 5, 2, (3, 3))), current=(Room(3, (1, 2)), Room(2, (3,))))
    answer = solve(wide)
    assert (answer.plan.rooms, answer.moved) == ((Room(3, (1, 2)), Room(3, (3,))), (3,))
    assert costs(wide, answer.plan) == {"few-changes": 1, "together": 0, "zone": 0, "no-better-than-due": 2}


def test_fewest_are_without_a_room_and_only_then_those_of_least_importance() -> None:
    """One who is worth more than two others together has no room before both of them have none."""
    single = (Allotment(1, 1, 3, 1, (1, 1)),)
    long, first, second = Guest(1, "A", Span(0, 2), importance=9), Guest(2, "B", Span(0, 1)), Guest(3, "C", Span(1, 2))
    short = LodgingProblem("Rooms", "2026-06-05", (long, first, second), HOTELS, single)
    assert solve(short).plan.rooms == (Room(1, (2,)), Room(1, (3,)))
    alike = replace(short, guests=(replace(long, nights=Span(0, 1)), first))
    assert solve(alike).plan.rooms == (Room(1, (1,)),)
    # Who has agreed to a lower class has the room again, where there is no other.
    below = replace(short, guests=(replace(first, stars=5, content=1),))
    assert (solve(below).plan.rooms, check(below, LodgingPlan((Room(1, (2,)),)))) == ((Room(1, (2,)),), [])
    assert solve(replace(below, guests=(replace(first, stars=5),))).plan.rooms == ()
    # Neither does anything that we would merely like: two who move are dearer than one, and both sleep.
    moving = replace(short, current=(Room(1, (1,)),), weights={"few-changes": 1000})
    assert solve(moving).plan.rooms == (Room(1, (2,)), Room(1, (3,)))


def test_a_fixed_room_is_kept_and_no_more_need_one_without_steps_than_there_are() -> None:
    houses = Allotment(1, 1, 3, 2, (2, 2), 1), Allotment(2, 2, 5, 2, (2, 2), 1)
    lame = tuple(replace(guest, shares=None, step_free=True) for guest in PAIR)
    free = replace(SMALL, guests=lame, allotments=houses, levels={"one-hotel": "ignore"})
    assert sorted(room.allotment for room in solve(free).plan.rooms) == [1, 2]
    both = LodgingPlan((Room(1, (1,)), Room(1, (2,))))
    assert [say(free, breach) for breach in check(free, both)] == [
        "2 step-free rooms are needed at HUE-1 for the night that begins at 18:00 on 05/06/2026; it holds 1 of that "
        "kind.",
        "2 step-free rooms are needed at HUE-1 for the night that begins at 18:00 on 06/06/2026; it holds 1 of that "
        "kind.",
    ]
    held = replace(free, guests=(replace(lame[0], fixed=2), lame[1]))
    assert solve(held).plan.rooms == (Room(1, (2,)), Room(2, (1,)))
    crowd = tuple(Guest(id, f"L{id}", Span(id - 4, id - 3), 5, importance=9) for id in (4, 5))
    short = replace(held, guests=(held.guests[0], *crowd), allotments=(houses[0], replace(houses[1], rooms=(1, 1))))
    assert solve(short).plan.rooms == (Room(2, (1,)),)
    assert [say(held, breach) for breach in check(held, LodgingPlan((Room(1, (1,)),))) if breach.rule == "kept"] == [
        "A has a fixed room at HUE-2 and is given one at HUE-1."
    ]


def test_rooms_are_judged_in_sentences_and_given_out_from_the_command_line(tmp_path: Path) -> None:
    plan = LodgingPlan((Room(1, (1, 3)), Room(2, (2,))))
    told = [say(SMALL, breach) for breach in check(SMALL, plan)]
    assert told == [
        "HUE-2 holds 0 rooms of 5 stars with 1 beds for the night that begins at 18:00 on 06/06/2026; 1 are taken.",
        "C is due a room of 5 stars and has one of 3 at HUE-1.",
        "A, C are to share a room at HUE-1 with 2 beds, and have not all named each other.",
        "D7 sleeps in 2 hotels: HUE-1, HUE-2.",
    ]
    problem, rooms, answer = (tmp_path / name for name in ("problem.json", "plan.json", "answer.json"))
    problem.write_text(to_json(SMALL), encoding="utf-8")
    rooms.write_text(to_json(plan), encoding="utf-8")
    assert problem_from_json(problem.read_text(encoding="utf-8")) == SMALL
    assert plan_from_json(SMALL, to_json(plan)) == plan
    call = [sys.executable, "-m", "solver.lodging"]
    judged = subprocess.run([*call, "--check", str(problem), str(rooms)], cwd=ROOT, capture_output=True, text=True)
    assert (judged.returncode, judged.stdout.count("\n")) == (1, 4)
    solved = subprocess.run([*call, str(problem), "--output", str(answer)], cwd=ROOT, capture_output=True, text=True)
    assert solved.stderr.splitlines()[-1] == "optimal: 900000, at least 900000."


@pytest.mark.parametrize(
    ("problem", "complaint"),
    [
        (replace(SMALL, guests=(PAIR[0],)), "Guest 1 shares a room with somebody who is not there."),
        (replace(SMALL, hotels=()), "Allotment 1 refers to a hotel that is not there."),
        (replace(SMALL, current=(Room(1, (2, 1)),)),
         "current must name the guests of a room in the order of their ids, each once."),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(problem: LodgingProblem, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        problem_from_json(to_json(problem))
