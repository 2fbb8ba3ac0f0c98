"""From the planner's release to the calendars of others: the real acts of planning, the real clients."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from flask import Flask

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import db
from festival_ops.planning.actions import releases
from festival_ops.planning.models import Pin, Release, RuleLevel
from festival_ops.planning.queries import latest_release
from festival_ops.programme.models import Cancellation, Contact
from tests.calendars.readers import READERS, Seen, Subscriber
from tests.planning.test_releases import SOUND
from tests.support.offices import Office
from tests.support.programmes import Festival
from tests.support.programmes import festival as river  # noqa: F401

pytestmark = pytest.mark.databases("sqlite")

# What each released state is called by a calendar.
STATUS = {"scheduled": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}


@pytest.fixture
def planner(river: Festival) -> User:  # noqa: F811
    membership = Membership(role=Role.PLANNER, edition_id=river.edition.id)
    made = User(email="an@example.org", name="An", fs_uniquifier="an" * 16, locale="en", memberships=[membership])
    river.session.add(made)
    river.add("level", RuleLevel(rule="quiet-hours", level="ignore"))
    for code, stage, day, clock in SOUND:
        river.place(code, stage, day, clock)
    return made


def publish(app: Flask, festival: Festival, planner: User) -> Release:
    with app.test_request_context():
        session, plan = db.session(), festival["plan"]
        stamp = releases.preview(session, festival.edition, plan).stamp
        made = releases.release(session, festival.edition, plan, stamp, "", planner)
        session.commit()
        return made


def follow(festival: Festival, owner: User, outlook: Outlook) -> str:
    _, token = open_feed(
        festival.session, edition_id=festival.edition.id, owner=owner, outlook=outlook, label="Xiếc Hà Nội"
    )
    festival.session.commit()
    return f"/feed/{token}.ics"


def states(seen: list[Seen]) -> list[tuple[str, int, int, str, int]]:
    return sorted((each.uid, each.starts, each.ends, each.status, each.sequence) for each in seen)


def ours(festival: Festival, troupe: int) -> list[tuple[str, int, int, str, int]]:
    """The rows of the latest release, read without the code under test."""
    festival.session.expire_all()
    release = latest_release(db.session(), festival.edition)
    assert release is not None
    return sorted(
        (
            f"performance-{item.performance_id}@festival.localhost",
            int(item.starts.timestamp()),
            int(item.ends.timestamp()),
            STATUS[item.state],
            item.sequence,
        )
        for item in release.items
        if troupe in item.troupe_ids
    )


def test_a_second_and_a_third_release_reach_every_client(
    river: Festival,  # noqa: F811
    planner: User,
    app: Flask,
    live_server: Office,
    tmp_path: Path,
) -> None:
    circus = river["circus"].id
    address = live_server.url + follow(river, planner, Outlook(Kind.TROUPE, circus))
    subscriber = Subscriber(tmp_path)
    publish(app, river, planner)
    subscriber.subscribe(address)

    def everybody_agrees() -> list[tuple[str, int]]:
        """vdirsyncer gives what it fetches uids of its own, so its copies are compared by everything else."""
        with urllib.request.urlopen(address) as answer:
            body = answer.read()
        expected = ours(river, circus)
        assert {name: states(read(body)) for name, read in READERS.items()} == dict.fromkeys(READERS, expected)
        files = subscriber.synchronise()
        assert subscriber.synchronise() == files
        kept = sorted(state for _, *state in states(subscriber.kept()))
        assert kept == sorted(state for _, *state in expected)
        assert len(subscriber.shown("05/06/2026", "09/06/2026")) == len(expected)
        return [(status, sequence) for *_, status, sequence in expected]

    assert everybody_agrees() == [("CONFIRMED", 0)] * 3
    river.unplace("X1")
    river.place("X1", "thuong-bac", 2, "19:30")
    river["X2"].cancellation = Cancellation(reason="Đoàn về sớm.")
    publish(app, river, planner)
    assert everybody_agrees() == [("CONFIRMED", 1), ("CANCELLED", 1), ("CONFIRMED", 0)]
    river["X2"].cancellation = None
    river.unplace("PARADE")
    river.place("PARADE", "ngo-mon", 2, "22:50")
    publish(app, river, planner)
    assert everybody_agrees() == [("CONFIRMED", 1), ("CONFIRMED", 2), ("CONFIRMED", 1)]


def test_a_parade_stands_in_the_calendar_of_each_stage_on_its_way(
    river: Festival,  # noqa: F811
    planner: User,
    app: Flask,
    live_server: Office,
) -> None:
    publish(app, river, planner)
    address = follow(river, planner, Outlook(Kind.STAGE, river["thuong-bac"].id))
    with urllib.request.urlopen(live_server.url + address) as answer:
        seen = {event.title: event for event in READERS["libical"](answer.read())}
    assert sorted(seen) == ["Diễu hành PARADE", "Drums of Asia", "Xiếc X1"]
    assert seen["Diễu hành PARADE"].words.splitlines()[-3:] == [
        "The way of the parade:",
        "22:45–23:05 at Ngọ Môn",
        "23:15–23:35 at Thương Bạc",
    ]


def test_nobody_reads_of_guests_of_honour_pins_or_phones(
    river: Festival,  # noqa: F811
    planner: User,
    app: Flask,
    live_server: Office,
) -> None:
    river["guests"].code = "KHÁCH-A1"
    river.add("contact", Contact(troupe=river["nha-nhac"], name="Chị Hạnh", phone="0905 123 456"))
    river.add("pin", Pin(performance_id=river["X1"].id, day=river.edition.days[1], reason="Truyền hình VTV"))
    publish(app, river, planner)
    outlooks = [
        Outlook(Kind.VENUE, river["citadel"].id),
        Outlook(Kind.TROUPE, river["nha-nhac"].id),
        Outlook(Kind.PUBLIC),
    ]
    for outlook in outlooks:
        with urllib.request.urlopen(live_server.url + follow(river, planner, outlook)) as answer:
            told = answer.read().decode()
        assert [secret for secret in ("KHÁCH", "Hạnh", "0905", "Truyền hình") if secret in told] == []
