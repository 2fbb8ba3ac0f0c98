"""Needs whose figures follow the show: the roster knows them as before, and nobody is told of a change."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from festival_ops.planning.models import Duty
from festival_ops.planning.roster.kept import standing
from festival_ops.security.models import Need
from tests.planning.demand.conftest import day, needs, page, picks, take, take_all, words
from tests.planning.demand.test_taking import ROSTER, hand, post, take_back
from tests.support.papers import send
from tests.support.people import Visitor
from tests.support.programmes import Festival

NEED = "/festival/song-huong/security/need"


def told(visitor: Visitor, address: str) -> list[str]:
    text = visitor.get(address).text
    return [words(notice) for notice in re.findall(r'<div class="notice[^>]*>.*?<p>(.*?)</p>', text, re.DOTALL)]


def known(made: Festival) -> tuple[list[int], tuple[object, ...], tuple[object, ...]]:
    """Which needs duties name, the roster as the core reads it, and as people were told it."""
    made.session.expire_all()
    named = list(made.session.scalars(select(Duty.need_id).order_by(Duty.id)))
    problem = standing(made.session(), made.edition).problem
    return named, problem.current, problem.released


def test_a_need_of_every_day_keeps_its_number_and_its_people(lead: Visitor, measured: Festival) -> None:
    row = hand(measured, least=1, most=1)
    for number in (1, 2):
        post(measured, row, number)
    send(lead, f"{ROSTER}/release", short="y")
    before = known(measured)
    assert (before[0], before[1]) == ([row.id, row.id], before[2])
    assert take(lead, 1, picks(page(lead, 1))).status_code == 303
    assert [line[3] for line in needs(measured) if line[:2] == ("C01", "evening")] == [1, 11]
    assert known(measured) == before
    # No duty changes; sheets and calendars say how many are needed.
    told_next = words(lead.get(f"{ROSTER}/release").text)
    assert "a name, a phone, the tasks of a post or how many are needed." in told_next
    place = f"{ROSTER}/post/{measured['C01'].id}?day={day(1).isoformat()}&shift={measured['evening'].id}"
    assert "1 of 11, 10 missing" in words(lead.get(place).text)
    refused = words(lead.get(f"{NEED}/{row.id}/removal").text)
    assert "cannot be removed while these need it" in refused
    assert take_back(lead) == "The needs are as they were before, with the people who stood there."
    assert known(measured) == before


def test_people_beyond_the_new_number_are_told_and_stay(lead: Visitor, measured: Festival) -> None:
    take_all(lead)
    row = measured.session.scalars(
        select(Need).where(Need.post == measured["C01"], Need.shift == measured["evening"], Need.day == day(1))
    ).one()
    for code in ("CA-01", "CA-02", "BV-01"):
        measured.session.add(Duty(edition_id=measured.edition.id, officer=measured[code], need=row, day=day(1)))
    measured.unplace("OPEN")
    measured.session.commit()
    answer = take(lead, 1, picks(page(lead, 1)))
    assert told(lead, answer.location)[1] == (
        "1 person more is on duty than the needs allow now, and stays until somebody decides: "
        "C01 · Ca evening · BV, 05/06: 1."
    )
    assert known(measured)[0] == [row.id] * 3
    assert (row.least, row.most) == (2, 2)
    trail = words(lead.get(f"{NEED}/{row.id}").text)
    assert "At least 11 2" in trail
    assert "Reason At all hours: 2. 1,800 people expected at “Nhã nhạc OPEN”" in trail


def test_a_need_that_ended_comes_back_under_its_number(lead: Visitor, measured: Festival) -> None:
    take_all(lead)
    row = measured.session.scalars(
        select(Need).where(Need.post == measured["C03"], Need.shift == measured["morning"], Need.day == day(1))
    ).one()
    post(measured, row, 1)
    send(lead, f"{ROSTER}/release", short="y")
    before, reason = known(measured), row.reason
    measured["C03"].kind = "parking"
    answer = take(lead, 1, picks(page(lead, 1)))
    assert told(lead, answer.location)[1] == "1 duty has ended, because nobody is asked for there any more."
    assert known(measured)[:2] == ([], ())
    take_back(lead)
    assert known(measured) == before
    again = measured.session.get_one(Need, before[0][0])
    assert (again.reason, again.number) == (reason, before[0][0])


@pytest.mark.databases("sqlite")
def test_a_need_of_a_day_that_is_written_by_hand_takes_its_people_over(lead: Visitor, measured: Festival) -> None:
    row = hand(measured)
    post(measured, row, 1)
    of_day = hand(measured, day=day(1), least=1, most=2)
    assert (of_day.number, hand(measured, shift=measured["night"]).number) == (row.id, of_day.id + 1)
    place = f"{ROSTER}/post/{measured['C01'].id}?day={day(1).isoformat()}&shift={measured['evening'].id}"
    assert "1 of 1, at most 2" in words(lead.get(place).text)
    of_day.shift = measured["night"]
    of_day.day = day(2)
    measured.session.commit()
    assert (of_day.number, "1 of 5, 4 missing" in words(lead.get(place).text)) == (of_day.id, True)
