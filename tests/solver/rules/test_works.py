"""What the performances of one work, and what comes before what, ask of a plan."""

from __future__ import annotations

from solver.problem import Act, Precedence, Slot, Work
from tests.solver.rules.examples import COURT, EVENING, NOON, PARK, RIVER, TOMORROW, festival, told

TALES = Act(1, "Tales I", 60, work=1), Act(2, "Tales II", 60, work=1)


def test_what_comes_before_comes_before() -> None:
    acts = Act(1, "Rehearsal", 60), Act(2, "Opening", 60)
    problem = festival(*acts, precedences=(Precedence(1, 2, lag=30, at_most=240),))
    rehearsal = Slot(1, RIVER, NOON)
    assert told("precedence", problem, rehearsal, Slot(2, RIVER, NOON + 80)) == [
        "Opening must start 30 minutes or more after Rehearsal ends; it is 10 too early."
    ]
    assert told("precedence", problem, rehearsal, Slot(2, RIVER, NOON + 305)) == [
        "Opening must start within 240 minutes after Rehearsal ends; it is 5 too late."
    ]
    assert told("precedence", problem, Slot(2, RIVER, EVENING)) == [
        "Opening is placed, but Rehearsal, which must come before it, is not."
    ]
    assert told("precedence", problem, rehearsal, Slot(2, RIVER, NOON + 90)) == []
    assert told("precedence", problem, rehearsal) == []


def test_a_work_is_performed_as_often_a_day_as_is_wanted() -> None:
    problem = festival(*TALES, works=(Work(1, "Tales", at_most_a_day=1),))
    assert told("work-shows-a-day", problem, Slot(1, RIVER, NOON), Slot(2, PARK, EVENING)) == [
        "Tales II at 19:30 on 07/06/2024 is performance 2 of Tales on its day; at most 1 are wanted."
    ]
    assert told("work-shows-a-day", problem, Slot(1, RIVER, NOON), Slot(2, PARK, NOON + TOMORROW)) == []


def test_performances_of_a_work_lie_days_apart() -> None:
    problem = festival(*TALES, works=(Work(1, "Tales", days_apart=1),))
    assert told("work-days-apart", problem, Slot(1, RIVER, NOON), Slot(2, PARK, 1500)) == [
        "Tales I and Tales II show Tales 0 days apart; at least 1 are wanted."
    ]
    assert told("work-days-apart", problem, Slot(1, RIVER, NOON), Slot(2, PARK, NOON + TOMORROW)) == []


def test_performances_of_a_work_stand_on_different_stages() -> None:
    problem = festival(*TALES, works=(Work(1, "Tales", other_stages=True),))
    assert told("work-other-stages", problem, Slot(1, RIVER, NOON), Slot(2, RIVER, NOON + TOMORROW)) == [
        "Tales I and Tales II both show Tales on River; different stages are wanted."
    ]
    assert told("work-other-stages", problem, Slot(1, RIVER, NOON), Slot(2, COURT, NOON)) == []
