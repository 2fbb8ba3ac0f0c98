"""What the plan pays for wishes, on examples one can see at a glance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check import costs, score
from solver.plan import Cost, Plan
from solver.problem import Act, Clash, Leg, Liking, Problem, Slot, Stage, Troupe
from solver.wishes import WISHES
from tests.solver.agreement import wish_agrees
from tests.solver.rules.examples import COURT, EVENING, NOON, PARK, RIVER, TOMORROW, festival


def paid(key: str, problem: Problem, *slots: Slot) -> list[Cost]:
    """What the wish counts, once the solver's half has been seen to agree."""
    (wish,) = (wish for wish in WISHES if wish.key == key)
    assert wish_agrees(wish, problem, Plan(slots))
    return list(wish.count(problem, Plan(slots)))


def test_acts_that_many_wait_for_cost_more_when_left_out() -> None:
    problem = festival(Act(1, "Opening", 60, crowd=5950), Act(2, "Fan dance", 30))
    assert paid("people-served", problem) == [Cost("people-served", (1,), 60)]
    assert paid("people-served", problem, Slot(1, RIVER, EVENING)) == []


def test_a_moved_act_costs_by_its_people() -> None:
    acts = Act(1, "Opening", 60, crowd=450), Act(2, "Fan dance", 30)
    problem = festival(*acts, current=(Slot(1, RIVER, EVENING), Slot(2, PARK, 1203)))
    assert paid("few-moves", problem, Slot(1, COURT, EVENING)) == [
        Cost("few-moves", (1,), 5),
        Cost("few-moves", (2,), 1),
    ]
    assert paid("few-moves", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, 1203)) == []


def test_artists_count_as_people_of_a_moved_act() -> None:
    troupes = Troupe(1, "Lotus", size=60), Troupe(2, "Dragon", size=90), Troupe(3, "Unknown")
    act = Act(1, "Opening", 60, crowd=450, troupes=(1, 2, 3))
    problem = festival(act, troupes=troupes, current=(Slot(1, RIVER, EVENING),))
    assert paid("few-moves", problem) == [Cost("few-moves", (1,), 7)]


@pytest.mark.parametrize(
    ("notice", "stands", "starts", "times"),
    [
        (7 * 1440, EVENING, EVENING + 5, 1),
        (7 * 1440 - 1, EVENING, EVENING + 5, 2),
        (1440 - 1, EVENING, EVENING + 5, 4),
        (119, EVENING, EVENING + 5, 8),
        (1440, EVENING, EVENING - 5, 4),
        (7 * 1440 + 5, EVENING, EVENING - 5, 1),
        (1440, EVENING, None, 2),
        (60, EVENING, TOMORROW + EVENING, 8),
        (1440 + 60, EVENING + 1440, EVENING, 8),
    ],
)
def test_the_less_notice_the_dearer_a_move(notice: int, stands: int, starts: int | None, times: int) -> None:
    """Counted from the earlier of both starts; an act that is left out has the notice of the start that it loses."""
    act, current = Act(1, "Opening", 60, crowd=450), (Slot(1, RIVER, stands),)
    problem = festival(act, current=current, now=stands - notice)
    slots = [] if starts is None else [Slot(1, PARK, starts)]
    assert paid("few-moves", problem, *slots) == [Cost("few-moves", (1,), 5 * times)]


def test_favourites_at_the_same_time_cost_what_their_clash_weighs() -> None:
    problem = festival(Act(1, "Opening", 60), Act(2, "Fan dance", 30), clashes=(Clash(1, 2, 7),))
    assert paid("audience-clashes", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 59 // 5 * 5)) == [
        Cost("audience-clashes", (1, 2), 7)
    ]
    assert paid("audience-clashes", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 60)) == []


def test_an_act_wants_to_stand_wholly_inside_one_window() -> None:
    likings = (Liking(600, 660, 3), Liking(660, 720, 5))
    problem = festival(Act(1, "Tea", 40, likings=likings))
    assert paid("preferred-windows", problem, Slot(1, RIVER, 640)) == [Cost("preferred-windows", (1,), 5)]
    assert paid("preferred-windows", problem, Slot(1, RIVER, 660)) == []


def test_a_stage_is_the_size_of_its_act() -> None:
    stages = (Stage(RIVER, "River", 1, capacity=1000), Stage(PARK, "Park", 2, capacity=200), Stage(COURT, "Court", 1))
    parade = Act(2, "Parade", 60, crowd=9000, route=(Leg(RIVER, 0, 60),))
    problem = festival(Act(1, "Recital", 60, crowd=150), parade, stages=stages)
    assert paid("big-acts-on-big-stages", problem, Slot(1, RIVER, EVENING), Slot(2, RIVER, NOON)) == [
        Cost("big-acts-on-big-stages", (1,), 8)
    ]
    assert paid("big-acts-on-big-stages", problem, Slot(1, PARK, EVENING)) == [Cost("big-acts-on-big-stages", (1,), 2)]
    assert paid("big-acts-on-big-stages", problem, Slot(1, COURT, EVENING)) == []


def test_evenings_share_the_evening_acts() -> None:
    problem = festival(*(Act(id, f"Show {id}", 30) for id in range(1, 7)))
    evening = [Slot(id, RIVER, EVENING + 40 * id) for id in (1, 2, 3, 4)]
    assert paid("even-evenings", problem, *evening, Slot(5, RIVER, TOMORROW + EVENING), Slot(6, RIVER, NOON)) == [
        Cost("even-evenings", (1, 2, 3, 4), 1)
    ]
    assert paid("even-evenings", problem, *evening[:3], Slot(4, RIVER, TOMORROW + EVENING)) == [
        Cost("even-evenings", (1, 2, 3), 1)
    ]
    assert paid("even-evenings", problem, *evening[:2], Slot(3, RIVER, TOMORROW + EVENING)) == []


def test_weights_are_the_editions_and_0_leaves_a_wish_out() -> None:
    acts = Act(1, "Opening", 60, crowd=450), Act(2, "Fan dance", 30)
    problem = festival(*acts, clashes=(Clash(1, 2, 7),), weights={"audience-clashes": 3, "people-served": 0})
    plan = Plan((Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING)))
    rest = {"few-moves": 0, "preferred-windows": 0, "big-acts-on-big-stages": 0}
    assert score(problem, plan) == {"audience-clashes": 21, "even-evenings": 2} | rest
    assert costs(replace(problem, weights={wish.key: 0 for wish in WISHES}), plan) == []
