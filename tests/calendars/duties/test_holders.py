"""Who may have calendars of duties and who may not even know of them, and how names get into one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Membership, Role
from festival_ops.web.models import HistoryEntry
from tests.calendars.duties.conftest import Subscribe
from tests.calendars.readers import by_icalendar
from tests.planning.roster.conftest import Put, Release
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

FEEDS = "/festival/song-huong/calendars"


def test_names_leave_only_by_a_choice_that_is_written_down(
    staffed: Festival, put: Put, release: Release, subscribe: Subscribe, client: Visitor
) -> None:
    for officer in ("BV-02", "BV-03"):
        put(officer, "gate")
    release()
    staffed["BV-02"].name = "Người đổi tên"
    address = subscribe("post", "C01", names="y", label="Chốt C01")
    first = min(by_icalendar(client.get(address).data), key=lambda seen: seen.starts)
    assert first.words.splitlines() == [
        "Bảo vệ chốt: 2 of 4 people needed",
        "– BV-02 · Nhân viên 02",
        "– BV-03 · Nhân viên 03",
        "Sector: Centre",
    ]
    subscribe("sector", "inner")
    entries = staffed.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "feed")).all()
    assert [(entry.act, entry.secrecy, (entry.after or {})["names"]) for entry in entries] == [
        ("created", "C4", True),
        ("created", "C4", False),
    ]


def test_a_feed_ends_with_its_owners_right(
    staffed: Festival, lead: Visitor, put: Put, subscribe: Subscribe, client: Visitor
) -> None:
    put("BV-02", "gate")
    address = subscribe("officer", "BV-02")
    assert client.get(address).status_code == 200
    staffed.session.scalars(select(Membership)).one().role = Role.PLANNER
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.PLANNER, Role.VIEWER, Role.TRAFFIC_LEAD])
def test_whoever_does_not_write_the_roster_learns_of_no_such_feed(
    staffed: Festival, lead: Visitor, subscribe: Subscribe, sign_in: SignIn, role: Role
) -> None:
    subscribe("officer", "BV-02")
    assert "BV-02 · Nhân viên 02" in lead.get(f"{FEEDS}/").text
    other = sign_in(role, edition=staffed.edition)
    assert "Nhân viên 02" not in other.get(f"{FEEDS}/").text
    new = f"{FEEDS}/feed/new/officer/{staffed['BV-02'].id}"
    pages = [f"{FEEDS}/feed/1", f"{FEEDS}/feed/1/copy.ics", f"{FEEDS}/feed/1/revocation", new]
    assert [other.get(page).status_code for page in pages] == [404] * 4
    assert other.post(new).status_code == 404


def test_another_lead_may_revoke_it_and_nobody_else_may_read_on(
    staffed: Festival, put: Put, subscribe: Subscribe, sign_in: SignIn, client: Visitor
) -> None:
    put("BV-02", "gate")
    address = subscribe("officer", "BV-02")
    colleague = sign_in(Role.SECURITY_LEAD, edition=staffed.edition)
    assert colleague.get(f"{FEEDS}/feed/1/rotation").status_code == 404
    send(colleague, f"{FEEDS}/feed/1/revocation")
    assert client.get(address).status_code == 404
