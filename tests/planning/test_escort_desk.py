"""The desk of an officer with a delegation: the own engagements and guests, in their time, and nothing of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from html import unescape

import pytest
import time_machine
from sqlalchemy import func, select

from festival_ops.accounts.models import Membership, Role
from festival_ops.planning.models import EscortBook
from festival_ops.protocol.models import Engagement, EscortLook, EscortNote, Leg
from festival_ops.web.models import HistoryEntry
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

HOME = "/festival/song-huong/my-delegations/"
OTHERS = ("Đoàn tỉnh bạn", "Khách tỉnh bạn", "VN 9999")


@pytest.fixture
def along(guests: Festival) -> Iterator[Festival]:
    """Half an hour before the Lao delegation lands; the other delegation is somebody else's."""
    made = guests
    made.add(
        "met",
        Engagement(
            delegation=made["lao"], name="Đón đoàn Lào", kind="arrival", leg=made["landing leg"], before=30, after=60
        ),
    )
    made.add(
        "rite duty", Engagement(delegation=made["lao"], name="Dự lễ", kind="ceremony", ceremony=made["rite"], before=30)
    )
    facts = {"mode": "flight", "number": "VN 9999", "place": made["landing"], "people": 4}
    made.add("other leg", Leg(delegation=made["north"], way="arrival", at=made.at(1, "12:00"), **facts))
    made.session.flush()
    made.add(
        "other", Engagement(delegation=made["north"], name="Đón đoàn tỉnh bạn", kind="arrival", leg=made["other leg"])
    )
    made.session.flush()
    duties = [[made["liaison"].id, made[name].id, ""] for name in ("met", "rite duty")]
    made.add("book", EscortBook(revision=1, duties=duties))
    made["liaison"].hours[0].starts, made["liaison"].phone = time(6), "0905 333 444"
    made.session.commit()
    with time_machine.travel(made.at(1, "10:20"), tick=False):
        yield made


@pytest.fixture
def officer(sign_in: SignIn, along: Festival) -> Visitor:
    return sign_in(Role.LIAISON_OFFICER, edition=along.edition, escort=along["liaison"])


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_office_opens_at_what_goes_on_now(officer: Visitor) -> None:
    assert officer.get("/").location == "/festival/song-huong/"
    assert officer.get("/festival/song-huong/").location == HOME
    page = officer.get(HOME).text
    told = words(page)
    assert "10:10–11:40 going on now Đón đoàn Lào Liaison officer · D01 · Lao delegation, 3 people" in told
    assert "10:40 VN 1540 · Phu Bai Airport" in told
    assert "Ngài · His Excellency Ộp Thị Thử Nghiệm · Op Test Head Đại sứ · Ambassador" in told
    assert 'href="tel:0905111222"' in page
    assert "Afterwards today 18:30–21:00 Dự lễ" in told


def test_everybody_of_the_own_delegation_is_told_with_room_and_chair(officer: Visitor, along: Festival) -> None:
    told = words(officer.get(f"{HOME}delegation/{along['lao'].id}").text)
    assert "Abd al-Raḥmān O’Neill عبد الرحمن" in told
    assert "South Bank Hotel, room 301" in told
    assert "Op Test: no chair yet" in told
    assert [word for word in ("Ăn chay", "Xe lăn", *OTHERS) if word in told] == []
    along["liaison"].told_needs = True
    along.session.commit()
    told = words(officer.get(f"{HOME}delegation/{along['lao'].id}").text)
    assert ("Diet: Ăn chay" in told, "Help needed: Xe lăn" in told) == (True, True)


def test_the_frame_around_the_desk_knows_who_is_signed_in(officer: Visitor, along: Festival) -> None:
    frame = re.compile(r'data-theme="\w*"|<span class="wide">.*?</span>')
    there = frame.findall(officer.get(f"{HOME}days").text)
    assert 'data-theme="auto"' in there
    for page in (HOME, f"{HOME}delegation/{along['lao'].id}"):
        assert frame.findall(officer.get(page).text) == there


