"""Calendars of duties: what each holder learns, what changes and cancellations look like, and who is told nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from festival_ops.planning.actions.roster import move_duties
from festival_ops.planning.models import Duty, RosterRelease
from festival_ops.security.models import Need
from festival_ops.web.history import record
from tests.calendars.duties.conftest import Subscribe
from tests.calendars.readers import READERS, Seen, by_icalendar
from tests.planning.roster.conftest import FIRST, ROSTER, Ask, Put, Release
from tests.support.papers import send
from tests.support.people import Visitor
from tests.support.programmes import Festival

SQLITE = pytest.mark.databases("sqlite")
HUE = ZoneInfo("Asia/Ho_Chi_Minh")
FEEDS = "/festival/song-huong/calendars"
OTHERS = ("Nhân viên", "BV-0", "CA-0", "Cán bộ", "0900 000 0")

Fetch = Callable[[str], list[tuple[str, str, str, int]]]


@pytest.fixture
def fetch(client: Visitor) -> Fetch:
    """Title, start, status and sequence of every event."""

    def fetched(address: str) -> list[tuple[str, str, str, int]]:
        return [told(seen) for seen in sorted(by_icalendar(client.get(address).data), key=lambda seen: seen.starts)]

    return fetched


def told(seen: Seen) -> tuple[str, str, str, int]:
    return seen.title, f"{datetime.fromtimestamp(seen.starts, tz=HUE):%d/%m %H:%M}", seen.status, seen.sequence


@SQLITE
@pytest.mark.parametrize("reader", READERS)
def test_an_officer_reads_his_own_duties_and_of_nobody_else(
    staffed: Festival, put: Put, release: Release, subscribe: Subscribe, client: Visitor, reader: str
) -> None:
    staffed["C01"].tasks = "Kiểm soát vé; giữ lối thoát hiểm."
    staffed["inner"].phone = "0234 382 2222"
    staffed["BV-03"].phone = "0900 000 003"
    for officer in ("BV-02", "BV-03", "BV-04"):
        put(officer, "gate")
    release()
    body = client.get(subscribe("officer", "BV-02")).data
    (seen,) = READERS[reader](body)
    assert (seen.title, seen.place, seen.words, seen.genre, seen.status, seen.sequence) == (
        "On duty: C01 Noon Gate",
        "C01 Noon Gate, Imperial City",
        "Function: Bảo vệ chốt\nSector: Centre\nCommand of the sector: 0234 382 2222.\n"
        "Tasks: Kiểm soát vé; giữ lối thoát hiểm.",
        "Bảo vệ chốt",
        "CONFIRMED",
        0,
    )
    hours = [int(staffed.edition.at(FIRST, time(hour)).timestamp()) for hour in (18, 22)]
    assert [seen.starts, seen.ends] == hours
    unfolded = body.replace(b"\r\n ", b"").decode().replace("X-WR-CALNAME:BV-02 · Nhân viên 02", "")
    unfolded = unfolded.replace("NAME:BV-02 · Nhân viên 02", "")
    assert [name for name in OTHERS if name in unfolded] == []


def test_duties_that_move_end_and_come_back_keep_their_uid_over_releases(
    staffed: Festival, lead: Visitor, assign: Ask, release: Release, subscribe: Subscribe, client: Visitor
) -> None:
    address, days = subscribe("officer", "BV-02"), staffed.edition.days
    uids: set[str] = set()

    def seen() -> list[tuple[str, str, str, int]]:
        events = sorted(by_icalendar(client.get(address).data), key=lambda event: event.starts)
        uids.update(event.uid for event in events)
        return [told(event) for event in events]

    assign("BV-02", "gate", days[0])
    assign("BV-02", "gate", days[2])
    assert seen() == []
    release()
    gate, last = "On duty: C01 Noon Gate", ("On duty: C01 Noon Gate", "07/06 18:00", "CONFIRMED", 0)
    first = [(gate, "05/06 18:00", "CONFIRMED", 0), last]
    assert seen() == first
    lead.post(f"{ROSTER}/duty/{first_duty(staffed)}/removal")
    assert seen() == first
    release()
    assert seen() == [(f"CANCELLED: {gate}", "05/06 18:00", "CANCELLED", 1), last]
    assign("BV-02", "gate", days[0])
    release()
    assert seen() == [(gate, "05/06 18:00", "CONFIRMED", 2), last]
    move_to_the_bridge(staffed)
    lead.post(f"{ROSTER}/duty/{first_duty(staffed)}/removal")
    assign("BV-02", "bridge in the evening", days[0])
    release()
    bridge = "On duty: C02 Cầu Trường Tiền"
    assert seen() == [(bridge, "05/06 14:00", "CONFIRMED", 3), last]
    send(lead, f"/festival/song-huong/security/post/{staffed['C02'].id}/edit", tasks="Phân luồng người đi bộ.")
    release()
    assert seen() == [(bridge, "05/06 14:00", "CONFIRMED", 3), last]
    send(lead, f"/festival/song-huong/security/shift/{staffed['evening'].id}/edit", starts="15:00")
    assert seen() == [(bridge, "05/06 14:00", "CONFIRMED", 3), last]
    release()
    assert seen() == [(bridge, "05/06 15:00", "CONFIRMED", 4), last]
    assert len(uids) == 2


def first_duty(staffed: Festival) -> int:
    staffed.session.commit()
    mine = select(Duty.id).where(Duty.officer_id == staffed["BV-02"].id, Duty.day == staffed.edition.days[0])
    return staffed.session.scalars(mine).one()


def move_to_the_bridge(staffed: Festival) -> None:
    tied = {"post": staffed["C02"], "shift": staffed["evening"], "qualification": staffed["BV"]}
    staffed.add("bridge in the evening", Need(reason="Đông khách", least=1, most=2, **tied))
    staffed.session.commit()


@SQLITE
def test_a_postponed_festival_moves_its_duties(
    staffed: Festival, assign: Ask, release: Release, subscribe: Subscribe, client: Visitor
) -> None:
    """As in the programme, the old dates stand in calendars until a release tells the new ones."""
    address, edition = subscribe("officer", "BV-02"), staffed.edition
    for day in (edition.days[0], edition.days[2]):
        assign("BV-02", "gate", day)
    release()
    before = by_icalendar(client.get(address).data)
    week = timedelta(days=7)
    edition.first_day, edition.last_day = edition.first_day + week, edition.last_day + week
    move_duties(staffed.session(), edition, 7)
    record(staffed.session, edition, "postponed", by=None)
    assert by_icalendar(client.get(address).data) == before
    release()
    after = by_icalendar(client.get(address).data)
    assert [(seen.uid, seen.starts, seen.status, seen.sequence) for seen in after] == [
        (seen.uid, seen.starts + int(week.total_seconds()), "CONFIRMED", 1) for seen in before
    ]


@SQLITE
def test_a_post_and_a_sector_tell_counts_and_no_names(
    staffed: Festival, put: Put, release: Release, subscribe: Subscribe, client: Visitor, fetch: Fetch
) -> None:
    for officer in ("BV-02", "BV-03", "BV-04", "BV-05"):
        put(officer, "gate")
    release()
    post, sector = subscribe("post", "C01"), subscribe("sector", "inner")
    on_first = [event for event in fetch(post) if event[1].startswith("05/06")]
    assert on_first == [
        ("C01 Noon Gate: 4 on duty", "05/06 18:00", "CONFIRMED", 0),
        ("C01 Noon Gate: 0 on duty, 2 missing", "05/06 22:00", "CONFIRMED", 0),
    ]
    assert [event for event in fetch(sector) if event[1].startswith("05/06")] == [
        *on_first,
        ("C02 Cầu Trường Tiền: 0 on duty, 1 missing", "05/06 22:00", "CONFIRMED", 0),
    ]
    for address in (post, sector):
        body = client.get(address).data.replace(b"\r\n ", b"").decode()
        assert [name for name in OTHERS if name in body] == []
    staffed.session.delete(staffed.session.scalars(select(Duty).limit(1)).one())
    release()
    assert fetch(post)[0] == ("C01 Noon Gate: 3 on duty, 1 missing", "05/06 18:00", "CONFIRMED", 1)


@SQLITE
def test_whoever_relieves_others_is_told_when_to_be_there(
    staffed: Festival, put: Put, release: Release, subscribe: Subscribe, client: Visitor, fetch: Fetch
) -> None:
    staffed["C01"].handover_minutes = 15
    for officer, need in (("BV-02", "gate"), ("BV-03", "gate at night"), ("BV-02", "gate at night")):
        put(officer, need)
    staffed["guards"].rest_minutes, staffed["guards"].labour = 0, False
    release()
    (seen,) = by_icalendar(client.get(subscribe("officer", "BV-03")).data)
    assert (told(seen)[1], seen.words.splitlines()[1]) == (
        "05/06 21:45",
        "Be there at 21:45 for the hand-over; the shift begins at 22:00.",
    )
    assert [start for _, start, *_ in fetch(subscribe("officer", "BV-02"))] == ["05/06 18:00", "05/06 22:00"]
    night = next(
        seen for seen in by_icalendar(client.get(subscribe("post", "C01")).data) if told(seen)[1][-5:] == "22:00"
    )
    assert night.words.splitlines()[1] == "Whoever relieves others is there at 21:45."


@SQLITE
def test_a_release_is_the_same_bytes_whatever_is_renamed_or_accepted_after_it(
    staffed: Festival, lead: Visitor, put: Put, assign: Ask, release: Release, subscribe: Subscribe, client: Visitor
) -> None:
    put("BV-02", "gate")
    release()
    addresses = [subscribe(*of) for of in (("officer", "BV-02"), ("post", "C01"), ("sector", "inner"))]
    first = [client.get(address) for address in addresses]
    security = "/festival/song-huong/security"
    send(lead, f"{security}/post/{staffed['C01'].id}/edit", name="Cửa khác", tasks="Việc khác", handover_minutes="30")
    send(lead, f"{security}/qualification/{staffed['BV'].id}/edit", name="Chức năng khác")
    assign("BV-03", "gate")
    for address, known in zip(addresses, first, strict=True):
        again = client.get(address, headers={"If-None-Match": known.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert client.get(address).data == known.data


@SQLITE
def test_a_change_elsewhere_changes_nothing_here(
    staffed: Festival, put: Put, assign: Ask, release: Release, subscribe: Subscribe, client: Visitor
) -> None:
    put("BV-02", "gate")
    release()
    address = subscribe("officer", "BV-02")
    first = client.get(address)
    assign("BV-06", "gate", staffed.edition.days[2])
    release()
    later = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (later.status_code, later.data) == (200, first.data)


@SQLITE
def test_before_the_first_release_a_calendar_is_empty_and_says_why(
    staffed: Festival, lead: Visitor, put: Put, release: Release, subscribe: Subscribe, client: Visitor
) -> None:
    put("BV-02", "gate")
    address, pages = subscribe("officer", "BV-02"), [f"{FEEDS}/", f"{FEEDS}/feed/1", f"{FEEDS}/feed/new/post/1"]
    with client.get(address) as answer:
        assert (answer.status_code, by_icalendar(answer.data)) == (200, [])
    empty = "The roster has not been released yet: calendars of duties are empty until its first release."
    assert [empty in lead.get(page).text for page in pages] == [True] * 3
    release()
    assert ["Calendars of duties show roster 1 of" in lead.get(page).text for page in pages] == [True] * 3
    assert "Has not seen roster 1." in lead.get(f"{FEEDS}/").text


@SQLITE
def test_a_cancelled_duty_is_told_for_thirty_days_of_releases(
    staffed: Festival,
    lead: Visitor,
    assign: Ask,
    release: Release,
    subscribe: Subscribe,
    fetch: Fetch,
) -> None:
    address = subscribe("officer", "BV-02")
    assign("BV-02", "gate")
    release()
    lead.post(f"{ROSTER}/duty/{first_duty(staffed)}/removal")
    release()
    cancelled_at = staffed.session.scalars(select(RosterRelease.at).where(RosterRelease.number == 2)).one()
    for number, later in ((3, timedelta(days=29)), (4, timedelta(days=31))):
        facts = {"signer": "", "roster_revision": 0, "missing": 0, "unled": 0}
        staffed.session.add(
            RosterRelease(edition_id=staffed.edition.id, number=number, at=cancelled_at + later, **facts)
        )
        staffed.session.commit()
        assert [event[2] for event in fetch(address)] == (["CANCELLED"] if number == 3 else [])


@SQLITE
def test_the_copy_rings_before_each_relief(lead: Visitor, put: Put, release: Release, subscribe: Subscribe) -> None:
    put("BV-02", "gate")
    release()
    subscribe("officer", "BV-02")
    body = lead.get(f"{FEEDS}/feed/1/copy.ics").text
    assert body.count("TRIGGER:-PT45M") == 1
