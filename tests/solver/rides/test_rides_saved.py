"""Rides survive the way to JSON and back, and the command line plans, repairs and judges them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.plan import Moment
from solver.rides.check import check
from solver.rides.plan import MendedRides, RideAnswer, RidePlan, Unserved
from solver.rides.saved import (
    answer_from_json,
    mended_from_json,
    plan_from_json,
    problem_from_json,
    problem_from_plain,
)
from solver.rides.words import say
from solver.saved import to_json, to_plain
from tests.solver.rides.journeys import careless, town
from tests.solver.rides.test_rides_solve import DAY, fetch
from tests.solver.rides.test_rides_solve import town as resort

ROOT = Path(__file__).parents[3]
PROBLEM = resort(fetch(1, 2, 9), fetch(2, 60, 12))


@settings(max_examples=40, derandomize=True, database=None, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_problem_of_rides_and_a_plan_come_back_as_they_were(seed: int) -> None:
    problem = town(seed)
    plan = careless(problem, seed)
    whole = replace(problem, current=plan.rides)
    assert plan_from_json(to_json(plan)) == plan
    assert problem_from_json(to_json(problem)) == problem
    assert problem_from_json(to_json(replace(whole, current=()))) == problem


def test_answers_come_back_as_they_were() -> None:
    why = Unserved(1, 60, "busy", False, {"transfer": "Flight 1", "vehicles": 3, "starts": Moment(540)})
    answer = RideAnswer("short", RidePlan(), 0, 0, 1.5, (why,))
    assert answer_from_json(to_json(answer)) == answer
    mended = MendedRides("complete", RidePlan(), 2, 90, 0.5, (), (1,), (2,), 1)
    assert mended_from_json(to_json(mended)) == mended


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(to_json(PROBLEM))
    change(plain)
    return plain


RIDE = {"vehicle": 9, "driver": 1, "starts": 0, "ends": 9, "stops": []}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            lambda plain: plain["roads"][0].update(origin=99),
            "The way from 99 to 2 refers to a place that is not there.",
        ),
        (lambda plain: plain["roads"][0].update(minutes=-1), "Every way must take 0 to 1440 minutes."),
        (lambda plain: plain["vehicles"][0].update(home=99), "Vehicle 1 refers to a home, a kind or a driver"),
        (lambda plain: plain["vehicles"][0].update(seats=-1), "Vehicle 1 must have 0 to 10000 seats"),
        (lambda plain: plain["drivers"][0].update(kinds=[9]), "Driver 1 refers to a kind that is not there."),
        (lambda plain: plain["drivers"][0].update(hours=9000), "Driver 1 has working time out of range."),
        (lambda plain: plain["transfers"][0].update(origin=99), "Transfer 1 refers to a place or a kind"),
        (lambda plain: plain["transfers"][0].update(people=0), "Transfer 1 is for nobody and nothing."),
        (lambda plain: plain["transfers"][0].update(priority=0), "Transfer 1 must have a priority of 1 to 9."),
        (lambda plain: plain["transfers"][0]["pickup"].update(ends=0), "A window from 540 to 0 ends before it begins"),
        (lambda plain: plain["vehicles"][0]["spans"][0].update(ends=0), "A span from 360 to 0 is empty"),
        (lambda plain: plain["transfers"][1].update(id=1), "problem.transfers holds the id 1 more than once."),
        (
            lambda plain: plain.update(current=[RIDE]),
            "A ride refers to vehicle 9 with driver 1; one of them is not there.",
        ),
        (lambda plain: plain["levels"].update(tea="warn"), "levels names a rule or a level"),
        (lambda plain: plain["vehicles"][0].update(driver="x"), "problem.vehicles[0].driver must be a whole number"),
        (lambda plain: plain.update(tea=1), "problem has no field “tea”"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: Callable[[dict[str, Any]], object], complaint: str) -> None:
    with pytest.raises(ValueError) as refused:
        problem_from_plain(changed(change))
    assert complaint in str(refused.value)


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "solver.rides", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_line_plans_repairs_and_judges(tmp_path: Path) -> None:
    problem, answer, plan = (tmp_path / name for name in ("problem.json", "answer.json", "plan.json"))
    problem.write_text(to_json(PROBLEM), encoding="utf-8")
    built = run(problem, "--seconds", 1, "--output", answer, "--progress")
    lines = [json.loads(line) for line in built.stdout.splitlines()]
    assert ({line["kind"] for line in lines[:-1]} <= {"progress"}, lines[-1]["kind"]) == (True, "answer")
    assert built.stderr.splitlines() == [
        "Flight 2: 60 people; the 3 vehicles that may carry them have 53 seats together.",
        "1 rides, 1 vehicles, 120 minutes on the road; 30 people without a ride.",
    ]
    told = lines[-1]["plan"]
    plan.write_text(json.dumps(told), encoding="utf-8")
    whole = plan_from_json(plan.read_text(encoding="utf-8"))
    assert [breach.rule for breach in check(PROBLEM, whole)] == ["whole-group"]

    ill = tuple(replace(one, spans=(replace(DAY, starts=12 * 60),)) for one in PROBLEM.drivers)
    hit = replace(PROBLEM, drivers=ill, current=whole.rides)
    problem.write_text(to_json(hit), encoding="utf-8")
    judged = run("--check", problem, plan)
    assert judged.stdout.splitlines() == [f"{breach.rule}: {say(hit, breach)}" for breach in check(hit, whole)]
    assert judged.returncode == 1
    mended = mended_from_json(run("--repair", problem).stdout)
    assert 1 in mended.moved


def test_a_broken_file_is_told_and_not_traced(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps({**to_plain(PROBLEM), "days": 0}), encoding="utf-8")
    answer = run(file)
    told = f"{file}: problem.days must be 1 to 92 and problem.cutoff 0 to 1439.\n"
    assert (answer.returncode, answer.stderr) == (2, told)
