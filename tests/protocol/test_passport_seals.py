"""Passports: under lock in the database, opened with a reason that stays, and gone when their time is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from sqlalchemy import select, text

from festival_ops.database import now
from festival_ops.protocol import retention
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
from tests.support.workers import Workers

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


NUMBER_TOLD = "The reason holds the number of the passport, and it is kept for good; write it without the number."


def told_word(word: str) -> str:
    return f"“{word}” is a part of the holder's name, and the reason is kept for good; say it in another word."


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
        ("Border list for ÁBD", told_word("ÁBD")),
        ("O'NEILL", told_word("NEILL")),
        # The name that is printed in the passport stands under lock alone.
        ("hỏi زَكريا", told_word("زَكريا")),
        ("list (al), gate 2", told_word("al")),
        ("see zq 765-4321 again", NUMBER_TOLD),
        ("ZQ7654321", NUMBER_TOLD),
    ):
        refused = opened(officer, artist, reason)
        # What was typed stands in the form again, and nothing beside it.
        shown = secrets_in(refused.text.replace(reason, ""))
        assert (refused.status_code, shown, errors_in(refused)) == (422, [], {"reason": told})
    assert readings(guests) == []
    # Single letters, and words that a word of the name begins, are no part of the name.
    assert opened(officer, artist, "o, abdication, aloud: gate 4321").status_code == 200
    page = opened(officer, artist)
    assert [fact in plain(page) for fact in (NUMBER, "Maroc", "31/05/2031", PRINTED, "02/03/1985")] == [True] * 5
    whose = f"Ashi Taiko · № {artist.id}"
    assert readings(guests)[1:] == [("protocol_officer", artist.id, whose, "List for the border")]
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


def coming(guests: Festival) -> date:
    """The last day of the festival, which begins next week whatever day it is."""
    edition = guests.edition
    edition.first_day = now().date() + timedelta(days=7)
    edition.last_day = edition.first_day + timedelta(days=2)
    guests.session.commit()
    return edition.last_day


def test_thirty_days_after_the_edition_all_go(guests: Festival, officer: Visitor, artist: Passport) -> None:
    session, edition = guests.session, guests.edition
    last = coming(guests)
    assert retention.due(session(), edition, last + timedelta(days=30)) == []
    assert retention.due(session(), edition, last + timedelta(days=31)) == [artist]
    day = f"{last + timedelta(days=31):%d/%m/%Y}"
    assert f"On {day}, thirty days after the festival, all of them are erased by themselves." in plain(
        officer.get(LIST)
    )
    assert f"All passports are erased by themselves on {day}" in plain(officer.get(f"{BASE}erasure"))
    edition.first_day, edition.last_day = date(2020, 6, 5), date(2020, 6, 7)
    session.commit()
    assert "It is erased by itself within the hour." in plain(officer.get(LIST))
    assert "1 passport is still kept" in plain(officer.get(f"{BASE}erasure"))
    assert officer.post(f"{BASE}erasure/passports").status_code == 303
    session.expire_all()
    assert session.scalars(select(Passport)).all() == []
    again = officer.post(f"{BASE}erasure/passports")
    assert (again.status_code, "No passport is due to be erased" in plain(again)) == (409, True)


def test_a_guest_kept_for_a_shorter_time_has_no_passport_for_longer(guests: Festival, officer: Visitor) -> None:
    session, edition, last = guests.session, guests.edition, coming(guests)
    row = handed_in(guests, officer, "guest", guest=guests["head"].id)
    guests["head"].kept_until = last + timedelta(days=5)
    session.commit()
    days = (0, 4, 5, 31)
    assert [retention.due(session(), edition, last + timedelta(days=day)) for day in days] == [[], [], [row], [row]]
    assert f"erased by itself on {last + timedelta(days=5):%d/%m/%Y}" in plain(officer.get(LIST))
    # A festival that was put off past that day still needs the passport.
    guests["head"].kept_until = last - timedelta(days=5)
    session.commit()
    assert [retention.due(session(), edition, last + timedelta(days=day)) for day in (0, 1)] == [[], [row]]
    assert retention.goes_on(row, edition) == last + timedelta(days=1)


@pytest.mark.databases("sqlite", "postgresql")
def test_the_worker_erases_what_is_over_and_writes_it_down(
    guests: Festival, officer: Visitor, artist: Passport, workers: Workers
) -> None:
    session, id = guests.session, artist.id
    coming(guests)
    workers.work()
    assert session.scalars(select(Passport.id)).all() == [id]
    guests.edition.first_day, guests.edition.last_day = date(2020, 6, 5), date(2020, 6, 7)
    session.commit()
    for _round in range(2):
        workers.work()
    session.expire_all()
    assert session.scalars(select(Passport.id)).all() == []
    told = select(HistoryEntry).where(HistoryEntry.subject == "passport", HistoryEntry.act == "removed")
    entry = session.scalars(told).one()
    assert (entry.subject_id, entry.user_id, entry.user_name) == (id, None, "")
    with force_locale("vi"):
        assert entry.reason == gettext("The day until which passports are kept is over")
    assert [word for word in (HOLDER, NUMBER) if word in str((entry.before, entry.after, entry.reason))] == []
    assert first_broken(session()) is None
