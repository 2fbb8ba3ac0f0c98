"""Passports: under lock in the database, opened with a reason that stays, and gone when their time is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from festival_ops.protocol import passports
from festival_ops.protocol.models import Guest, Passport
from festival_ops.web.history import first_broken
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.papers import answers_in, errors_in, send
from tests.support.passports import (
    BASE,
    FACTS,
    HOLDER,
    LIST,
    NUMBER,
    PRINTED,
    handed_in,
    opened,
    prove,
    readings,
    secrets_in,
)
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def test_what_stands_in_a_passport_stands_nowhere_in_plain_text(app: Flask, guests: Festival, artist: Passport) -> None:
    """Neither in the row nor in any other: the record of changes, the receipts, the log of readings."""
    session = guests.session
    tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    for table in tables:
        for row in session.execute(text(f'SELECT * FROM "{table}"')):
            assert secrets_in(str(tuple(row))) == [], table
    file = app.extensions["settings"].passport_key_file
    assert file.stat().st_mode & 0o777 == 0o600
    assert artist.sealed.split(".")[0] == file.read_text().split()[0]
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "passport")).one()
    assert (entry.act, entry.secrecy, entry.after["troupe"]) == ("created", "C3", "Ashi Taiko")  # type: ignore[index]
    assert HOLDER not in str(entry.after)


def test_nothing_is_shown_when_it_cannot_be_written_down(guests: Festival, officer: Visitor, artist: Passport) -> None:
    prove(officer)
    guests.session.execute(
        text("CREATE TRIGGER full BEFORE INSERT ON passport_reading BEGIN SELECT RAISE(ABORT, 'full'); END")
    )
    guests.session.commit()
    officer.application.config["PROPAGATE_EXCEPTIONS"] = False
    page = opened(officer, artist)
    assert (page.status_code >= 400, secrets_in(page.text)) == (True, [])


def test_a_passport_moved_to_another_person_or_altered_opens_no_more(
    guests: Festival, officer: Visitor, artist: Passport
) -> None:
    head = handed_in(guests, officer, "guest", guest=guests["head"].id, number="P9999999")
    prove(officer)
    kept, session = artist.sealed, guests.session
    name, _dot, closed = kept.partition(".")
    altered = f"{name}.{closed[:30]}{'A' if closed[30] != 'A' else 'B'}{closed[31:]}"
    swapped = ((head, kept), (artist, altered), (artist, "nonsense"), (artist, f"{name}.???"))
    for row, sealed, before in [(row, sealed, row.sealed) for row, sealed in swapped]:
        session.execute(text("UPDATE passport SET sealed = :s WHERE id = :id"), {"s": sealed, "id": row.id})
        page = opened(officer, row)
        assert (page.status_code, secrets_in(page.text)) == (409, [])
        session.execute(text("UPDATE passport SET sealed = :s WHERE id = :id"), {"s": before, "id": row.id})
    session.execute(text("UPDATE passport SET holder = 'Somebody else' WHERE id = :id"), {"id": artist.id})
    assert "put under lock for this person, or has been altered" in plain(opened(officer, artist))
    assert "does not belong here; hand it in again" in plain(officer.get(LIST))
    assert readings(guests) == []


def test_a_new_key_opens_everything_and_an_old_one_is_no_longer_needed(
    app: Flask, guests: Festival, officer: Visitor, artist: Passport
) -> None:
    file = app.extensions["settings"].passport_key_file
    first, before = file.read_text(), artist.sealed
    told = app.test_cli_runner().invoke(args=["passport-keys"]).output
    guests.session.expire_all()
    lines = file.read_text().splitlines()
    assert (len(lines), lines[0] + "\n", file.stat().st_mode & 0o777) == (2, first, 0o600)
    assert told == f"Key {lines[1].split()[0]} in {file} is the newest; 1 passports are sealed with it.\n"
    assert (artist.sealed != before, artist.sealed.split(".")[0]) == (True, lines[1].split()[0])
    file.write_text(lines[1] + "\n")
    prove(officer)
    assert NUMBER in opened(officer, artist).text
    assert readings(guests)[0] == ("", None, "", f"{lines[1].split()[0]}: 1 + 0")
    assert "all, sealed with a new key" in officer.get(f"{LIST}readings/").text


def test_without_its_key_a_passport_waits_and_nothing_is_made_in_its_place(
    app: Flask, guests: Festival, officer: Visitor, coordinator: Visitor, artist: Passport
) -> None:
    file, kept = app.extensions["settings"].passport_key_file, artist.sealed
    away = file.rename(file.with_suffix(".away"))
    assert "The key to some of these passports is not in its place." in plain(coordinator.get(LIST))
    assert HOLDER in coordinator.get(LIST).text
    prove(officer)
    assert "please ask an administrator to put the file with the keys back" in plain(opened(officer, artist))
    sent = FACTS | {"troupe": guests["ashi"].id, "holder": "Lan"}
    refused = send(coordinator, f"{LIST}new/artist", **sent)
    assert "Nothing was saved and nothing is lost" in plain(refused)
    assert answers_in(refused)["number"] == [FACTS["number"]]
    assert (refused.status_code, file.exists()) == (422, False)
    assert "1 could not be opened" in app.test_cli_runner().invoke(args=["passport-keys"]).output
    file.write_text(away.read_text() + file.read_text())
    guests.session.expire_all()
    assert artist.sealed == kept
    assert NUMBER in opened(officer, artist).text


def test_opening_asks_for_the_password_and_a_reason(guests: Festival, officer: Visitor, artist: Passport) -> None:
    address = f"{LIST}{artist.id}/opening"
    assert officer.get(address).location == f"/verify?next={address}"
    prove(officer, seconds_ago=299)
    assert "Why do you open it?" in officer.get(address).text
    prove(officer, seconds_ago=301)
    late = opened(officer, artist, "List for the border")
    assert (late.status_code, secrets_in(late.text)) == (403, [])
    assert answers_in(late)["reason"] == ["List for the border"]
    prove(officer)
    for reason, told in (
        ("", "Please fill in “Why do you open it?”."),
        ("for ABD AL-RAHMAN O’neill", "The reason names the holder of the passport; write it without the name."),
    ):
        refused = opened(officer, artist, reason)
        assert (refused.status_code, secrets_in(refused.text), errors_in(refused)) == (422, [], {"reason": told})
    assert readings(guests) == []
    page = opened(officer, artist)
    assert [fact in plain(page) for fact in (NUMBER, "Maroc", "31/05/2031", PRINTED, "02/03/1985")] == [True] * 5
    whose = f"Ashi Taiko · № {artist.id}"
    assert readings(guests) == [("protocol_officer", artist.id, whose, "List for the border")]
    told = plain(officer.get(f"{LIST}readings/"))
    assert f"{whose} List for the border" in told
    assert HOLDER not in told
    assert "Nothing here matches" in officer.get(f"{LIST}readings/?q=nobody").text


def test_a_passport_goes_with_the_name_of_its_holder(guests: Festival, officer: Visitor, artist: Passport) -> None:
    moved = guests.edition
    moved.first_day, moved.last_day = date(2020, 6, 5), date(2020, 6, 7)
    guests["rite"].starts, guests["rite"].ends = guests.at(1, "08:00"), guests.at(1, "09:00")
    row = handed_in(guests, officer, "guest", guest=guests["head"].id)
    gone = row.id
    page = f"{BASE}erasure?row=guest-{guests['head'].id}"
    key = officer.get(page).text.split('class="form"')[1].split('name="key"')[1].split('value="')[1].split('"')[0]
    sent = {"reason": "Asked for it", "row": f"guest-{guests['head'].id}", "key": key}
    assert officer.post(f"{BASE}erasure", data=sent).status_code == 303
    guests.session.expire_all()
    assert guests.session.scalars(select(Passport.id)).all() == [artist.id]
    assert guests.session.get_one(Guest, guests["head"].id).name == "G01"
    told = select(HistoryEntry.act, HistoryEntry.reason).where(
        HistoryEntry.subject == "passport", HistoryEntry.subject_id == gone, HistoryEntry.act == "removed"
    )
    assert [tuple(each) for each in guests.session.execute(told)] == [("removed", "Asked for it")]
    assert first_broken(guests.session()) is None


def test_thirty_days_after_the_edition_all_go(guests: Festival, officer: Visitor, artist: Passport) -> None:
    session, edition = guests.session, guests.edition
    last = edition.last_day
    assert passports.due(session(), edition, last + timedelta(days=30)) == []
    assert passports.due(session(), edition, last + timedelta(days=31)) == [artist]
    edition.first_day, edition.last_day = date(2020, 6, 5), date(2020, 6, 7)
    session.commit()
    assert "nobody needs these passports any more" in plain(officer.get(LIST))
    assert "1 passport is still kept" in plain(officer.get(f"{BASE}erasure"))
    assert officer.post(f"{BASE}erasure/passports").status_code == 303
    session.expire_all()
    assert session.scalars(select(Passport)).all() == []
    again = officer.post(f"{BASE}erasure/passports")
    assert (again.status_code, "No passport is due to be erased" in plain(again)) == (409, True)
