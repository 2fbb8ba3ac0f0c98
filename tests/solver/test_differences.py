"""What is said to have changed between two versions of a programme."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from solver.differences import Difference, Standing, differences, standings
from solver.problem import Slot
from tests.solver.festivals import festival

EVENING = (Standing(1, 1, 1140, 60), Standing(2, 1, 1215, 45), Standing(3, 2, 1140, 90))


def told(before: tuple[Standing, ...], after: tuple[Standing, ...]) -> list[tuple[str, tuple[int, ...]]]:
    return [(each.kind, each.acts) for each in differences(before, after)]


def test_the_same_is_not_told() -> None:
    assert differences(EVENING, reversed(EVENING)) == []


def test_moved_cancelled_added_shortened_and_lengthened_each_stand_alone() -> None:
    after = (Standing(1, 2, 1140, 60), Standing(2, 1, 1215, 30), Standing(4, 3, 900, 60), Standing(5, 1, 600, 10))
    before = (*EVENING, Standing(5, 1, 600, 5))
    assert told(before, after) == [
        ("lengthened", (5,)),
        ("added", (4,)),
        ("moved", (1,)),
        ("cancelled", (3,)),
        ("shortened", (2,)),
    ]


def test_a_show_that_moves_and_is_shortened_is_told_once() -> None:
    (found,) = differences(EVENING[:1], [Standing(1, 2, 1140, 45)])
    assert (found.kind, found.stage, found.longer) == ("moved", True, -15)


def test_two_that_take_each_others_place_are_swapped_on_any_stages() -> None:
    after = (Standing(3, 1, 1140, 90), EVENING[1], Standing(1, 2, 1140, 60))
    assert told(EVENING, after) == [("swapped", (1, 3))]


def test_two_that_fill_their_time_the_other_way_round_are_swapped() -> None:
    """The longer one now comes second and starts earlier than the shorter one did."""
    after = (Standing(2, 1, 1140, 45), Standing(1, 1, 1200, 60), EVENING[2])
    assert told(EVENING, after) == [("swapped", (1, 2))]


def test_two_that_merely_meet_are_not_swapped() -> None:
    after = (Standing(2, 1, 1140, 45), Standing(1, 2, 1400, 60), EVENING[2])
    assert told(EVENING, after) == [("moved", (1,)), ("moved", (2,))]


def test_three_in_a_ring_are_moves() -> None:
    after = (Standing(1, 1, 1215, 60), Standing(2, 2, 1140, 45), Standing(3, 1, 1140, 90))
    assert [kind for kind, _acts in told(EVENING, after)] == ["moved", "moved", "moved"]


def test_who_takes_most_of_a_gone_shows_time_replaces_it() -> None:
    after = (EVENING[0], Standing(8, 1, 1255, 30), Standing(9, 1, 1220, 30), EVENING[2])
    (one, other) = differences(EVENING, after)
    assert (one.kind, one.acts, one.before, one.after) == ("replaced", (2, 9), EVENING[1], None)
    assert one.other == Difference(9, "added", None, after[2])
    assert (other.kind, other.acts) == ("added", (8,))


def test_the_same_time_on_another_stage_replaces_nothing() -> None:
    assert told(EVENING[:1], (Standing(9, 2, 1140, 60),)) == [("cancelled", (1,)), ("added", (9,))]


@given(st.integers(0, 400), st.integers(0, 400))
def test_every_act_that_differs_is_told_once_and_turning_round_tells_the_same_acts(one: int, two: int) -> None:
    problem, plan = festival(one)
    acts = {act.id for act in problem.acts}
    before = standings(problem, plan.slots)
    after = standings(problem, (slot for slot in festival(two)[1].slots if slot.act in acts))
    found = [act for each in differences(before, after) for act in each.acts]
    differing = {each.act for each in set(before) ^ set(after)}
    assert sorted(found) == sorted(differing)
    assert sorted(act for each in differences(after, before) for act in each.acts) == sorted(differing)


def test_a_plan_is_as_long_as_its_acts() -> None:
    problem, _plan = festival(3)
    act = problem.acts[0]
    assert standings(problem, [Slot(act.id, 1, 600)]) == [Standing(act.id, 1, 600, act.duration)]
