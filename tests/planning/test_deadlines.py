"""Deadlines of a postponed festival: what is filed by everybody, what this one has recorded, and whether it is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from festival_ops.database import db, now
from festival_ops.planning.clock import Clock
from festival_ops.planning.deadlines import Dated, Deadline, deadlines
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import ExchangedDay, Permit
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def coming(sound: Festival) -> Festival:
    """The festival on a Friday 60 to 66 days from now, so that all its deadlines can be kept."""
    soon = now().date() + timedelta(days=60)
    begins = soon + timedelta(days=(4 - soon.weekday()) % 7)
    later = begins - sound.edition.first_day
    for row in (*sound["plan"].placements, *(sound["OPEN"],)):
        for name in ("starts", "announced_starts"):
            if getattr(row, name, None):
                setattr(row, name, getattr(row, name) + later)
    sound.edition.first_day, sound.edition.last_day = begins, sound.edition.last_day + later
    sound.session.commit()
    return sound


def permit(festival: Festival, name: str, *codes: str, **facts: Any) -> Permit:
    row = Permit(name=name, authority="UBND thành phố", **{"lead": 7, **facts})
    row.performances = [festival[code] for code in codes]
    return festival.add(name, row)  # type: ignore[no-any-return]


def rechecked(app: Flask, festival: Festival, days: int) -> dict[str, Deadline]:
    festival.session.commit()
    with app.test_request_context(headers={"Accept-Language": "en"}):
        problem = problem_of(db.session(), festival.edition, main_plan(db.session(), festival.edition))
        clock = Clock.of(festival.edition)
        later = Clock(clock.first_day + timedelta(days=days), clock.days, clock.cutoff, clock.zone)
        before, after = (Dated.of(each, problem.current) for each in (clock, later))
        found = deadlines(db.session(), festival.edition, before, after)
    return {each.what: each for each in found}


def test_a_permit_is_for_the_days_of_its_performances_and_says_what_becomes_of_it(app: Flask, coming: Festival) -> None:
    first = coming.edition.first_day
    week = timedelta(days=7)
    permit(coming, "Pháo hoa", "OPEN", state="granted", since=first, until=first)
    permit(coming, "Đường", "PARADE", "T2", state="granted", since=first, until=first + timedelta(days=30))
    permit(coming, "Kịch bản", "X2", state="filed")
    permit(coming, "Cổng", "GONE", state="granted", since=first)
    permit(coming, "Lễ hội", state="granted")
    found = rechecked(app, coming, 7)
    second, third = first + timedelta(days=1), first + timedelta(days=2)
    assert {name: (found[name].before, found[name].after) for name in ("Pháo hoa", "Đường", "Kịch bản", "Lễ hội")} == {
        "Pháo hoa": ((first, first), (first + week, first + week)),
        "Đường": ((second, second), (second + week, second + week)),
        "Kịch bản": ((third, third), (third + week, third + week)),
        "Lễ hội": ((first, third), (first + week, third + week)),
    }
    told = f"{first:%d/%m/%Y}"
    assert {name: (found[name].told, bool(found[name].due)) for name in ("Pháo hoa", "Đường", "Kịch bản", "Cổng")} == {
        "Pháo hoa": (f"It is granted from {told} to {told} only, and has to be changed for the new dates.", True),
        "Đường": (
            f"It is granted from {told} to {first + timedelta(days=30):%d/%m/%Y} and holds for the new dates.",
            False,
        ),
        "Kịch bản": ("It is filed: the authority has to be told the new dates.", True),
        "Cổng": ("None of its performances has a place any more.", False),
    }
    assert (
        found["Lễ hội"].told == "It is granted, and nobody has recorded for which days; please look whether it holds."
    )
    assert [each.what for each in found.values() if each.grave] == []


def test_what_is_too_late_says_so_and_what_is_not_counts_the_days_left(app: Flask, coming: Festival) -> None:
    permit(coming, "Visa", lead=200)
    permit(coming, "Đường", lead=0, working=False)
    permit(coming, "Pháo hoa", state="refused")
    found = rechecked(app, coming, 7)
    late = "That day has passed: ask the authority for a decision on urgent grounds, and record it."
    assert (found["Visa"].kept, found["Visa"].grave) == (late, True)
    assert found["Đường"].kept.startswith("It can be kept: ")
    assert (found["Đường"].grave, found["Pháo hoa"].grave) == (False, True)


def test_exchanged_days_move_a_deadline(app: Flask, sound: Festival) -> None:
    """7 working days before Friday 12 June 2026 is Wednesday 3 June; with Thursday 4 June off it is the day before."""
    permit(sound, "Kịch bản")
    assert rechecked(app, sound, 7)["Kịch bản"].due == "Wednesday 03/06/2026, 7 working days before 12/06/2026"
    sound.add("swap", ExchangedDay(off=date(2026, 6, 4)))
    assert rechecked(app, sound, 7)["Kịch bản"].due == (
        "Tuesday 02/06/2026, 7 working days before 12/06/2026. Not counted as working days: 04/06."
    )
