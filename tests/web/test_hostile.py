"""What careless and hostile people send: answered as what it is, and nothing is lost by it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from festival_ops.programme.models import Blackout
from tests.support.papers import answers_in
from tests.support.people import Visitor
from tests.support.programmes import Festival
from tests.web.conftest import AREA


@pytest.fixture
def mourning(festival: Festival) -> Blackout:
    starts, ends = (datetime(2024, 6, 8, hour, tzinfo=UTC) for hour in (1, 5))
    row = Blackout(edition_id=festival.edition.id, reason="Quốc tang", starts=starts, ends=ends)
    festival.session.add(row)
    festival.session.commit()
    return row


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
def test_a_number_that_no_row_can_have_is_the_address_of_nothing(
    planner: Visitor, festival: Festival, number: int
) -> None:
    planning = f"/festival/{festival.edition.slug}/planning"
    addresses = [f"{AREA}/venue/{number}", f"{planning}/release/{number}", f"{planning}/run/{number}/progress"]
    assert [planner.get(address).status_code for address in addresses] == [404, 404, 404]
    assert "<h1>There is nothing here</h1>" in planner.get(addresses[0]).text


def test_a_removal_asks_for_its_own_reason(planner: Visitor, festival: Festival, mourning: Blackout) -> None:
    form = answers_in(planner.get(f"{AREA}/blackout/{mourning.id}/removal"))
    assert form["reason"] == [""]


def test_a_removal_that_does_not_say_what_it_saw_removes_nothing(
    planner: Visitor, festival: Festival, mourning: Blackout
) -> None:
    address = f"{AREA}/blackout/{mourning.id}/removal"
    token = answers_in(planner.get(address))["csrf_token"]
    assert planner.post(address, data={"csrf_token": token, "reason": "x"}).status_code == 409
    assert festival.session.scalar(select(func.count()).where(Blackout.id == mourning.id)) == 1


def test_a_column_of_many_is_no_order(planner: Visitor, festival: Festival) -> None:
    festival["T1"].troupes = [festival["ashi"], festival["circus"]]
    festival.session.commit()
    page, plain = (planner.get(f"{AREA}/performance/?sort={column}").text for column in ("troupes", ""))
    codes = [re.findall(r"/programme/performance/(\d+)\"", text) for text in (page, plain)]
    assert codes[0] == codes[1] != []


@pytest.mark.parametrize(("kind", "name"), [("troupe", "circus"), ("stage", "thuong-bac")])
def test_what_performances_chose_is_not_taken_from_under_them(
    planner: Visitor, festival: Festival, kind: str, name: str
) -> None:
    festival["X1"].stages = [festival["thuong-bac"]]
    festival.session.commit()
    address = f"{AREA}/{kind}/{festival[name].id}/removal"
    token = answers_in(planner.get(f"{AREA}/venue/new"))["csrf_token"]
    answer = planner.post(address, data={"csrf_token": token, "version": "1", "reason": "x"})
    assert answer.status_code == 409
    assert "X1 · Xiếc X1" in unescape(answer.text)
    assert festival.session.get(type(festival[name]), festival[name].id) is not None


def test_guests_hold_a_performance_without_being_named(planner: Visitor, festival: Festival) -> None:
    festival["guests"].performances = [festival["X2"]]
    festival.session.commit()
    page = unescape(planner.get(f"{AREA}/performance/{festival['X2'].id}/removal").text)
    told = [re.sub(r"<[^>]+>", "", row) for row in re.findall(r"<li>(.*?)</li>", page.split("<main")[1])]
    assert "cannot be removed" in page
    assert told == ["a record that you may not see"]


@pytest.mark.parametrize("written", ["9" * 5000, "-1", "1.5", "²"])
def test_a_number_of_the_rules_is_read_or_refused(planner: Visitor, festival: Festival, written: str) -> None:
    address = f"/festival/{festival.edition.slug}/planning/rules"
    form = answers_in(planner.get(address)) | {"number:rest": [written]}
    answer = planner.post(address, data=MultiDict(form))
    assert answer.status_code == 422
    assert "please write a whole number from 0 to" in answer.text


def test_a_name_cannot_turn_the_line_it_stands_in(planner: Visitor, festival: Festival) -> None:
    form = answers_in(planner.get(f"{AREA}/venue/new")) | {"name": ["\u202eمهرجان\u2069 o'\u200fالفن"]}
    page = planner.post(f"{AREA}/venue/new", data=MultiDict(form), follow_redirects=True)
    assert re.findall("<h1[^>]*>(.*?)</h1>", unescape(page.text)) == ["مهرجان o'\u200fالفن"]
