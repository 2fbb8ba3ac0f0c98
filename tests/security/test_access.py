"""Who may know of the room at all: for everybody else its pages do not exist, and nothing of it shows elsewhere."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/security/"
ROWS = {
    "force": "police",
    "agency": "city police",
    "qualification": "BV",
    "squad": "first squad",
    "officer": "CA-01",
    "absence": "fever",
    "sector": "inner",
    "post": "C01",
    "shift": "evening",
    "need": "gate",
}
INSIDE = {Role.ADMIN, Role.SECURITY_LEAD, Role.PROTOCOL_OFFICER}
OUTSIDE = [role for role in Role if role not in INSIDE]


def addresses(crew: Festival) -> list[str]:
    nouns = [(noun, crew[name].id) for noun, name in ROWS.items()]
    lists = [f"{noun}/{page}" for noun, _ in nouns for page in ("", "new", "?q=ngo", "?sort=name")]
    return ["", *lists, *(f"{noun}/{id}{page}" for noun, id in nouns for page in ("", "/edit", "/removal"))]


def member(sign_in: SignIn, role: Role, crew: Festival) -> Visitor:
    troupe = crew["ashi"] if role is Role.TROUPE_COORDINATOR else None
    agency = crew["city police"] if role is Role.AGENCY_LIAISON else None
    return sign_in(role, edition=crew.edition, troupe=troupe, agency=agency)


@pytest.mark.parametrize("role", OUTSIDE, ids=str)
def test_for_others_there_is_no_such_room(role: Role, sign_in: SignIn, crew: Festival) -> None:
    visitor = member(sign_in, role, crew)
    statuses = {page: visitor.get(BASE + page).status_code for page in addresses(crew)}
    statuses |= {f"POST {page}": visitor.post(BASE + page).status_code for page in addresses(crew)}
    assert {page: status for page, status in statuses.items() if status not in (404, 405)} == {}
    page = visitor.get("/festival/song-huong/programme/performance/").text
    assert re.findall(f"{BASE}(?!agency-desk)", page) == []


@pytest.mark.parametrize("role", sorted(INSIDE), ids=str)
def test_those_who_keep_it_are_let_in(role: Role, sign_in: SignIn, crew: Festival) -> None:
    visitor = member(sign_in, role, crew)
    assert {visitor.get(BASE + page).status_code for page in addresses(crew)} == {200}
    assert f'href="{BASE}post/"' in visitor.get("/festival/song-huong/programme/performance/").text


def test_ids_of_another_edition_lead_nowhere(sign_in: SignIn, crew: Festival, session: scoped_session[Session]) -> None:
    days = {"first_day": crew.edition.first_day, "last_day": crew.edition.last_day}
    other = Edition(slug="other", name="Khác", **days)
    session.add(other)
    session.commit()
    lead = sign_in(Role.SECURITY_LEAD, edition=other)
    shown = [page for page in addresses(crew) if re.search(r"\d", page)]
    there = BASE.replace("song-huong", "other")
    assert {lead.get(there + page).status_code for page in shown} == {404}
    assert {lead.get(BASE + page).status_code for page in shown} == {404}
    assert "Công an" not in lead.get(f"{there}agency/").text


def test_rows_of_another_edition_cannot_be_chosen(
    sign_in: SignIn, crew: Festival, session: scoped_session[Session]
) -> None:
    other = Edition(slug="other", name="Khác", first_day=crew.edition.first_day, last_day=crew.edition.last_day)
    session.add(other)
    session.commit()
    lead = sign_in(Role.SECURITY_LEAD, edition=other)
    form = f"{BASE.replace('song-huong', 'other')}agency/new"
    answer = send(lead, form, name="Ghép", force=crew["police"].id)
    assert answer.status_code == 422
    assert "The chosen record is no longer there; please choose another." in answer.text
    assert "Công an" not in answer.text


@pytest.mark.parametrize("role", OUTSIDE, ids=str)
def test_no_list_of_the_room_is_taken_out_by_others(role: Role, sign_in: SignIn, crew: Festival) -> None:
    visitor = member(sign_in, role, crew)
    root = "/festival/song-huong/spreadsheets"
    assert {visitor.get(f"{root}/rows/{name}.csv").status_code for name in ("officers", "posts", "needs")} == {404}
    told = visitor.get(f"{root}/").text + str(visitor.get(f"{root}/rows/all.xlsx").status_code)
    assert "officers" not in told


def test_the_record_of_changes_tells_planners_nothing_of_it(sign_in: SignIn, crew: Festival, lead: Visitor) -> None:
    send(lead, f"{BASE}sector/new", name="Vòng Sếu đầu đỏ", ring=2)
    for role, told in ((Role.ADMIN, True), (Role.SECURITY_LEAD, True), (Role.PLANNER, False), (Role.VIEWER, False)):
        page = member(sign_in, role, crew).get("/festival/song-huong/history")
        assert ("Sếu đầu đỏ" in page.text) is told, role


def test_a_venue_that_posts_need_is_kept_and_the_planner_learns_no_name(sign_in: SignIn, crew: Festival) -> None:
    for row in ("ngo-mon", "duyet-thi"):
        crew[row].venue_id = crew["park"].id
    crew.session.commit()
    planner = member(sign_in, Role.PLANNER, crew)
    address = f"/festival/song-huong/programme/venue/{crew['citadel'].id}/removal"
    page = unescape(planner.get(address).text)
    assert "cannot be removed" in page
    assert "a record that you may not see" in page
    assert [word for word in ("C01", "Cổng Ngọ Môn", "Noon Gate", "CA-01", "Cán bộ") if word in page] == []
    assert planner.post(address, data={"version": "1", "reason": "x"}).status_code == 409


def test_nothing_of_it_is_found_by_a_search(sign_in: SignIn, crew: Festival) -> None:
    planner = member(sign_in, Role.PLANNER, crew)
    page = planner.get("/festival/song-huong/programme/search?q=truong tien").text
    assert "Nothing in the programme is called so." in page
