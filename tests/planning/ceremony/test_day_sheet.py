"""The day sheet of a ceremony: what protocol does hour by hour, who receives whom, and what has changed since."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.planning.models import EscortBook
from festival_ops.protocol.models import Engagement, Reply, StageItemCheck
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(guests: Festival) -> str:
    """The ambassador is accompanied, and received by the host; the other guest has sent a regret."""
    facts = {"kind": "ceremony", "ceremony": guests["rite"], "delegation": guests["lao"], "before": 30, "liaisons": 2}
    going = guests.add("going", Engagement(name="Dự khai mạc", name_en="At the opening", **facts))
    guests.session.flush()
    book = EscortBook(edition_id=guests.edition.id, duties=[[guests["liaison"].id, going.id, ""]])
    guests.session.add(book)
    guests["neighbour card"].replies.append(Reply(kind="regretted"))
    guests.session.commit()
    return f"/festival/{guests.edition.slug}/protocol/script/{guests['rite'].id}"


def words(visitor: Visitor, address: str, **more: str) -> str:
    text = visitor.get(address, headers=more).text.split("<main")[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_the_day_goes_by_the_hour(guests: Festival, page: str, sign_in: SignIn) -> None:
    told = words(sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition), f"{page}/day")
    wanted = [
        "10:40 D01 · Lao delegation arrives: VN 1540, Phu Bai Airport. 3 people · Received by H01 · Host Do Trong",
        "18:00 –18:50 Doors are open to guests.",
        "18:30 –21:00 1 delegation is accompanied to the ceremony. stands at South Bank Hotel · 1 is missing",
        "18:50 Guests are seated.",
        "19:00 –19:05 Salute to the flag",
    ]
    places = [told.find(sentence) for sentence in wanted]
    assert [sentence for sentence, place in zip(wanted, places, strict=True) if place < 0] == []
    assert places == sorted(places)
    assert "G03" in told.split("Hour by hour")[0]
    assert "does not come." in told.split("Hour by hour")[0]
    assert "Op Test 0905 111 222 1 Host Do Trong Liên lạc viên 1 0905 333 444 1 is missing" in told
    assert "1 guest comes without a delegation." in told
    assert "Draft: the script is not issued as it stands here" in told
    assert "The script was never issued; change 0 of who goes along" in told


def test_an_issue_is_named_and_what_came_later_is_told(guests: Festival, page: str, sign_in: SignIn) -> None:
    officer = sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition)
    officer.post(f"{page}/issue", data={"number": "0", "key": "a" * 32})
    told = words(officer, f"{page}/day")
    assert "Issue 1 of the script, of" in told
    assert "Draft" not in told
    assert "since the last issue" not in told
    guests["head card"].replies.append(Reply(kind="regretted"))
    guests.session.commit()
    told = words(officer, f"{page}/day")
    assert "G01 · Op Test does not come. since the last issue" in told
    assert "Op Test does not come: card 002 is void." in told
    assert "Draft: the script is not issued as it stands here" in told
    assert "No delegation comes yet." in told


def test_a_look_at_the_stage_comes_back_to_the_sheet(guests: Festival, page: str, sign_in: SignIn) -> None:
    officer = sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition)
    address = f"/festival/{guests.edition.slug}/protocol/script/item/{guests['flag'].id}/look"
    sent = officer.post(address, data={"stands": "y", "back": "day", "key": "b" * 32})
    assert (sent.status_code, sent.location.split("#")[0]) == (303, f"{page}/day")
    assert [row.stands for row in guests.session.scalars(select(StageItemCheck))] == [True]
    assert "National flag On the left, seen from the seats stands there," in words(officer, f"{page}/day")


def test_whoever_may_not_know_of_guests_learns_nothing(guests: Festival, page: str, sign_in: SignIn) -> None:
    for role in (Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER):
        answer = sign_in(role, edition=guests.edition).get(f"{page}/day")
        assert answer.status_code == 404
        assert "Op Test" not in answer.text