def test_a_ceremony_that_follows_a_show_has_the_address_of_its_venue(officer: Visitor, along: Festival) -> None:
    rite, venue = along["rite"], along["citadel"]
    rite.place = rite.starts = rite.ends = None
    rite.performance, venue.address = along["OPEN"], "Đường 23 Tháng 8"
    along.session.commit()
    assert "Đường 23 Tháng 8" not in words(officer.get(HOME).text)
    along.place("OPEN", "ngo-mon", 1, "21:00")
    page = words(officer.get(f"{HOME}delegation/{along['lao'].id}").text) + words(officer.get(HOME).text)
    assert "Đường 23 Tháng 8" in page


def test_an_early_hour_belongs_to_its_own_day(officer: Visitor, along: Festival) -> None:
    along["landing leg"].at = along.at(2, "06:10")
    along.session.commit()
    day = along.at(2, "06:10").astimezone(along.edition.tz)
    told = words(officer.get(f"{HOME}delegation/{along['lao'].id}").text)
    assert f"{day:%A %d/%m} 05:40–07:10 Đón đoàn Lào" in told


def test_of_other_delegations_nothing_is_there(officer: Visitor, along: Festival) -> None:
    pages = [
        HOME,
        f"{HOME}days",
        f"{HOME}delegation/{along['lao'].id}",
        f"{HOME}note",
        "/festival/song-huong/calendars/",
    ]
    assert [(page, word) for page in pages for word in OTHERS if word in unescape(officer.get(page).text)] == []
    assert officer.get(f"{HOME}delegation/{along['north'].id}").status_code == 404
    said = {"state": "met", "seen": "planned"}
    assert officer.post(f"{HOME}leg/{along['other leg'].id}/state", data=said).status_code == 404
    assert send(officer, f"{HOME}note", kind="help", delegation=along["north"].id).status_code == 422
    protocol = ("protocol/delegation/", f"protocol/guest/{along['head'].id}", "escorts/", "protocol/arrivals/")
    assert {officer.get(f"/festival/song-huong/{page}").status_code for page in protocol} == {404}
    assert along.session.get(Leg, along["other leg"].id).state == "planned"  # type: ignore[union-attr]


def test_names_are_shown_in_their_time_only(sign_in: SignIn, along: Festival) -> None:
    for moment, names in (
        ("2026-06-02T10:00", False),
        ("2026-06-02T10:20", True),
        ("2026-06-06T08:59", True),
        ("2026-06-06T09:01", False),
    ):
        with time_machine.travel(f"{moment}+07:00", tick=False):
            officer = sign_in(Role.LIAISON_OFFICER, edition=along.edition, escort=along["liaison"])
            page = words(officer.get(f"{HOME}days").text)
            shown = officer.get(f"{HOME}delegation/{along['lao'].id}").status_code
        assert ("Lao delegation" in page, "Đón đoàn Lào" in page, shown) == (names, names, 200 if names else 404), (
            moment
        )
        assert "D01" in page


def test_a_tick_says_it_once_for_protocol(officer: Visitor, sign_in: SignIn, along: Festival) -> None:
    leg = along["landing leg"].id
    said = {"state": "met", "seen": "planned"}
    address = f"{HOME}leg/{leg}/state"
    assert [officer.post(address, data=said).status_code for _ in range(2)] == [303, 303]
    along.session.expire_all()
    assert along.session.get(Leg, leg).state == "met"  # type: ignore[union-attr]
    entries = select(func.count()).select_from(HistoryEntry).where(HistoryEntry.subject == "leg")
    assert along.session.scalar(entries) == 1
    assert officer.post(address, data={"state": "lodged", "seen": "planned"}).status_code == 409
    assert officer.post(address, data={"state": "cancelled", "seen": "met"}).status_code == 404
    assert officer.post(address, data={"state": "gone", "seen": "met"}).status_code == 404
    protocol = sign_in(Role.PROTOCOL_OFFICER, edition=along.edition)
    page = protocol.get("/festival/song-huong/protocol/arrivals/?day=2026-06-05").text
    assert "Met by L01 · Liên lạc viên 1 Liaison officer, 10:10–11:40 0905 333 444" in words(page)


