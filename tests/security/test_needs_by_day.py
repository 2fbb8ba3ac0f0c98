"""Every need on every festival day, in moments: over midnight, cut to the hours of its post, on its own days."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from festival_ops.database import db
from festival_ops.programme.models import Edition
from festival_ops.security.models import Need, PostHours, ShiftDay
from festival_ops.security.queries import NeedOnDay, needs_by_day
from tests.support.programmes import Festival
from tests.support.questions import asked

pytestmark = pytest.mark.databases("sqlite")

FIRST, SECOND, THIRD = date(2026, 6, 5), date(2026, 6, 6), date(2026, 6, 7)


def told(crew: Festival, post: str) -> list[tuple[str, str, str, int]]:
    """Day, span in the festival's clock, qualification and least, of one post."""
    crew.session.commit()
    return [line(crew, each) for each in needs_by_day(db.session(), crew.edition) if each.post is crew[post]]


def line(crew: Festival, each: NeedOnDay) -> tuple[str, str, str, int]:
    starts, ends = (crew.edition.local(moment) for moment in (each.starts, each.ends))
    return f"{each.day:%d}", f"{starts:%d %H:%M}–{ends:%d %H:%M}", each.qualification.code, each.least


def test_a_post_around_the_clock_is_manned_through_the_night(crew: Festival) -> None:
    assert told(crew, "C02") == [
        ("05", "05 22:00–06 06:00", "YT", 1),
        ("06", "06 22:00–07 06:00", "YT", 1),
        ("07", "07 22:00–08 06:00", "YT", 1),
    ]


def test_a_shift_is_cut_to_the_hours_of_the_post(crew: Festival) -> None:
    """Manned from 18:00 to 01:00; people are relieved at 22:00 all the same."""
    assert told(crew, "C01")[:4] == [
        ("05", "05 18:00–05 22:00", "BV", 4),
        ("05", "05 22:00–06 01:00", "BV", 2),
        ("06", "06 18:00–06 22:00", "BV", 4),
        ("06", "06 22:00–07 01:00", "BV", 2),
    ]
    facts = next(needs_by_day(db.session(), crew.edition))
    assert (facts.shift, facts.most, facts.one_leader_for, facts.minutes) == (crew["evening"], 6, 10, 240)
    assert facts.starts.utcoffset() == timedelta(hours=7)


def test_hours_that_touch_are_one_and_hours_apart_are_two(crew: Festival) -> None:
    crew["C02"].hours = [
        PostHours(starts=time(22, 30), ends=time(0)),
        PostHours(starts=time(0), ends=time(1)),
        PostHours(starts=time(5), ends=time(7)),
    ]
    assert told(crew, "C02") == [
        # The morning of the 5th lies before the night of the 5th, and nothing opens on the morning after the 7th.
        ("05", "05 22:30–06 01:00", "YT", 1),
        ("05", "06 05:00–06 06:00", "YT", 1),
        ("06", "06 22:30–07 01:00", "YT", 1),
        ("06", "07 05:00–07 06:00", "YT", 1),
        ("07", "07 22:30–08 01:00", "YT", 1),
    ]


def test_a_post_with_hours_of_one_day_is_manned_on_that_day_alone(crew: Festival) -> None:
    crew["C02"].hours = [PostHours(on=SECOND, starts=time(20), ends=time(23))]
    assert told(crew, "C02") == [("06", "06 22:00–06 23:00", "YT", 1)]


def test_a_shift_runs_on_its_days(crew: Festival) -> None:
    crew["night"].days = [ShiftDay(on=FIRST), ShiftDay(on=THIRD)]
    assert [day for day, *_ in told(crew, "C02")] == ["05", "07"]


def test_a_need_of_one_day_takes_the_place_of_that_of_every_day(crew: Festival) -> None:
    tied = {"post": crew["C02"], "shift": crew["night"], "qualification": crew["YT"]}
    crew.add("fireworks", Need(day=SECOND, least=5, most=8, reason="Pháo hoa", **tied))
    other = tied | {"qualification": crew["BV"]}
    crew.add("rescue", Need(day=THIRD, least=3, most=3, reason="Bế mạc", **other))
    assert [(day, code, least) for day, _, code, least in told(crew, "C02")] == [
        ("05", "YT", 1),
        ("06", "YT", 5),
        ("07", "BV", 3),
        ("07", "YT", 1),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "span"),
    [
        (time(6), time(6), "05 06:00–06 06:00"),
        (time(2), time(4), "06 02:00–06 04:00"),
        (time(3), time(5), "06 03:00–06 05:00"),
        (time(23), time(3), "05 23:00–06 03:00"),
        (time(5), time(3), "05 05:00–06 03:00"),
        (time(16), time(0), "05 16:00–06 00:00"),
    ],
)
def test_the_small_hours_belong_to_the_evening_before(crew: Festival, starts: time, ends: time, span: str) -> None:
    """The festival day of this edition ends at 04:00."""
    crew["night"].starts, crew["night"].ends = starts, ends
    assert told(crew, "C02")[0] == ("05", span, "YT", 1)


def test_another_edition_has_its_own(crew: Festival) -> None:
    other = Edition(slug="other", name="Khác", first_day=FIRST, last_day=THIRD)
    crew.session.add(other)
    crew.session.commit()
    assert list(needs_by_day(db.session(), other)) == []


def test_many_needs_cost_as_many_questions_as_one(crew: Festival) -> None:
    cost = []
    for names in (["gate", "gate at night"], []):
        crew.session.expire_all()
        with asked() as questions:
            assert len(list(needs_by_day(db.session(), crew.edition))) > 0
        cost.append(len(questions))
        for name in names:
            crew.session.delete(crew[name])
        crew.session.commit()
    assert cost[0] == cost[1]
