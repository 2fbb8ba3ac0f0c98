"""Single rules and wishes of rosters, told in their sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.crew.check import check, costs
from solver.crew.evening import Evening
from solver.crew.handover import with_handovers
from solver.crew.plan import CrewPlan
from solver.crew.pooling import pooled
from solver.crew.problem import CrewProblem, Duty, Force, Function, Need, Officer, Post, Skill
from solver.crew.rules.hours_a_day import length
from solver.crew.seed import may_meet
from solver.crew.stand_in import stand_ins
from solver.crew.words import say, tell
from solver.problem import Span, Trip

HOUR = 60
DAY = 24 * HOUR
MORNING, AFTERNOON = Span(6 * HOUR, 14 * HOUR), Span(14 * HOUR, 22 * HOUR)


def town(*needs: Need, days: int = 3, people: int = 1, posts: tuple[Post, ...] = (), **limits: object) -> CrewProblem:
    """Guards of one force at three posts; the way from the first to the third takes a quarter of an hour."""
    return CrewProblem(
        "Town", "2024-06-07", days,
        forces=(Force(1, "Guards", **limits),),  # type: ignore[arg-type]
        functions=(Function(1, "guard"),),
        officers=tuple(Officer(id, f"Officer {id}", 1, 1, (Skill(1),)) for id in range(1, people + 1)),
        posts=posts or (Post(1, "North gate", 1), Post(2, "Bridge", 1), Post(3, "South gate", 2)), needs=needs,
        trips=(Trip(1, 2, 15), Trip(2, 1, 15)),
    )  # fmt: skip


def told(problem: CrewProblem, *needs: int, officer: int = 1) -> list[str]:
    """What the officer's duties break."""
    breaches = check(problem, CrewPlan(tuple(Duty(officer, need) for need in needs)))
    return [say(problem, breach) for breach in breaches if breach.officers]


def later(need: Need, days: int, id: int) -> Need:
    return replace(need, id=id, span=Span(need.span.starts + days * DAY, need.span.ends + days * DAY))


def test_a_hand_over_begins_where_others_leave_the_same_post() -> None:
    first, second = Need(1, 1, 1, MORNING, 1, 1), Need(2, 1, 1, AFTERNOON, 1, 1)
    elsewhere, other = Need(3, 2, 1, AFTERNOON, 1, 1), Need(4, 1, 2, AFTERNOON, 1, 1)
    after_a_pause = later(first, 1, 5)
    needs = with_handovers((first, second, elsewhere, other, after_a_pause), {1: 10, 2: 20})
    assert [need.handover for need in needs] == [0, 10, 0, 0, 0]
    assert (needs[1].duty, length(needs[1])) == (Span(AFTERNOON.starts - 10, AFTERNOON.ends), 8 * HOUR + 10)


@pytest.mark.parametrize(
    ("post", "pause", "sentences"),
    [
        (1, 0, []),
        (2, 0, ["Officer 1 must be at North gate at 13:50 on 07/06/2024 for the hand-over and is on duty at Bridge "
                "until 14:00 on 07/06/2024."]),
        (2, 10, []),
        (3, 0, ["Officer 1 has 0 minutes for the way from South gate to North gate, which takes 15."]),
        (3, 20, ["Officer 1 must be at North gate at 13:50 on 07/06/2024 for the hand-over, is on duty at South gate "
                 "until 13:40 on 07/06/2024, and the way takes 15 minutes."]),
        (3, 25, []),
    ],
)  # fmt: skip
def test_whoever_relieves_others_is_there_before_they_leave(post: int, pause: int, sentences: list[str]) -> None:
    """Whoever stands there already is there."""
    before = Need(1, post, 1, Span(MORNING.starts, MORNING.ends - pause), 1, 1)
    relief = Need(2, 1, 1, AFTERNOON, 1, 1, handover=10)
    assert told(town(before, relief), 1, 2) == sentences


def test_a_hand_over_counts_in_hours_and_shortens_the_rest() -> None:
    before, relief = Need(1, 2, 1, MORNING, 1, 1), later(Need(2, 1, 1, MORNING, 1, 1, handover=10), 1, 2)
    assert told(town(before, relief, rest=16 * HOUR, day_limit=8 * HOUR), 1, 2) == [
        "Officer 1 needs 16 hours of rest after the duty that ends at 14:00 on 07/06/2024, has 15:50.",
        "Officer 1 is on duty for 8:10 hours on the day that begins at 06:00 on 08/06/2024; 8 are allowed.",
    ]
    assert told(town(before, relief, rest=15 * HOUR, day_limit=9 * HOUR), 1, 2) == []
    assert stand_ins(town(before, relief), CrewPlan((Duty(1, 1),)), relief)[0].rest_before == 16 * HOUR - 10


def test_whoever_is_away_at_the_hand_over_cannot_relieve() -> None:
    problem = town(Need(1, 1, 1, AFTERNOON, 1, 1, handover=10))
    away = replace(problem.officers[0], away=(Span(12 * HOUR, 14 * HOUR - 5),))
    assert told(replace(problem, officers=(away,)), 1) == [
        "Officer 1 is away from 12:00 on 07/06/2024 to 13:55 on 07/06/2024 and stands at North gate from 13:50 on "
        "07/06/2024."
    ]


