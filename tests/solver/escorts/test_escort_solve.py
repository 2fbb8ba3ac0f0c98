"""Who goes along is found with a bound that holds, repaired with few people told, saved and judged."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.escorts.check import check, value
from solver.escorts.engine import cheapest
from solver.escorts.mend import mend
from solver.escorts.model import EscortModel
from solver.escorts.plan import EscortAnswer, EscortPlan, MendedEscorts, Short
from solver.escorts.problem import Delegation, Duty, Engagement, Escort, EscortProblem, Tongue, Wanted
from solver.escorts.saved import answer_from_json, mended_from_json, plan_from_json, problem_from_json
from solver.escorts.seed import seeded
from solver.escorts.solve import solve
from solver.escorts.stand_in import StandIn, stand_ins
from solver.escorts.words import say
from solver.facts import Span
from solver.saved import to_json
from tests.solver.escorts.programmes import programme

ROOT = Path(__file__).parents[3]
SEEDS = st.integers(0, 10**6)
SHORT = {"need-met", "pin-kept", "one-liaison"}


@settings(max_examples=40, derandomize=True, database=None, deadline=None)
@given(seed=SEEDS)
def test_a_first_plan_only_leaves_people_missing(seed: int) -> None:
    problem, _ = programme(seed)
    warned = {key for key, level in problem.levels.items() if level != "block"}
    assert {breach.rule for breach in check(problem, seeded(problem))} <= SHORT | warned


@settings(max_examples=6, derandomize=True, database=None, deadline=None)
@given(seed=SEEDS, level=st.sampled_from(("block", "warn")))
def test_the_bound_lies_below_the_best_and_the_best_is_found(seed: int, level: str) -> None:
    problem, _ = programme(seed)
    problem = replace(problem, levels={**problem.levels, "hours-a-day": level, "rest-between-days": level})
    best = cheapest(EscortModel(problem), 20.0)
    answer = solve(problem, seconds=1.0)
    assert best.plan is not None
    assert value(problem, best.plan) == best.bound
    assert answer.bound <= best.bound <= answer.value == value(problem, answer.plan)


def day(*hours: int) -> tuple[Span, ...]:
    return tuple(Span(60 * starts, 60 * ends) for starts, ends in zip(hours[::2], hours[1::2], strict=True))


FRENCH = (Tongue("vi-fr", 3),)
PEOPLE = (
    Escort(1, "L1", leads=True, spans=day(6, 23)),
    Escort(2, "L2", leads=True, spans=day(6, 23)),
    Escort(3, "L3", leads=True, spans=day(6, 12)),
    Escort(4, "I1", FRENCH, interprets=True, spans=day(6, 23)),
    Escort(5, "I2", (Tongue("vi-fr", 1),), leads=True, interprets=True, spans=day(6, 23)),
)
TALK, DINNER, VISIT = day(9, 11, 18, 20, 9, 10)
DAY = EscortProblem(
    "One day", "2026-06-05", 1, escorts=PEOPLE, delegations=(Delegation(1, "FR"), Delegation(2, "JP", refuses=(5,))),
    engagements=(
        Engagement(1, "FR-1", 1, TALK, interpreters=(Wanted("vi-fr", 1, 1, 3),)),
        Engagement(2, "FR-2", 1, DINNER),
        Engagement(3, "JP-1", 2, VISIT),
    ),
)  # fmt: skip
TOLD = (Duty(1, 1), Duty(1, 2), Duty(2, 3), Duty(4, 1, "vi-fr"))


def ill(*escorts: int, problem: EscortProblem = DAY) -> EscortProblem:
    away = tuple(replace(one, away=day(0, 24)) if one.id in escorts else one for one in problem.escorts)
    return replace(problem, escorts=away, current=TOLD)


def test_each_delegation_has_one_liaison_and_the_interpreter_it_wishes_for() -> None:
    answer = solve(DAY, seconds=5.0)
    assert (answer.status, answer.value, answer.short) == (
        "optimal",
        5,
        (),
    )  # one hour more with the French than with the Japanese
    assert answer.plan.on(1) == answer.plan.on(2)
    assert answer.plan.on(1, "vi-fr") == [4]


def test_where_a_liaison_falls_ill_one_other_takes_over_and_that_is_proven() -> None:
    mended = mend(ill(1))
    assert mended.told in ((1, 5), (1, 2))
    assert (mended.told_bound, mended.proven, mended.short) == (2, True, ())


def test_where_nobody_is_free_two_change_places() -> None:
    """Who goes with the Japanese may not be I2, who is the only one left: L2 takes over and is replaced by L3."""
    away = ill(2, problem=replace(DAY, escorts=tuple(one for one in PEOPLE if one.id != 3)))
    mended = mend(away)
    assert (mended.called, mended.told) == ((Duty(1, 3), Duty(5, 1)), (1, 2, 5))
    assert mended.short == ()


def test_where_nobody_can_come_the_shortage_is_told() -> None:
    away = ill(4, 5)
    mended = mend(away)
    assert (mended.short, mended.short_bound, mended.told) == ((Short(1, "vi-fr", 1),), 1, (4,))
    assert [say(away, breach) for breach in check(away, mended.plan)] == [
        "FR-1 (FR) at 09:00 on 05/06/2026 needs 1 × interpreter vi-fr and has 0."
    ]


def test_stand_ins_speak_well_know_the_delegation_and_have_least_to_do() -> None:
    plan = EscortPlan(TOLD)
    assert stand_ins(DAY, plan, DAY.tasks[2, ""]) == [StandIn(5, 0, False, 120), StandIn(2, 0, False, 180)]
    assert stand_ins(DAY, plan, DAY.tasks[1, "vi-fr"]) == [StandIn(5, 1, False, 120)]


def test_a_day_is_saved_solved_mended_and_judged_from_the_command_line(tmp_path: Path) -> None:
    sick, answer = EscortPlan((Duty(1, 1), Duty(1, 3))), EscortAnswer("feasible", EscortPlan(TOLD), 5, 3, 0.5)
    assert problem_from_json(to_json(ill(1))) == ill(1)
    assert plan_from_json(DAY, to_json(sick)) == sick
    assert answer_from_json(to_json(answer)) == answer
    mended = MendedEscorts(**vars(answer), called=(Duty(1, 2),), told=(1,), told_bound=1)
    assert mended_from_json(to_json(mended)) == mended
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(to_json(ill(1)), encoding="utf-8")
    plan.write_text(to_json(sick), encoding="utf-8")
    call = [sys.executable, "-m", "solver.escorts"]
    judged = subprocess.run([*call, "--check", str(problem), str(plan)], cwd=ROOT, capture_output=True, text=True)
    assert judged.stdout.splitlines()[2:] == [
        "available: L1 is away from 00:00 on 05/06/2026 to 00:00 on 06/06/2026 and goes along to JP-1 at 09:00 on "
        "05/06/2026.",
        "available: L1 is away from 00:00 on 05/06/2026 to 00:00 on 06/06/2026 and goes along to FR-1 at 09:00 on "
        "05/06/2026.",
        "one-place-at-a-time: L1 is to be at JP-1 and at FR-1 at 09:00 on 05/06/2026.",
    ]
    found = subprocess.run([*call, str(problem), "--mend"], cwd=ROOT, capture_output=True, text=True)
    assert found.stderr == "2 people told anew, at least 2; 0 missing.\n"


@pytest.mark.parametrize(
    ("problem", "complaint"),
    [
        (replace(DAY, current=(Duty(9, 1),)), "problem.current names an escort or an engagement that is not there."),
        (replace(DAY, delegations=DAY.delegations[:1]), "Engagement 3 refers to a delegation that is not there."),
        (replace(DAY, escorts=(Escort(1, "L1", (Tongue("", 2),)), PEOPLE[4])),
         "Escort 1 must speak each pair, which has a name, at a level of 1 to 3."),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(problem: EscortProblem, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        problem_from_json(to_json(problem))
