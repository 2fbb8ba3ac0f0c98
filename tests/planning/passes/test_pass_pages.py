"""What is out on paper, what becomes of it, and who may know of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.protocol.models import Pass
from festival_ops.web.models import HistoryEntry
from tests.support.passes import pass_of, print_all
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong"

Take = Callable[[], Any]


def test_only_badges_that_changed_are_printed_again(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    print_all(officer)
    assert "Every badge that is out is right." in officer.get(f"{ROOT}/passes/papers").text
    invited["head"].office = "Đại sứ đặc mệnh"
    invited.session.commit()
    row = pass_of(invited, guest_id=invited["head"].id)
    page = officer.get(f"{ROOT}/passes/papers").text
    assert re.findall(r'name="pass" value="(\d+):', page) == [str(row.id)]
    assert "another name, form of address or office" in officer.get(f"{ROOT}/protocol/pass/{row.id}").text
    # What is noted must be what was seen.
    seen = re.findall(r'name="pass" value="([^"]+)"', page)
    invited["head"].office = "Đại sứ"
    invited.session.commit()
    refused = officer.post(f"{ROOT}/passes/printing", data={"pass": seen})
    assert refused.status_code == 409
    assert "none is noted as printed" in refused.text
    assert pass_of(invited, guest_id=invited["head"].id).printing == 1


def test_a_lost_pass_opens_nothing_and_another_takes_its_place(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    print_all(officer)
    row = pass_of(invited, guest_id=invited["head"].id)
    for _click in range(2):
        officer.post(f"{ROOT}/passes/{row.id}/replacement", data={"reason": "Rơi trên xe"})
    rows = list(invited.session.scalars(select(Pass).filter_by(guest_id=invited["head"].id).order_by(Pass.number)))
    assert [(each.state, each.reason) for each in rows] == [("lost", "Rơi trên xe"), ("made", "")]
    assert rows[0].letters != "" != rows[1].letters
    stale = officer.post(f"{ROOT}/passes/{row.id}/state", data={"state": "handed", "seen": "1"})
    assert stale.status_code == 409
    # Found again, it is not handed out beside the one that took its place.
    found = officer.post(f"{ROOT}/passes/{row.id}/state", data={"state": "handed", "seen": rows[0].version})
    assert (found.status_code, pass_of(invited, number=row.number).state) == (409, "lost")
    page = unescape(officer.get(f"{ROOT}/protocol/pass/{row.id}").text)
    assert [word in page for word in ('value="handed"', "replacement", 'value="void"')] == [False, False, True]
    assert "Nobody enters with this pass as long as it is given back, lost or void." in page
    told = re.findall(
        r'<th scope="row">(State[^<]*)</th><td class="before">([^<]*)</td><td class="after">([^<]*)', page
    )
    assert [one for one in told if one[0] == "State"] == [
        ("State", "Printed", "Lost"),
        ("State", "Not printed yet", "Printed"),
    ]
    officer.post(f"{ROOT}/passes/{rows[1].id}/state", data={"state": "void", "reason": "x", "seen": rows[1].version})
    officer.post(f"{ROOT}/passes/{row.id}/state", data={"state": "handed", "seen": rows[0].version})
    invited.session.expire_all()
    assert pass_of(invited, number=row.number).state == "handed"
    told = invited.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "pass"))
    kept = " ".join(f"{entry.before} {entry.after} {entry.reason}" for entry in told)
    assert "G01" in kept
    assert [word for word in ("Rơi", "Ộp", rows[0].letters, "Báo Sông Hương") if word in kept] == []


def test_a_void_pass_says_why(invited: Festival, take: Take, officer: Visitor) -> None:
    take()
    row = pass_of(invited, guest_id=invited["head"].id)
    officer.post(f"{ROOT}/passes/{row.id}/state", data={"state": "void", "seen": row.version})
    assert pass_of(invited, guest_id=invited["head"].id).state == "made"
    data = {"state": "void", "reason": "In nhầm", "seen": row.version}
    officer.post(f"{ROOT}/passes/{row.id}/state", data=data)
    invited.session.expire_all()
    assert (row.state, row.reason) == ("void", "In nhầm")


def test_badges_come_one_a_head_with_their_number(app: Flask, invited: Festival, take: Take, officer: Visitor) -> None:
    troupe = invited["N1"].troupes[0]
    troupe.size = 3
    invited.session.commit()
    take()
    row = pass_of(invited, troupe_id=troupe.id)
    for size in ("a6", "a7"):
        page = officer.get(f"{ROOT}/passes/papers?pass={row.id}&size={size}").text
        assert re.findall(r"(\d) of 3", page) == ["1", "2", "3"]
        assert page.count(f"<figcaption>{row.told_number}</figcaption>") == 3
    assert officer.get(f"{ROOT}/passes/papers?size=a3").status_code == 404


def test_the_passes_of_a_delegation_stand_on_a_page_of_their_own(
    invited: Festival, take: Take, officer: Visitor
) -> None:
    address = f"{ROOT}/passes/delegation/{invited['lao'].id}"
    assert "2 passes of this delegation wait to be taken over." in officer.get(address).text
    take()
    page = officer.get(address).text
    assert page.count("VIP pass") == 1
    assert pass_of(invited, guest_id=invited["head"].id).told_number in page
    assert invited["paper"].told_number not in page


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER, Role.TROUPE_COORDINATOR], ids=str)
def test_nobody_else_learns_that_there_are_passes(role: Role, invited: Festival, take: Take, sign_in: SignIn) -> None:
    take()
    row = pass_of(invited, guest_id=invited["head"].id)
    reader = sign_in(role, edition=invited.edition, troupe=invited["ashi"])
    pages = ("passes/", f"passes/delegation/{invited['lao'].id}", "passes/papers", f"protocol/pass/{row.id}")
    pages = (*pages, "protocol/pass-zone/", "protocol/pass-kind/")
    assert {page: reader.get(f"{ROOT}/{page}").status_code for page in pages} == dict.fromkeys(pages, 404)
    for page in (f"{row.id}/state", f"{row.id}/replacement", "taking", "printing", "undoing"):
        assert reader.post(f"{ROOT}/passes/{page}").status_code == 404
