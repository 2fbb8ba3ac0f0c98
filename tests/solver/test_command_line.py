"""`python -m solver` as the worker and a person at a terminal use it: files in, lines and files out."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bench.instances import festival as contested
from solver.check import value
from solver.plan import Plan
from solver.playbooks import stage_lost
from solver.problem import Act, Problem, Slot, Span
from solver.saved import answer_from_json, plan_from_plain, repaired_from_json, to_json
from solver.seed import blocking_breaches, seed
from tests.solver.rules.examples import EVENING, PARK, RIVER
from tests.solver.rules.examples import festival as small
from tests.solver.test_diagnose import across_the_river

PROBLEM = contested(60, 8, 20, 4, seed=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    file = tmp_path / "problem.json"
    file.write_text(to_json(PROBLEM), encoding="utf-8")
    return file


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "solver", *map(str, words)]


def ran(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words), cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )


@contextmanager
def searching(*words: object) -> Iterator[subprocess.Popen[str]]:
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command(*words), cwd=ROOT, text=True, **pipes) as process:
        yield process


def heard(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """Everything said after now, and nothing complained of."""
    assert process.stdout is not None
    assert process.stderr is not None
    lines = [json.loads(line) for line in process.stdout]
    assert process.stderr.read() == ""
    return lines


def test_an_answer_is_written_and_judged(problem: Path, tmp_path: Path) -> None:
    output = tmp_path / "answer.json"
    done = ran(problem, "--seconds", 3, "--workers", 1, "--output", output)
    answer = answer_from_json(output.read_text(encoding="utf-8"))
    assert (done.returncode, done.stdout) == (0, "")
    assert (answer.value, answer.unplaced) == (value(PROBLEM, answer.plan), ())
    assert blocking_breaches(PROBLEM, answer.plan) == []
    plan = tmp_path / "plan.json"
    plan.write_text(to_json(answer.plan), encoding="utf-8")
    judged = ran("--check", problem, plan)
    assert (judged.returncode, judged.stdout, judged.stderr) == (0, "", "")


def test_breaches_are_told_in_sentences(problem: Path, tmp_path: Path) -> None:
    slots = seed(PROBLEM, chance=Random(0)).slots
    plan = tmp_path / "plan.json"
    plan.write_text(to_json(Plan(slots[1:])), encoding="utf-8")
    judged = ran("--check", problem, plan)
    assert judged.returncode == 1
    assert judged.stdout == f"placed: {PROBLEM.act(slots[0].act).title} has no place in the plan.\n"


def test_progress_is_told_line_by_line_and_better_plans_with_their_slots(problem: Path) -> None:
    with searching(problem, "--seconds", 4, "--progress", "--watch-stdin") as process:
        *told, answer = heard(process)
    assert ({one["kind"] for one in told}, answer["kind"], process.returncode) == ({"progress"}, "answer", 0)
    better = [one for one in told if "slots" in one]
    assert [one["value"] for one in better] == [
        value(PROBLEM, plan_from_plain({"slots": one["slots"]})) for one in better
    ]
    assert answer["plan"]["slots"] == better[-1]["slots"]


@pytest.mark.parametrize("wish", ["cancel", "end", "SIGTERM"])
def test_a_search_stops_when_asked_and_keeps_its_best(problem: Path, wish: str) -> None:
    with searching(problem, "--seconds", 600, "--progress", "--watch-stdin") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        if wish == "SIGTERM":
            process.send_signal(signal.SIGTERM)
        else:
            process.stdin.write("cancel\n" if wish == "cancel" else "")
            process.stdin.close()
        *_, answer = heard(process)
    assert (answer["kind"], answer["status"], process.returncode) == ("answer", "stopped", 0)
    assert answer["value"] <= first["value"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "This is not JSON"),
        ("[]", "problem must be an object"),
        ('{"name": "x", "first_day": "2024-06-07"}', "problem.days is missing"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "problem.json"
    file.write_text(text, encoding="utf-8")
    done = ran(file, "--seconds", 1)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert sentence in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = ran(tmp_path / "nothing.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_why_an_act_has_no_place_is_told_as_json(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_text(to_json(across_the_river()), encoding="utf-8")
    done = ran("--diagnose", file, "--acts", "1,2,3")
    told = json.loads(done.stdout)
    assert (done.returncode, told["kind"], told["verdict"], told["verified"]) == (0, "diagnosis", "explained", True)
    assert "90 minutes are missing" in told["findings"][0]["sentence"]


def losing_a_stage() -> Problem:
    """A plan of the contested festival whose first stage is closed."""
    plan = seed(PROBLEM, chance=Random(0))
    return stage_lost(replace(PROBLEM, current=plan.slots), PROBLEM.stages[0].id, Span(0, 5 * 1440), "flood")


def test_a_repair_is_told_line_by_line_and_written(tmp_path: Path) -> None:
    lost, file, output = losing_a_stage(), tmp_path / "problem.json", tmp_path / "answer.json"
    file.write_text(to_json(lost), encoding="utf-8")
    with searching("--repair", file, "--seconds", 10, "--progress", "--watch-stdin", "--output", output) as process:
        *told, said = heard(process)
    answer = repaired_from_json(output.read_text(encoding="utf-8"))
    assert ({one["kind"] for one in told}, said["kind"], process.returncode) == ({"progress"}, "answer", 0)
    assert (said["moved"], said["moves_bound"]) == (list(answer.moved), answer.moves_bound)
    assert (told[-1]["moves"], told[-1]["slots"]) == (said["moves"], said["plan"]["slots"])
    assert blocking_breaches(lost, answer.plan) == []
    assert set(answer.moved) >= {slot.act for slot in lost.current if slot.stage == lost.stages[0].id} - {
        *answer.unplaced
    }


def test_a_repair_keeps_to_its_scope(tmp_path: Path) -> None:
    lost, file = losing_a_stage(), tmp_path / "problem.json"
    file.write_text(to_json(lost), encoding="utf-8")
    done = ran("--repair", file, "--scope", '{"unplaced": true}', "--seconds", 10)
    answer = repaired_from_json(done.stdout)
    hit = {slot.act for slot in lost.current if slot.stage == lost.stages[0].id}
    assert done.returncode == 0
    assert {*answer.moved, *answer.cancelled} == hit
    assert f"{len(answer.moved)} acts moved and {len(answer.cancelled)} cancelled" in done.stderr


@pytest.mark.parametrize(
    ("scope", "sentence"),
    [
        ('{"day": [1]}', "scope has no field “day”; it may have days, stages, acts, unplaced, frozen_until."),
        ('{"days": 1}', "scope.days must be a list, not 1."),
        ("all", "This is not JSON"),
    ],
)
def test_a_scope_that_cannot_be_meant_is_refused(problem: Path, scope: str, sentence: str) -> None:
    done = ran("--repair", problem, "--scope", scope)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert sentence in done.stderr


def test_room_is_made_or_refused(tmp_path: Path) -> None:
    acts = Act(1, "Opening", 60), Act(2, "Song", 60)
    slots = Slot(1, PARK, EVENING), Slot(2, RIVER, EVENING)
    file = tmp_path / "problem.json"
    file.write_text(to_json(small(*acts, current=slots)), encoding="utf-8")
    made = ran("--make-room", f"1,{RIVER},{EVENING}", file, "--seconds", 5)
    told = json.loads(made.stdout)
    assert (made.returncode, told["kind"], told["answer"]["moved"]) == (0, "room", [2])
    plan = tmp_path / "plan.json"
    plan.write_text(to_json(Plan(slots[:1])), encoding="utf-8")
    free = ran("--make-room", f"1,{RIVER},{EVENING}", file, plan)
    assert json.loads(free.stdout)["answer"]["plan"]["slots"] == [{"act": 1, "stage": RIVER, "starts": EVENING}]
    refused = ran("--make-room", f"1,{RIVER},{-9 * 1440}", file)
    assert json.loads(refused.stdout) == {"kind": "room", "answer": None}
    assert ran("--make-room", "1,2", file).returncode == 2
    unknown = ran("--make-room", f"7,{RIVER},{EVENING}", file)
    assert (unknown.returncode, unknown.stderr) == (2, f"The problem has no act 7 or no stage {RIVER}.\n")
