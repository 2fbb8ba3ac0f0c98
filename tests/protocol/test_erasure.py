"""Names go when their time is over or somebody asks; codes, chairs and the record of who did it stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.database import now
from festival_ops.protocol.models import Guest, Invitation, Leg
from festival_ops.web.history import first_broken
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.papers import send
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
PAGE = "/festival/song-huong/protocol/erasure"
REASON = "The time for which names are kept is over"


@pytest.fixture
def over(guests: Festival) -> Festival:
    """The edition was in June; one delegation and its head may be forgotten."""
    moved = date(2025, 6, 5) - guests.edition.first_day
    guests.edition.first_day, guests.edition.last_day = date(2025, 6, 5), date(2025, 6, 7)
    guests["rite"].starts, guests["rite"].ends = guests["rite"].starts + moved, guests["rite"].ends + moved
    for name in ("lao", "head"):
        guests[name].kept_until = date(2025, 12, 31)
    guests["landing leg"].note = "Op Test needs a visa"
    guests.session.commit()
    return guests


def erase(officer: Visitor, reason: str, *rows: str) -> TestResponse:
    page = officer.get(PAGE).text
    key = page.split('name="key"')[1].split('value="')[1].split('"')[0]
    return officer.post(PAGE, data={"reason": reason, "row": list(rows), "key": key})


def test_what_is_due_goes_and_the_code_stays(over: Festival, officer: Visitor) -> None:
    head, lao, session = over["head"].id, over["lao"].id, over.session
    assert [code in officer.get(PAGE).text for code in ("G01 · ", "D01 · ", "G02 · ")] == [True, True, False]
    answer = erase(officer, REASON, f"guest-{head}", f"delegation-{lao}")
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "2 names are erased." in officer.get(PAGE).text
    session.expire_all()
    row = session.get_one(Guest, head)
    assert (row.code, row.name, row.name_en, row.office, row.diet, row.phone) == ("G01", "G01", "", "", "", "")
    assert (row.delegation.name, set(row.folded.split()), row.kept_until) == ("D01", {"g01"}, None)
    assert session.scalars(select(Leg.note)).all() == [""]
    assert session.scalars(select(Invitation.card).where(Invitation.guest_id == head)).one() != ""
    told = session.execute(
        select(
            HistoryEntry.subject, HistoryEntry.reason, HistoryEntry.before, HistoryEntry.after, HistoryEntry.user_name
        )
        .where(HistoryEntry.act == "erased")
        .order_by(HistoryEntry.id)
    ).all()
    assert [tuple(each) for each in told] == [
        ("guest", REASON, None, None, "protocol_officer"),
        ("delegation", REASON, None, None, "protocol_officer"),
    ]
    assert first_broken(session()) is None
    page = officer.get(f"/festival/song-huong/protocol/guest/{head}")
    assert "The name was erased on" in plain(page)
    assert "Op Test" not in page.text
    assert "Nobody is due." in officer.get(PAGE).text


def test_somebody_who_is_awaited_is_not_erased(over: Festival, officer: Visitor) -> None:
    head = f"guest-{over['head'].id}"
    over["rite"].ends = now() + timedelta(hours=1)
    over.session.commit()
    page = erase(officer, REASON, head)
    told = "G01 is still invited to “Opening on the river”; write down a regret first, or wait until it is over."
    assert (page.status_code, told in plain(page)) == (422, True)
    send(officer, f"/festival/song-huong/protocol/invitation/{over['head card'].id}/reply", kind="regretted")
    named = erase(officer, "Mr op test asked for it", head)
    assert "write it without the name" in plain(named)
    assert "Tick at least one name." in plain(erase(officer, REASON))
    assert erase(officer, REASON, head).status_code == 303
    over.session.expire_all()
    assert over["head"].name == "G01"
