"""The best seating of a small hall, the fewest changed chairs after a regret, and the way to JSON and back."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from solver.saved import to_json, to_plain
from solver.seats.check import check
from solver.seats.costs import refused, worth
from solver.seats.facts import Apart, Block, Group, Guest, Precedence, Seat
from solver.seats.mend import mend
from solver.seats.plan import Chair, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.saved import plan_from_json, problem_from_plain, reseated_from_plain
from solver.seats.solve import PROVEN, SHORT, solve
from tests.solver.seats.halls import ceremony, chance_ceremony, guest, row, seating

ROOT = Path(__file__).parents[3]


def every(problem: SeatingProblem) -> list[SeatingPlan]:
    """All seatings that break no rule that blocks."""
    ids, seats = [one.id for one in problem.guests], [seat.id for seat in problem.seats]
    plans = (
        SeatingPlan(tuple(Chair(*pair) for pair in zip(ids, found, strict=True)))
        for found in permutations(seats, len(ids))
    )
    return [plan for plan in plans if not refused(problem, plan)]


@pytest.mark.parametrize("seed", range(10))
def test_no_sound_seating_is_better_than_the_one_found(seed: int) -> None:
    problem = chance_ceremony(seed, size=3)
    answer, sound = solve(problem, seconds=5), every(problem)
    if sound:
        least = min(worth(problem, plan) for plan in sound)
        assert (answer.status, answer.value, answer.bound) == (PROVEN, least, least)
    else:
        assert answer.status == SHORT


def front(*, leeway: int = 0, level: str = "warn", closed: int = 1) -> SeatingProblem:
    """Nine of one group in the order of rank in a row of ten chairs, and a row behind them."""
    seats = [*row(1, 0, 10), *row(1, 1, 10, first=11)]
    guests = [guest(id) for id in range(1, 10)]
    problem = ceremony(
        seats,
        *guests,
        blocks=(Block(1, "A", closed=closed),),
        precedence=Precedence((Group("A1", (1,), leeway),)),
        levels={"rank-order": level},
    )
    return replace(problem, current=solve(problem, seconds=5).plan.chairs)


def without(problem: SeatingProblem, regret: int) -> SeatingProblem:
    return replace(
        problem,
        guests=tuple(one for one in problem.guests if one.id != regret),
        current=tuple(chair for chair in problem.current if chair.guest != regret),
    )


def test_a_gap_in_the_front_is_closed_by_one_person_from_the_end_of_the_row() -> None:
    problem = front()
    gap = problem.now[2]
    mended = mend(without(problem, 2))
    assert (len(mended.moved), mended.moved_bound, mended.status, mended.proven) == (1, 1, "found", True)
    assert mended.plan.guest_on(gap) == mended.moved[0]
    # The same hand of the row closes up; only that person passes others, which is a warning.
    assert [(one.rule, one.level) for one in check(without(problem, 2), mended.plan)] == [("rank-order", "warn")]


def test_where_order_must_be_kept_it_is_proven_that_more_have_to_move() -> None:
    problem = without(front(level="block"), 2)
    mended = mend(problem, seconds=5)
    # The last one stays: the end of the other hand's half is free in any case.
    assert (refused(problem, mended.plan), len(mended.moved), mended.moved_bound) == ([], 6, 6)
    loose = without(front(level="block", leeway=3), 2)
    fewer = mend(loose, seconds=5)
    assert (refused(loose, fewer.plan), fewer.proven, 1 < len(fewer.moved) < 6) == ([], True, True)


def test_a_gap_farther_back_changes_nothing() -> None:
    problem = front(closed=0)
    mended = mend(without(problem, 2))
    assert (mended.moved, mended.seated, mended.emptied) == ((), (), ())


def test_a_late_guest_and_a_substitute_disturb_nobody_else() -> None:
    problem = front(closed=0)
    late = replace(problem, guests=(*problem.guests, guest(20, office=40)))
    mended = mend(late)
    assert (mended.seated, mended.moved, mended.moved_bound) == ((20,), (), 0)
    regret = without(problem, 4)
    substitute = replace(regret, guests=(*regret.guests, guest(21, office=40, represents=4)), absent=(guest(4),))
    mended = mend(substitute)
    assert (mended.plan.seat_of(21), mended.moved) == (problem.now[4], ())


def test_whoever_can_have_no_chair_is_told() -> None:
    problem = ceremony(row(1, 0, 2), guest(1), guest(2, step_free=True), guest(3))
    answer = solve(problem, seconds=2)
    assert (answer.status, answer.unseated, answer.hopeless) == (SHORT, (2,), (2,))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"guests": (guest(1), guest(1))}, "problem.guests holds the id 1 more than once"),
        ({"seats": (Seat(1, "A", 1, 0, 1), Seat(2, "B", 1, 0, 1))}, "Two chairs stand at place 1 of row 0 in block 1"),
        ({"seats": (Seat(1, "A", 9, 0, 1),)}, "Chair 1 refers to block 9, which is not there"),
        ({"guests": (Guest(1, "X", "A7"),)}, "Guest 1 refers to group A7, which is not there"),
        ({"guests": (guest(1, represents=9),)}, "Guest 1 represents 9, who is not among the absent"),
        ({"guests": (guest(1, since="soon"),)}, "Guest 1 must be in office since a date"),
        ({"apart": (Apart(1, 1),)}, "Apart are to be two guests, not 1 and 1"),
        ({"current": (Chair(1, 1), Chair(2, 1))}, "current holds the seat 1 more than once"),
        ({"current": (Chair(1, 99),)}, "Guest 1 on chair 99: one of them is not there"),
        ({"precedence": Precedence((Group("A1", leeway=-1),))}, "must have a leeway of 0 to"),
        ({"levels": {"no-such-rule": "warn"}}, "levels names a rule"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, Any], complaint: str) -> None:
    problem = ceremony(row(1, 0, 3), guest(1), guest(2))
    assert problem_from_plain(to_plain(problem)) == problem
    with pytest.raises(ValueError, match=complaint):
        problem_from_plain(to_plain(replace(problem, **change)))


def test_the_command_line_seats_judges_and_mends(tmp_path: Path) -> None:
    problem = replace(ceremony(row(1, 0, 3), guest(1), guest(2, seat=3)), current=(Chair(1, 2), Chair(2, 1)))
    (tmp_path / "problem.json").write_text(to_json(problem), encoding="utf-8")
    (tmp_path / "plan.json").write_text(to_json(seating((1, 2), (2, 1))), encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "solver.seats", *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    judged = run("--check", str(tmp_path / "problem.json"), str(tmp_path / "plan.json"))
    assert (judged.returncode, judged.stdout) == (1, "pinned: A1-02 is fixed on A-1-3 and sits on A-1-1.\n")
    answered = json.loads(run(str(tmp_path / "problem.json"), "--seconds", "5").stdout)
    assert (answered["status"], plan_from_json(json.dumps(answered["plan"])).seats) == (PROVEN, {1: 2, 2: 3})
    mended = reseated_from_plain(json.loads(run("--mend", str(tmp_path / "problem.json")).stdout))
    assert (mended.moved, mended.moved_bound, mended.emptied) == ((2,), 1, (1,))


@pytest.mark.parametrize("seed", range(16))
def test_no_repair_moves_fewer_than_are_told(seed: int) -> None:
    problem = chance_ceremony(seed, size=3)
    sound = every(problem)
    if not sound:
        return
    stands = replace(problem, current=sound[seed % len(sound)].chairs)
    gone = problem.guests[seed % 3].id
    if any(gone in (one.interprets, one.spouse_of) for one in problem.guests):
        return
    hit = replace(without(stands, gone), apart=())
    least = min((sum(hit.now[one] != seat for one, seat in plan.seats.items()) for plan in every(hit)), default=None)
    mended = mend(hit, seconds=5)
    if least is None:
        assert refused(hit, mended.plan) != []
    else:
        assert (refused(hit, mended.plan), len(mended.moved), mended.moved_bound) == ([], least, least)
