"""The best order of a parade, or what collides; and the way to JSON, the command line, and back."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from solver.parade.check import check
from solver.parade.plan import ParadePlan
from solver.parade.problem import LAST, Corner, Engagement, Halt, ParadeProblem
from solver.parade.saved import plan_from_json, problem_from_plain
from solver.parade.solve import IMPOSSIBLE, PROVEN, solve
from solver.parade.walk import March, Passing
from solver.parade.wishes import wishes
from solver.parade.words import ask, say
from solver.saved import to_json, to_plain
from tests.solver.parade.test_parade_agreement import sound_orders
from tests.solver.parade.walkers import AFTERNOON, chance_parade, parade, unit

ROOT = Path(__file__).parents[3]


def sentences(problem: ParadeProblem, *order: int) -> list[str]:
    return [say(problem, breach) for breach in check(problem, ParadePlan(order))]


def test_a_fast_unit_waits_until_it_cannot_run_into_a_slow_one() -> None:
    slow, fast = unit(1, pace=30, length=30), unit(2, pace=60, length=60, gap=30)
    march = March.of(parade(slow, fast, metres=1800), (1, 2))
    # The slow tail is at the end after 61 minutes; the fast head comes there half a minute later, after its gap.
    assert march.steps_off == {1: 0, 2: 31 * 60 + 30}
    assert march.passing(2, 1800) == Passing(AFTERNOON + 61, AFTERNOON + 63)
    assert March.of(parade(slow, fast), (2, 1)).steps_off == {2: 0, 1: 90}
    assert march.whole(0) == Passing(AFTERNOON, AFTERNOON + 33)


def test_who_halts_to_perform_keeps_those_behind_waiting_until_the_corner_is_free() -> None:
    dance, flags = unit(1, pace=60, length=60, halts=(Halt(600, 5),)), unit(2, pace=60, length=60, gap=60)
    march = March.of(parade(dance, flags), (1, 2))
    assert march.passing(1, 600) == Passing(AFTERNOON + 10, AFTERNOON + 16)
    # Two minutes of distance, and five in which the dance stands in front of it.
    assert march.steps_off == {1: 0, 2: 7 * 60}
    both = replace(flags, halts=dance.halts)
    assert March.of(parade(dance, both), (1, 2)).steps_off == {1: 0, 2: 7 * 60}
    assert March.of(parade(dance, both), (1, 2)).passing(2, 1800) == Passing(AFTERNOON + 42, AFTERNOON + 43)
    # In front of the flags nobody has to wait for it.
    assert March.of(parade(flags, replace(dance, gap=60)), (2, 1)).steps_off == {2: 0, 1: 120}


def test_where_the_whole_parade_halts_all_stand_still_wherever_they_are() -> None:
    units = [unit(id, pace=60, length=60, gap=60) for id in (1, 2, 3)]
    march = March.of(parade(*units, halts=(Halt(180, 10),)), (1, 2, 3))
    # The head comes to the corner after three minutes; the third unit has not stepped off and waits.
    assert march.steps_off == {1: 0, 2: 120, 3: 240 + 600}
    assert [march.passing(id, 180) for id in (1, 2)] == [
        Passing(AFTERNOON + 3, AFTERNOON + 14),
        Passing(AFTERNOON + 15, AFTERNOON + 16),
    ]
    assert march.passing(1, 60) == Passing(AFTERNOON + 1, AFTERNOON + 2)
    assert [(round(minute), metres) for minute, metres in march.course(2)] == [
        *((2, 0), (2, 0), (3, 60), (13, 60)), *((42, 1800), (42, 1800))
    ]  # fmt: skip
    assert march.seconds == 60 * (4 + 30 + 1 + 10)


@pytest.mark.parametrize("seed", range(6))
def test_no_sound_order_is_better_than_the_one_found(seed: int) -> None:
    problem = chance_parade(seed)
    costs = [wishes(problem, order).cost(problem) for order in sound_orders(problem)]
    answer = solve(problem, seconds=20)
    if costs:
        assert (answer.status, answer.value, answer.bound) == (PROVEN, min(costs), min(costs))
        assert check(problem, answer.plan) == []
    else:
        assert (answer.status, answer.plan.order) == (IMPOSSIBLE, ())
        assert answer.collision


def test_demands_that_collide_are_named_and_no_others() -> None:
    late = Engagement("Music at noon", AFTERNOON - 69, travel=10, rest=30)
    problem = parade(unit(1, position=1, previous=late), unit(2), unit(3, position=LAST), unit(4, loudness=3))
    told = [ask(problem, demand) for demand in solve(problem).collision]
    assert told == [
        "Unit 1 must walk at place 1.",
        "Unit 1 is ready at 16:01 on 05/06/2026, after “Music at noon”, its way and its rest.",
    ]


def test_sentences_say_who_where_and_how_much() -> None:
    soon = Engagement("Evening show", AFTERNOON + 90, travel=10, rest=30)
    stage = Corner("Stage", 900, AFTERNOON + 20)
    problem = parade(unit(1, loudness=2), unit(2, loudness=3, next=soon), unit(3, after=(1,)), corners=(stage,))
    assert sentences(problem, 3, 1, 2) == [
        "Unit 3 must walk behind Unit 1 and walks in front of it.",
        "Unit 1 and Unit 2 are both loud and walk 15 m apart; 60 m are asked for.",
        "The tail leaves “Stage” at 16:53 on 05/06/2026; the road is to be free at 16:50 on 05/06/2026. "
        "Last there: Unit 2.",
    ]
    assert sentences(replace(problem, walk=20), 3, 1, 2)[2] == (
        "Unit 2 reaches the end of the parade at 17:13 on 05/06/2026; "
        "for “Evening show” it must be there by 17:00 on 05/06/2026."
    )


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"metres": 0}, "metres must be 1 to 100000"),
        ({"current": [1, 1]}, "current must hold every unit once"),
        ({"units": [to_plain(parade(unit(1, pace=0)))["units"][0]]}, "current must hold"),
        ({"corners": [{"name": "Far", "metres": 9999, "until": None}]}, "The corner Far lies outside the way."),
        ({"levels": {"no-such-rule": "warn"}}, "levels names a rule"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        problem_from_plain({**to_plain(parade(unit(1), unit(2))), **change})


def test_the_command_line_orders_and_judges(tmp_path: Path) -> None:
    problem = parade(unit(1, position=LAST), unit(2), unit(3, loudness=3))
    (tmp_path / "problem.json").write_text(to_json(problem), encoding="utf-8")
    (tmp_path / "plan.json").write_text(to_json(ParadePlan((1, 2, 3))), encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "solver.parade", *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    judged = run("--check", str(tmp_path / "problem.json"), str(tmp_path / "plan.json"))
    assert (judged.returncode, judged.stdout) == (1, "place-held: Unit 1 must walk at place 3 and walks at place 1.\n")
    answered = json.loads(run(str(tmp_path / "problem.json"), "--seconds", "5").stdout)
    assert (answered["status"], answered["plan"]["order"][-1]) == (PROVEN, 1)
    assert plan_from_json(json.dumps(answered["plan"])) == ParadePlan(tuple(answered["plan"]["order"]))
