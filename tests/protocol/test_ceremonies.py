"""Ceremonies, their chairs and who is invited: kept, answered in one tap, refused with a sentence."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.protocol.answers import coming
from festival_ops.protocol.chair_grammar import parse_chairs, show_chairs
from festival_ops.protocol.hall import chairs_of
from festival_ops.protocol.models import Invitation, Reply, SeatBlock
from festival_ops.web import saving
from tests.support.papers import errors_in
from tests.support.papers import send as sent
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/protocol"


def states(made: Festival) -> dict[str, str]:
    made.session.expire_all()
    return {row.who.code: row.state for row in made.session.scalars(select(Invitation))}


def test_answers_are_written_down_in_one_tap_and_counted(guests: Festival, officer: Visitor, sign_in: SignIn) -> None:
    page, first = f"{BASE}/ceremony/{guests['rite'].id}/guests", guests["neighbour card"].id
    assert states(guests) == {"H01": "accepted", "G01": "accepted", "G03": "accepted", "L01": "invited"}
    assert officer.post(f"{BASE}/invitation/{first}/reply", data={"kind": "regretted"}).status_code == 303
    assert states(guests)["G03"] == "regretted"
    shown = officer.get(f"{page}?state=regretted").text
    assert ("G03 · Khách tỉnh bạn" in shown, "Op Test" in shown) == (True, False)
    known = {"kind": "regretted", "substitute": guests["host"].id}
    answer = officer.post(f"{BASE}/invitation/{guests['head card'].id}/reply", data=known)
    assert (answer.status_code, states(guests)["G01"]) == (422, "accepted")
    assert "This guest is invited already; choose somebody else." in answer.text

    groups = {"groups": [guests["missions"].id], "key": "a"}
    for _click in range(2):
        assert officer.post(f"{BASE}/ceremony/{guests['rite'].id}/invitations", data=groups).status_code == 303
    assert states(guests)["G02"] == "invited"
    assert officer.post(f"{BASE}/ceremony/{guests['rite'].id}/cards").status_code == 303
    guests.session.expire_all()
    cards = {row.who.code: row.card for row in guests.session.scalars(select(Invitation))}
    assert cards == {"H01": "001", "G01": "002", "G03": "003", "G02": "004", "L01": "005"}

    planner = sign_in(Role.PLANNER, edition=guests.edition)
    asked = [page, f"{BASE}/ceremony/{guests['rite'].id}", f"{BASE}/invitation/{first}/reply"]
    assert [planner.get(each).status_code for each in asked] == [404] * 3
    assert planner.post(f"{BASE}/invitation/{first}/reply", data={"kind": "accepted"}).status_code == 404


def test_a_query_counts_as_coming_whom_the_row_counts(guests: Festival) -> None:
    answers = [[], ["sent"], ["accepted", "regretted"], ["regretted", "accepted"]]
    rows = list(guests.session.scalars(select(Invitation).order_by(Invitation.id)))
    for row, kinds in zip(rows, answers, strict=True):
        row.replies = [Reply(kind=kind) for kind in kinds]
    guests.session.commit()
    assert [row.comes for row in rows] == [True, True, False, True]
    assert list(guests.session.scalars(select(Invitation).where(coming()).order_by(Invitation.id))) == [
        row for row in rows if row.comes
    ]


def test_a_key_that_somebody_else_used_counts_anew(guests: Festival, officer: Visitor, sign_in: SignIn) -> None:
    other, page = sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition), f"{BASE}/ceremony/{guests['rite'].id}"
    known = len(states(guests))
    hosts, missions = ({"groups": [guests[name].id], "key": "a"} for name in ("hosts", "missions"))
    assert other.post(f"{page}/invitations", data=hosts).location == f"{page}/guests"
    assert len(states(guests)) == known
    assert officer.post(f"{page}/invitations", data=missions).location == f"{page}/guests"
    assert states(guests)["G02"] == "invited"


def test_two_clicks_at_the_same_moment_lead_to_the_same_page(
    guests: Festival, officer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is under way before the first has left its receipt."""
    monkeypatch.setattr(saving, "receipt_of", lambda _form: None)
    page, groups = f"{BASE}/ceremony/{guests['rite'].id}", {"groups": [guests["missions"].id], "key": "a"}
    sent = [officer.post(f"{page}/invitations", data=groups).location for _click in range(2)]
    assert sent == [f"{page}/guests"] * 2
    assert "1 guest is invited." in officer.get(f"{page}/guests").text


REFUSED = [
    ("ceremony/new", {"name": "Lễ", "precedence": "opening rule"}, "starts", "Say when it starts and ends"),
    (
        "seat-block/new",
        {"ceremony": "rite", "code": "X", "rows": "2", "places": "4", "held": "3-1"},
        "held",
        "Chair 3-1",
    ),
    ("seat-block/new", {"ceremony": "rite", "code": "X", "rows": "2", "places": "4", "held": "a"}, "held", "“a” is no"),
    ("invitation/new", {"ceremony": "rite"}, "guest", "Choose either a guest or an escort."),
    ("seat-tie/new", {"first": "head", "second": "head"}, "second", "Two different guests are needed."),
]


@pytest.mark.parametrize(("form", "written", "field", "sentence"), REFUSED)
def test_what_makes_no_sense_is_told(
    form: str, written: dict[str, str], field: str, sentence: str, guests: Festival, officer: Visitor
) -> None:
    links = ("precedence", "ceremony", "first", "second")
    known = {key: guests[value].id if key in links else value for key, value in written.items()}
    answer = sent(officer, f"{BASE}/{form}", **known)
    assert answer.status_code == 422
    assert errors_in(answer)[field].startswith(sentence)


def test_chairs_are_written_as_people_write_them_and_stand_where_their_block_says() -> None:
    assert show_chairs(parse_chairs("2-3; 1-4..6, 1-9")) == "1-4..6; 1-9; 2-3"
    facts = {"rows": 1, "places": 2, "missing": [], "step_free": [], "held": [], "side": "", "aisle": "both"}
    left = SeatBlock(id=1, code="A", lies="left", position=1, first_row=1, **facts)
    outer = SeatBlock(id=2, code="B", lies="left", position=2, first_row=1, **facts)
    right = SeatBlock(id=3, code="C", lies="right", position=1, first_row=2, **{**facts, "missing": ["2-1"]})
    laid = {chair.label: (chair.x, chair.aisle) for chair in chairs_of([left, outer, right])}
    left_side = {"A-1-1": -105, "A-1-2": -165, "B-1-1": -375, "B-1-2": -435}
    assert laid == {label: (x, True) for label, x in (left_side | {"C-2-2": 165}).items()}
