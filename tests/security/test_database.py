"""What the database refuses by itself, on both databases, whatever the program above it does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from festival_ops.security.models import Absence, Force, Holding, Need, Officer, Post, Sector, ShiftDay
from tests.support.crews import POLICE
from tests.support.programmes import Festival

DAY = date(2026, 6, 5)


def need(crew: Festival, **facts: Any) -> Need:
    tied = {"post": crew["C02"], "shift": crew["night"], "qualification": crew["BV"]}
    return Need(**{"least": 1, "most": 2, "reason": "Trực", **tied, **facts})


def refused(crew: Festival, *rows: Any) -> None:
    crew.session.commit()
    for number, row in enumerate(rows):
        crew.add(f"refused {number}", row)
    with pytest.raises(IntegrityError):
        crew.session.commit()
    crew.session.rollback()


def test_the_same_need_twice(crew: Festival) -> None:
    refused(crew, need(crew), need(crew))
    refused(crew, need(crew, day=DAY), need(crew, day=DAY))
    crew.add("every day", need(crew))
    crew.add("the fifth", need(crew, day=DAY))
    crew.session.commit()


def test_counts_that_nobody_can_meet(crew: Festival) -> None:
    refused(crew, need(crew, least=3, most=2))
    refused(crew, need(crew, least=0, most=0))
    refused(crew, need(crew, one_leader_for=0))


def test_rule_sets_that_contradict_themselves(crew: Festival) -> None:
    for fact, value in (("week_minutes", 60), ("day_minutes", 1500), ("rest_minutes", -1), ("longest_run", 0)):
        refused(crew, Force(name="Lạ", kind="police", **POLICE | {fact: value}))
    for fact, value in (("month_minutes", 3000), ("weekly_rest_minutes", 5000), ("shortest_run", 10)):
        refused(crew, Force(name="Lạ", kind="police", **POLICE | {fact: value}))


def test_places_that_are_none(crew: Festival) -> None:
    post = {"code": "CX", "name": "Chốt", "sector": crew["inner"]}
    refused(crew, Post(latitude=16.4, **post))
    refused(crew, Post(latitude=160.4, longitude=107.5, **post))
    refused(crew, Post(handover_minutes=61, **post))
    refused(crew, Sector(name="Ngoài", ring=6))


def test_codes_and_absences(crew: Festival) -> None:
    refused(crew, Officer(code="CA-01", name="Trùng", agency=crew["city police"]))
    starts = crew.at(1, "08:00")
    refused(crew, Absence(officer=crew["CA-01"], starts=starts, ends=starts - timedelta(hours=1)))


def test_parts_that_say_a_thing_twice(crew: Festival) -> None:
    crew["night"].days = [ShiftDay(on=DAY), ShiftDay(on=DAY)]
    with pytest.raises(IntegrityError):
        crew.session.commit()
    crew.session.rollback()
    crew["BV-01"].holdings.append(Holding(qualification=crew["YT"]))
    with pytest.raises(IntegrityError):
        crew.session.commit()
    crew.session.rollback()
