"""What has changed between two plans, act by act, and whom it concerns."""

from __future__ import annotations

from solver.compare import Change, compare
from solver.plan import Plan
from solver.problem import Act, Problem, Slot, Stage, Troupe, Venue

PROBLEM = Problem(
    "Festival",
    "2024-06-07",
    3,
    venues=(Venue(1, "Citadel"),),
    stages=(Stage(1, "Kiến Trung", 1), Stage(2, "Ngọ Môn", 1)),
    troupes=(Troupe(1, "Sae Nyuk", size=20), Troupe(2, "Barakatt")),
    acts=tuple(Act(id, f"Act {id}", 60, troupes=(1, 2), crowd=300) for id in range(1, 7)),
)


def test_every_kind_of_change() -> None:
    before = Plan((Slot(1, 1, 1200), Slot(2, 1, 1300), Slot(3, 1, 2640), Slot(4, 1, 1140), Slot(5, 1, 1400)))
    after = Plan((Slot(1, 1, 1200), Slot(2, 2, 1300), Slot(3, 1, 1170), Slot(5, 1, 2840), Slot(6, 2, 1200)))
    concerns = {"artists": 20, "audience": 300}
    assert compare(PROBLEM, before, after) == [
        Change(1, "same", Slot(1, 1, 1200), Slot(1, 1, 1200), **concerns),
        Change(2, "moved", Slot(2, 1, 1300), Slot(2, 2, 1300), stage=True, **concerns),
        Change(3, "moved", Slot(3, 1, 2640), Slot(3, 1, 1170), day=True, time=True, minutes=-1470, **concerns),
        Change(4, "unplaced", Slot(4, 1, 1140), None, **concerns),
        Change(5, "moved", Slot(5, 1, 1400), Slot(5, 1, 2840), day=True, minutes=1440, **concerns),
        Change(6, "placed", None, Slot(6, 2, 1200), **concerns),
    ]


def test_a_start_after_midnight_is_on_the_evening_it_belongs_to() -> None:
    (change,) = compare(PROBLEM, Plan((Slot(1, 1, 1410),)), Plan((Slot(1, 1, 1450),)))
    assert (change.day, change.time, change.minutes) == (False, True, 40)
