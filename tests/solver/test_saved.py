"""Problems, plans and answers survive the way to JSON and back; nothing else is let in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.plan import Answer, Plan
from solver.problem import Act, Problem, Slot, Stage, Troupe, Venue
from solver.saved import (
    answer_from_json,
    plan_from_json,
    plan_from_plain,
    problem_from_json,
    problem_from_plain,
    to_json,
    to_plain,
)
from tests.solver.festivals import festival

PROBLEM = Problem(
    name="Huế",
    first_day="2024-06-07",
    days=2,
    venues=(Venue(1, "Kỳ Đài"),),
    stages=(Stage(1, "Sân khấu", venue=1),),
    troupes=(Troupe(1, "Nhã nhạc"),),
    acts=(Act(1, "Múa", 45, troupes=(1,), announced=Slot(1, 1, 1170)), Act(2, "Hò", 30)),
)


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_problem_and_a_plan_come_back_as_they_were(seed: int) -> None:
    problem, plan = festival(seed)
    assert problem_from_json(to_json(problem)) == problem
    assert plan_from_json(to_json(plan)) == plan


def test_an_answer_comes_back_as_it_was() -> None:
    answer = Answer("feasible", Plan((Slot(1, 1, 1170),)), 12, 10, 1.5, {"few-moves": 12}, (2,))
    assert answer_from_json(to_json(answer)) == answer


def test_fields_with_a_default_may_be_left_out() -> None:
    assert problem_from_plain({"name": "Huế", "first_day": "2024-06-07", "days": 6}) == Problem("Huế", "2024-06-07", 6)
    assert plan_from_plain({}) == Plan()


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    plain = json.loads(to_json(PROBLEM))
    change(plain)
    return plain


REFUSED = {
    "problem has no field “colour”; it may have name, first_day, days, cutoff, grid, venues, stages, trips, pools, "
    "troupes, persons, parties, works, acts, precedences, pins, clashes, blackouts, rehearsals, neighbours, network, "
    "settings, levels, weights, goals, current, now.": lambda plain: plain.update(colour="red"),
    "problem.name is missing.": lambda plain: plain.pop("name"),
    "problem.days must be a whole number, not true.": lambda plain: plain.update(days=True),
    "problem.days must be a whole number, not 2.0.": lambda plain: plain.update(days=2.0),
    "problem.days must be from 1 to 92, not 0.": lambda plain: plain.update(days=0),
    "problem.first_day must be a date such as 2024-06-07, not “7/6”.": lambda plain: plain.update(first_day="7/6"),
    "problem.acts must be a list, not null.": lambda plain: plain.update(acts=None),
    "problem.acts[1] must be an object with named fields, not 7.": lambda plain: plain["acts"].__setitem__(1, 7),
    "problem.acts[1].title is missing.": lambda plain: plain["acts"][1].pop("title"),
    "problem.acts[1].title must be a text, not [].": lambda plain: plain["acts"][1].update(title=[]),
    "problem.acts[1].needs_quiet must be true or false, not 1.": lambda plain: plain["acts"][1].update(needs_quiet=1),
    "problem.acts[0].duration must be from 1 to 10080, not 0.": lambda plain: plain["acts"][0].update(duration=0),
    "problem.acts[0].crowd must be from 0 to 10000000, not 9223372036854775807.": lambda plain: plain["acts"][0].update(
        crowd=2**63 - 1
    ),
    "problem.acts holds the id 1 more than once.": lambda plain: plain["acts"][1].update(id=1),
    "problem.acts[0].troupes[0] is 9, but no item of problem.troupes has that id.": lambda plain: plain["acts"][
        0
    ].update(troupes=[9]),
    "problem.acts[0].announced must be a slot of act 1, not of act 2.": lambda plain: plain["acts"][0][
        "announced"
    ].update(act=2),
    "problem.acts[1].hours[0] must end after it starts, not start at 60 and end at 60.": lambda plain: plain["acts"][
        1
    ].update(hours=[{"starts": 60, "ends": 60}]),
    "problem.clashes[0] must name two different ones, not 1 twice.": lambda plain: plain.update(
        clashes=[{"first": 1, "second": 1, "weight": 1}]
    ),
    "problem.clashes[0].weight must be from 0 to 1000, not 1001.": lambda plain: plain.update(
        clashes=[{"first": 1, "second": 2, "weight": 1001}]
    ),
    "problem.pins[0].day must be below problem.days, which is 2, not 2.": lambda plain: plain.update(
        pins=[{"act": 1, "day": 2}]
    ),
    "problem.levels names “no-rain”, which is not the key of a rule.": lambda plain: plain.update(
        levels={"no-rain": "block"}
    ),
    "problem.levels.placed must be one of block, block release, warn, ignore, not “maybe”.": lambda plain: plain.update(
        levels={"placed": "maybe"}
    ),
    "problem.weights names “joy”, which is not the key of a wish.": lambda plain: plain.update(weights={"joy": 1}),
    "problem.weights.few-moves must be from 0 to 1000, not -1.": lambda plain: plain.update(weights={"few-moves": -1}),
    "problem.goals must be in one of these orders: warnings, change, quality; change, warnings, quality; "
    "warnings, quality, change.": lambda plain: plain.update(goals=["quality"]),
    "problem.current[1] gives act 1 a second slot.": lambda plain: plain.update(
        current=[{"act": 1, "stage": 1, "starts": 0}, {"act": 1, "stage": 1, "starts": 60}]
    ),
}


@pytest.mark.parametrize(
    ("sentence", "change"), REFUSED.items(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_what_cannot_be_meant_is_refused_with_its_place(
    sentence: str, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(ValueError) as refusal:
        problem_from_plain(changed(change))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "This is not JSON: Expecting property name enclosed in double quotes in line 1, column 2."),
        ('{"name": "a", "name": "b"}', "The field “name” is given twice."),
        ('{"days": NaN}', "NaN is not a number that can be meant here."),
        ('{"days": ' + "9" * 5000 + "}", "99999999999999999999… is not a number that can be meant here."),
        ("[" * 100_000, "This JSON is nested too deeply."),
        ("[]", "problem must be an object with named fields, not []."),
    ],
    ids=["unfinished", "twice", "nan", "huge", "deep", "list"],
)
def test_a_text_that_is_no_saved_problem_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        problem_from_json(text)
    assert str(refusal.value) == sentence


def test_a_saved_problem_names_every_field() -> None:
    assert list(to_plain(PROBLEM)) == list(Problem.__dataclass_fields__)