def test_what_changed_since_the_last_look_is_marked(officer: Visitor, along: Festival) -> None:
    def look() -> str:
        return unescape(re.findall(r'name="stamp" value="(\w+)"', officer.get(HOME).text)[0])

    assert "Please look through your engagements" in officer.get(HOME).text
    first = look()
    assert officer.post(f"{HOME}look", data={"stamp": first}).status_code == 303
    assert "look" not in re.findall(r'action="[^"]*/(\w+)"', officer.get(HOME).text)
    along["landing leg"].at = along.at(1, "11:00")
    book = along.session.scalars(select(EscortBook)).one()
    book.duties = [duty for duty in book.duties if duty[1] != along["rite duty"].id]
    along.session.commit()
    told = words(officer.get(HOME).text)
    assert "Was from 05/06/2026 10:10 to 05/06/2026 11:40" in told
    assert "You no longer go along with D01 from 05/06/2026 18:30 to 05/06/2026 21:00." in told
    officer.post(f"{HOME}look", data={"stamp": first})
    assert "Was from" in words(officer.get(HOME).text)
    officer.post(f"{HOME}look", data={"stamp": look()})
    assert "Was from" not in words(officer.get(HOME).text)
    seen = along.session.scalars(select(EscortLook.seen)).one()
    assert list(seen) == [str(along["met"].id)]


def test_a_note_is_sent_once_and_read_by_protocol(officer: Visitor, sign_in: SignIn, along: Festival) -> None:
    form = {"kind": "delayed", "delegation": along["lao"].id, "text": "Ngài O’Neill chờ hành lý"}
    assert send(officer, f"{HOME}note", **form).status_code == 303
    note = along.session.scalars(select(EscortNote)).one()
    protocol = sign_in(Role.PROTOCOL_OFFICER, edition=along.edition)
    told = words(protocol.get("/festival/song-huong/escorts/").text)
    assert "L01 · Liên lạc viên 1 · D01 · Lao delegation: Delayed – Ngài O’Neill chờ hành lý" in told
    entry = along.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "escort_note")).one()
    assert "O’Neill" not in str(entry.after)
    address = f"/festival/song-huong/escorts/note/{note.id}/reading"
    assert [protocol.post(address).status_code for _ in range(2)] == [303, 303]
    assert "O’Neill chờ" not in protocol.get("/festival/song-huong/escorts/").text
    assert officer.post(address).status_code == 404


def test_whoever_is_no_longer_one_finds_nothing(officer: Visitor, sign_in: SignIn, along: Festival) -> None:
    unbound = sign_in(Role.LIAISON_OFFICER, edition=along.edition)
    assert unbound.get(HOME).status_code == 404
    held = along.session.scalars(select(Membership).where(Membership.escort_id.is_not(None))).one()
    along.session.delete(held)
    assert officer.get(HOME).status_code == 404


def test_protocol_sees_the_page_of_an_escort_and_others_do_not(sign_in: SignIn, along: Festival) -> None:
    address = f"/festival/song-huong/escorts/person/{along['liaison'].id}/desk"
    protocol = sign_in(Role.PROTOCOL_OFFICER, edition=along.edition)
    page = protocol.get(address).text
    assert "Đón đoàn Lào" in page
    assert "<form" not in page.partition("<main")[2]
    assert protocol.get(f"{address}?delegation={along['lao'].id}").status_code == 200
    assert protocol.get(f"{address}?delegation={along['north'].id}").status_code == 404
    assert sign_in(Role.PLANNER, edition=along.edition).get(address).status_code == 404
    assert protocol.get(HOME).status_code == 404


def test_the_desk_speaks_vietnamese(sign_in: SignIn, along: Festival) -> None:
    visitor = sign_in(Role.LIAISON_OFFICER, edition=along.edition, escort=along["liaison"], language="vi")
    told = words(visitor.get(HOME).text)
    assert "Đón đoàn Lào" in told
    assert "D01 · Đoàn Lào" in told
