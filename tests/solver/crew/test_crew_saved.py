"""Rosters survive the way to JSON and back, and the command line builds, mends and judges them."""

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

from bench.crews import roster as contested
from solver.crew.check import check
from solver.crew.plan import CrewAnswer, CrewPlan, Mended
from solver.crew.problem import Duty
from solver.crew.saved import (
    answer_from_json,
    mended_from_json,
    plan_from_json,
    problem_from_json,
    problem_from_plain,
)
from solver.crew.words import say
from solver.problem import Span
from solver.saved import to_json, to_plain
from tests.solver.crew.rosters import roster

ROOT = Path(__file__).parents[3]
PROBLEM = contested(60, 6, 3, filled=0.5, seed=2)


@settings(max_examples=40, derandomize=True, database=None, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_crew_problem_and_a_roster_come_back_as_they_were(seed: int) -> None:
    problem, plan = roster(seed)
    assert problem_from_json(to_json(problem)) == problem
    assert plan_from_json(to_json(plan)) == plan


def test_answers_come_back_as_they_were() -> None:
    plan = CrewPlan((Duty(1, 2),))
    answer = CrewAnswer("feasible", plan, 100_010, 10, 1.5, {2: 1}, {3: 2}, 4)
    assert answer_from_json(to_json(answer)) == answer
    mended = Mended("feasible", plan, 0, 0, 0.5, {}, {}, 0, (Duty(1, 2),), (Duty(3, 2),), 1, 1)
    assert mended_from_json(to_json(mended)) == mended


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(to_json(PROBLEM))
    change(plain)
    return plain


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda plain: plain["needs"][0].update(post=99), "Need 1 refers to a post or a function that is not there."),
        (lambda plain: plain["needs"][0].update(least=5, most=4), "Need 1 must have 0 ≤ least ≤ most"),
        (lambda plain: plain["needs"][0]["span"].update(ends=0), "A span from 360 to 0 is empty"),
        (lambda plain: plain["needs"][0].update(handover=-1), "Need 1 must have 0 to 1440 minutes of hand-over."),
        (lambda plain: plain["forces"][0].update(month_limit=-1), "Force 1 has working time out of range."),
        (lambda plain: plain["officers"][0].update(force=9), "Officer 1 refers to a force"),
        (lambda plain: plain["officers"][1].update(id=1), "problem.officers holds the id 1 more than once."),
        (lambda plain: plain["forces"][0].update(rest=-1), "Force 1 has working time out of range."),
        (lambda plain: plain["forces"][0]["levels"].update(tea="warn"), "levels names a rule or a level"),
        (lambda plain: plain["weights"].update(tea=1), "weights names a wish"),
        (lambda plain: plain.update(shares={"x": 1}), 'problem.shares must be a whole number, not "x".'),
        (lambda plain: plain.update(tea=1), "problem has no field “tea”"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: Callable[[dict[str, Any]], object], complaint: str) -> None:
    with pytest.raises(ValueError) as refused:
        problem_from_plain(changed(change))
    assert complaint in str(refused.value)


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "solver.crew", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_line_builds_mends_and_judges(tmp_path: Path) -> None:
    problem, answer, plan = (tmp_path / name for name in ("problem.json", "answer.json", "plan.json"))
    problem.write_text(to_json(PROBLEM), encoding="utf-8")
    built = run(problem, "--seconds", 20, "--output", answer, "--progress")
    told = [json.loads(line) for line in built.stdout.splitlines()]
    assert (told[0]["kind"], told[-1]["kind"], built.returncode) == ("progress", "answer", 0)
    whole = answer_from_json(answer.read_text(encoding="utf-8"))
    assert (told[-1]["value"], told[-1]["gap"]) == (whole.value, 0)

    plan.write_text(to_json(whole.plan), encoding="utf-8")
    assert (run("--check", problem, plan).returncode, check(PROBLEM, whole.plan)) == (0, [])

    ill = whole.plan.duties[0].officer
    away = (Span(-1440, 10 * 1440),)
    officers = tuple(replace(one, away=away) if one.id == ill else one for one in PROBLEM.officers)
    hit = replace(PROBLEM, officers=officers, current=whole.plan.duties)
    problem.write_text(to_json(hit), encoding="utf-8")
    judged = run("--check", problem, plan)
    sentences = [f"{breach.rule}: {say(hit, breach)}" for breach in check(hit, whole.plan)]
    assert (judged.returncode, judged.stdout.splitlines()) == (1, sentences)
    assert len(sentences) == len(whole.plan.needs_of(ill)) > 0

    mended = mended_from_json(run("--mend", problem).stdout)
    assert {duty.officer for duty in mended.released} == {ill}
    assert mended.proven


def test_a_broken_file_is_told_and_not_traced(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps({**to_plain(PROBLEM), "days": 0}), encoding="utf-8")
    answer = run(file)
    told = f"{file}: problem.days must be 1 to 92 and problem.cutoff 0 to 1439.\n"
    assert (answer.returncode, answer.stderr) == (2, told)
