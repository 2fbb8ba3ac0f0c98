"""Repairs of the roster from the page: who is away is noted, and the least change is proposed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.models import RosterRun
from festival_ops.planning.roster import repair, sentences
from festival_ops.planning.roster.kept import standing
from festival_ops.security.models import Absence
from solver.problem import Span
from tests.planning.roster.conftest import ROSTER, Put
from tests.planning.roster.test_duties import duties
from tests.planning.roster.test_pages import words
from tests.planning.roster.test_searches import finish, modest, run_at
from tests.support.papers import answers_in, send
from tests.support.people import Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")

__all__ = ["modest"]


@pytest.fixture
def manned(modest: Festival, put: Put) -> Festival:
    """Three guards at the gate on the first evening, one of whom leads; others are free."""
    for officer in ("BV-02", "BV-03", "BV-04"):
        put(officer, "gate")
    for day in modest.edition.days[1:]:
        for officer in ("BV-02", "BV-03", "BV-05"):
            put(officer, "gate", day)
    return modest


def absences(festival: Festival) -> list[tuple[str, str, datetime, datetime]]:
    festival.session.expire_all()
    rows = festival.session.scalars(
        select(Absence).where(Absence.officer_id != festival["CA-02"].id).order_by(Absence.id)
    )
    return [(row.officer.code, row.kind, row.starts, row.ends) for row in rows]


def test_whoever_fell_ill_is_replaced_and_nobody_else_moves(manned: Festival, lead: Visitor, workers: Workers) -> None:
    before = duties(manned)
    answer = send(lead, f"{ROSTER}/repair", officers=[manned["BV-03"].id], starts="06/06/2026 08:00", hours=12)
    assert answer.status_code == 303
    run = run_at(answer.location)
    assert (run.kind, run.options) == (
        "repair",
        {"frozen": run.options["frozen"], "hours": 12, "away": [manned["BV-03"].id]},
    )
    finish(workers)
    outline = run.outline or {}
    assert outline == {
        "new": 2, "ended": 2, "kept": 7, "missing": 0, "unled": 0, "called_bound": 2, "released_bound": 2,
        "short_bound": 0,
    }  # fmt: skip
    page = words(lead.get(answer.location).text)
    assert "2 duties are given anew. 2 duties end. It is proven that fewer changes cannot do." in page
    assert lead.post(f"{answer.location}/acceptance").status_code == 303
    after = duties(manned)
    ended = [("BV-03", "C01", day, False) for day in manned.edition.days[1:]]
    assert sorted(Counter(before) - Counter(after)) == ended
    assert Counter((place, day) for _, place, day, _ in after) == Counter((place, day) for _, place, day, _ in before)
    home = ZoneInfo("Asia/Ho_Chi_Minh")
    assert absences(manned) == [
        ("BV-03", "ill", datetime(2026, 6, 6, 8, tzinfo=home), datetime(2026, 6, 8, 4, tzinfo=home))
    ]


def test_looking_for_people_changes_nothing_and_remembers_who_is_chosen(manned: Festival, lead: Visitor) -> None:
    answers = answers_in(lead.get(f"{ROSTER}/repair"))
    chosen = {"q": ["BV-04, nhan vien 05\nnobody"], "officers": [str(manned["BV-02"].id)], "look": ["1"]}
    page = lead.post(f"{ROSTER}/repair", data=MultiDict(answers | chosen))
    assert page.status_code == 200
    boxes = re.findall(r'name="officers" id="officer-\d+" value="(\d+)"( checked)?', page.text)
    assert [(int(id), bool(checked)) for id, checked in boxes] == [
        (manned["BV-02"].id, True),
        (manned["BV-04"].id, True),
        (manned["BV-05"].id, False),
    ]
    assert (absences(manned), db.session.scalars(select(RosterRun)).all()) == ([], [])


def test_a_double_click_asks_once_and_a_second_search_waits(manned: Festival, lead: Visitor) -> None:
    answers = MultiDict(answers_in(lead.get(f"{ROSTER}/repair")) | {"officers": [str(manned["BV-03"].id)]})
    first, second = (lead.post(f"{ROSTER}/repair", data=answers) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    answer = send(lead, f"{ROSTER}/repair", officers=[manned["BV-04"].id])
    assert answer.status_code == 409
    assert "A search for a roster is under way already." in answer.text
    assert [code for code, *_ in absences(manned)] == ["BV-03"]


def test_hours_must_make_sense_where_somebody_is_away(manned: Festival, lead: Visitor) -> None:
    answer = send(lead, f"{ROSTER}/repair", officers=[manned["BV-03"].id], starts="")
    assert answer.status_code == 422
    assert "Please say from when to when they are away." in answer.text
    answer = send(lead, f"{ROSTER}/repair", starts="07/06/2026 10:00", ends="06/06/2026 10:00")
    assert answer.status_code == 422
    assert "It ends before it starts." in answer.text
    assert db.session.scalars(select(RosterRun)).all() == []


def test_without_a_roster_there_is_nothing_to_repair(modest: Festival, lead: Visitor) -> None:
    assert "There is no roster to repair yet." in lead.get(f"{ROSTER}/repair").text
    assert lead.post(f"{ROSTER}/repair", data={"hours": 12}).status_code == 409


def test_an_absence_is_not_written_twice(manned: Festival, lead: Visitor) -> None:
    starts, ends, officer = manned.at(1, "06:00"), manned.at(3, "06:00"), manned["BV-03"]
    known = manned.at(1, "12:00"), manned.at(2, "12:00")
    manned.session.add(Absence(edition_id=manned.edition.id, officer=officer, starts=known[0], ends=known[1]))
    rather = Absence(edition_id=manned.edition.id, officer=manned["BV-04"], kind="unwanted", starts=starts, ends=ends)
    manned.session.add(rather)
    manned.session.flush()
    by = manned.session.scalars(select(User)).one()
    for _ in range(2):
        away = repair.Away([officer, rather.officer], "ill", starts, ends)
        repair.note_absences(manned.session(), manned.edition, away, by)
    assert absences(manned) == [
        ("BV-03", "leave", *known),
        ("BV-04", "unwanted", starts, ends),
        ("BV-03", "ill", starts, known[0]),
        ("BV-03", "ill", known[1], ends),
        ("BV-04", "ill", starts, ends),
    ]


def test_nobody_is_called_for_what_is_over_or_taken_from_it(manned: Festival) -> None:
    problem = standing(manned.session(), manned.edition, "fresh").problem
    ill = manned["BV-04"].id
    problem = replace(problem, current=tuple(duty for duty in problem.current if duty.officer != ill))
    over = min(need.span.ends for need in problem.needs)
    asked = repair.as_of(problem, over)
    assert [need.least for need in sorted(asked.needs, key=lambda need: need.span.starts)] == [2, 3, 3]
    absent = {officer.id: officer.away for officer in asked.officers if officer.away}
    assert absent == {manned["CA-02"].id: (Span(over, 30 * 60),)}


def test_a_repair_says_for_how_many_it_is_proven_that_nobody_can_come(app: Flask) -> None:
    outline = {"new": 3, "ended": 1, "missing": 2, "called_bound": 3, "released_bound": 1, "short_bound": 2}
    told = "3 duties are given anew. 1 duty ends. It is proven that fewer changes cannot do."
    with app.test_request_context(), force_locale("en"):
        assert sentences.smallness(outline) == told
        assert sentences.smallness({**outline, "short_bound": 0}) == (
            f"{told} It is proven of 0 of those missing only that nobody can come; "
            "another repair goes on from this one."
        )
