"""A release series as real calendar programs live through it: each holds what we published, no more and no less."""

from __future__ import annotations

import urllib.request
from datetime import datetime
from pathlib import Path

import pytest

from festival_ops.accounts.models import Role
from festival_ops.calendars.timetable import Kind, Outlook
from tests.calendars.conftest import Festival
from tests.calendars.people import follow, person
from tests.calendars.readers import READERS, Subscriber
from tests.support.offices import Office

pytestmark = pytest.mark.databases("sqlite")
THEATRE = "Nhà hát Nghệ thuật Cung đình Huế"
GATE, STELE = "Sân khấu Ngọ Môn", "Sân khấu Bia Quốc Học"

# Title, place, start, state and sequence of each showing after each release.
Told = list[tuple[str, str, str, str, int]]
FIRST: Told = [
    ("Múa lân", STELE, "10/06 17:00", "CONFIRMED", 0),
    ("Royal Palace Night", GATE, "08/06 20:00", "CONFIRMED", 0),
    ("Tuồng cung đình", GATE, "09/06 19:30", "CONFIRMED", 0),
]
SECOND: Told = [
    ("CANCELLED: Múa lân", STELE, "10/06 17:00", "CANCELLED", 1),
    ("POSTPONED: Tuồng cung đình", GATE, "09/06 19:30", "TENTATIVE", 1),
    ("Royal Palace Night", STELE, "08/06 20:00", "CONFIRMED", 1),
]
THIRD: Told = [
    ("Múa lân", STELE, "10/06 17:00", "CONFIRMED", 2),
    ("Royal Palace Night", STELE, "08/06 20:30", "CONFIRMED", 2),
    ("Tuồng cung đình", GATE, "11/06 19:30", "CONFIRMED", 2),
]


@pytest.fixture
def address(opened: Festival, live_server: Office) -> str:
    owner = person(opened, "An", Role.PLANNER)
    _, path = follow(opened, owner, Outlook(Kind.TROUPE, opened.troupes[THEATRE].id))
    return live_server.url + path


def move_postpone_and_cancel(festival: Festival) -> None:
    festival.publish(festival.item("Đêm Hoàng cung", STELE, "08/06 20:00"), cancelled=["Múa lân"])


def restore_and_give_new_dates(festival: Festival) -> None:
    festival.publish(
        festival.item("Đêm Hoàng cung", STELE, "08/06 20:30"),
        festival.item("Múa lân", STELE, "10/06 17:00"),
        festival.item("Tuồng cung đình", GATE, "11/06 19:30", order=2),
    )


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_follows_the_series(opened: Festival, address: str, reader: str) -> None:
    def told() -> Told:
        with urllib.request.urlopen(address) as answer:
            seen = READERS[reader](answer.read())
        return sorted(
            (event.title, event.place.partition(",")[0], clock(opened, event.starts), event.status, event.sequence)
            for event in seen
        )

    assert told() == FIRST
    move_postpone_and_cancel(opened)
    assert told() == SECOND
    restore_and_give_new_dates(opened)
    assert told() == THIRD


def test_a_copy_kept_by_vdirsyncer_follows_the_series(opened: Festival, address: str, tmp_path: Path) -> None:
    subscriber = Subscriber(tmp_path)
    subscriber.subscribe(address)

    def told() -> Told:
        files = subscriber.synchronise()
        assert subscriber.synchronise() == files, "a second run changed something"
        return sorted(
            (event.title, event.place.partition(",")[0], clock(opened, event.starts), event.status, event.sequence)
            for event in subscriber.kept()
        )

    assert told() == FIRST
    move_postpone_and_cancel(opened)
    assert told() == SECOND
    restore_and_give_new_dates(opened)
    assert told() == THIRD


def test_khal_shows_the_series(opened: Festival, address: str, tmp_path: Path) -> None:
    subscriber = Subscriber(tmp_path)
    subscriber.subscribe(address)

    def shown() -> list[tuple[str, str]]:
        subscriber.synchronise()
        return sorted((title, starts) for _, title, starts, _ in subscriber.shown("07/06/2024", "13/06/2024"))

    assert shown() == [(title, year(at)) for title, _, at, _, _ in FIRST]
    move_postpone_and_cancel(opened)
    assert shown() == [(title, year(at)) for title, _, at, _, _ in SECOND]
    restore_and_give_new_dates(opened)
    assert shown() == [(title, year(at)) for title, _, at, _, _ in THIRD]


def clock(festival: Festival, moment: int) -> str:
    return f"{datetime.fromtimestamp(moment, festival.edition.tz):%d/%m %H:%M}"


def year(at: str) -> str:
    return at.replace(" ", "/2024 ")