def every_morning(*days: int) -> CrewProblem:
    """A duty of eight hours every morning of ten days, and what the officer does of them."""
    needs = tuple(later(Need(1, 1, 1, MORNING, 0, 1), day, day + 1) for day in range(10))
    return town(*needs, days=10, weekly_rest=DAY)


def test_a_week_without_a_long_rest_is_told() -> None:
    problem = every_morning()
    assert told(problem, *range(1, 8)) == [
        "Officer 1 has no 24 hours of rest in a row in the seven days from 04:00 on 07/06/2024; the longest are 16."
    ]
    assert told(problem, *range(1, 7), 8, 9, 10) == []


def test_a_night_takes_nothing_off_the_day_of_rest_after_it() -> None:
    """It ends at six in the morning, two hours after the seventh festival day has begun."""
    nights = [later(Need(1, 1, 1, Span(22 * HOUR, 30 * HOUR), 0, 1), day, day + 1) for day in range(10)]
    morning = later(Need(11, 1, 1, MORNING, 0, 1), 7, 11)
    problem = town(*nights, morning, days=10, weekly_rest=DAY)
    assert told(problem, 1, 2, 3, 4, 5, 6, 8, 9, 10) == []
    assert told(problem, 1, 2, 3, 4, 5, 6, 11) == []
    early = replace(problem, needs=(*problem.needs, replace(morning, id=12, handover=10)))
    assert told(early, 1, 2, 3, 4, 5, 6, 12) == [
        f"Officer 1 has no 24 hours of rest in a row in the seven days from 04:00 on {day}; the longest are 23:50."
        for day in ("07/06/2024", "08/06/2024")
    ]


def test_hours_are_added_up_over_thirty_days() -> None:
    needs = tuple(later(Need(1, 1, 1, MORNING, 0, 1), day, day + 1) for day in range(40))
    problem = town(*needs, days=40, month_limit=24 * HOUR)
    assert told(problem, 1, 2, 3, 31) == []
    assert told(problem, 1, 3, 5, 30) == [
        "Officer 1 is on duty for 32 hours in the thirty days from 06:00 on 07/06/2024; 24 are allowed."
    ]


def wishes(problem: CrewProblem, *duties: Duty) -> list[str]:
    return [tell(problem, cost) for cost in costs(problem, CrewPlan(duties))]


def test_weekends_are_shared_by_function() -> None:
    """Friday is the first day; on Saturday and Sunday two people share two duties."""
    needs = tuple(later(Need(1, 1, 1, MORNING, 1, 1), day, day + 1) for day in range(3))
    problem = town(*needs, people=2)
    assert wishes(problem, Duty(1, 1), Duty(1, 2), Duty(2, 3)) == []
    assert wishes(problem, Duty(2, 1), Duty(1, 2), Duty(1, 3)) == [
        "Officer 1 has 2 duties on Saturdays and Sundays; a fair share is 1."
    ]


def test_whoever_is_called_for_a_single_day_is_told_of() -> None:
    needs = tuple(later(Need(1, 1, 1, MORNING, 1, 2), day, day + 1) for day in range(5))
    problem = town(*needs, days=5, shortest_run=2)
    assert wishes(problem, Duty(1, 1), Duty(1, 2), Duty(1, 4)) == [
        "Officer 1 is called for 1 of at least 2 days in a row from 06:00 on 10/06/2024."
    ]


def test_a_night_too_many_is_exchanged_for_a_morning() -> None:
    """Everybody has two duties already; what people have been told of stays."""
    nights = [later(Need(1, 1, 1, Span(22 * HOUR, 30 * HOUR), 1, 1), day, day + 1) for day in range(2)]
    mornings = [later(Need(1, 1, 1, MORNING, 1, 1), day, day + 3) for day in (0, 2)]
    problem = town(*nights, *mornings, people=2, rest=12 * HOUR, week_limit=16 * HOUR)
    held = {1: nights, 2: mornings}
    exchanged = dict(held)
    Evening(problem, exchanged, may_meet).even()
    assert {officer: sorted(need.id for need in needs) for officer, needs in exchanged.items()} == {
        1: [2, 3],
        2: [1, 5],
    }
    told_of = replace(problem, current=(Duty(1, 1), Duty(1, 2)))
    kept = dict(held)
    Evening(told_of, kept, may_meet).even()
    assert kept == held


def test_needs_with_and_without_a_hand_over_are_pooled() -> None:
    """So that a roster of the pool has room for it; another length is a pool by itself."""
    minutes = (0, 10, 30)
    needs = [Need(id, id, 1, AFTERNOON, 1, 1, handover=minutes[id - 1]) for id in (1, 2, 3)]
    pool = pooled(town(*needs, people=3))
    assert {tuple(need.id for need in alike): pool.problem.need(id).handover for id, alike in pool.needs.items()} == {
        (1, 2): 10,
        (3,): 30,
    }
