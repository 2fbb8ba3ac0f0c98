"""Passports: under lock in the database, never shown to whoever handed them in, opened with a reason that stays."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.protocol import passports
from festival_ops.protocol.models import Guest, Leg, Passport, PassportReading
from festival_ops.web.history import first_broken
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.papers import answers_in, errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/protocol/"
LIST = f"{BASE}passport/"
NUMBER, PRINTED, HOLDER = "ZQ7654321", "O’NEILL ABD AL-RAHMAN زكريا", "Abd al-Raḥmān O’Neill"
FACTS = {"number": "zq 765-4321", "country": "Maroc", "expires": "31/05/2031", "name": PRINTED, "born": "02/03/1985"}
Page = Callable[..., TestResponse]


@pytest.fixture
def coordinator(sign_in: SignIn, guests: Festival) -> Visitor:
    return sign_in(Role.TROUPE_COORDINATOR, edition=guests.edition, troupe=guests["ashi"])


@pytest.fixture
def artist(guests: Festival, coordinator: Visitor) -> Passport:
    return handed_in(guests, coordinator, "artist", troupe=guests["ashi"].id, holder=HOLDER)


def handed_in(guests: Festival, visitor: Visitor, kind: str, /, **facts: Any) -> Passport:
    answer = send(visitor, f"{LIST}new/{kind}", **FACTS | facts)
    assert (answer.status_code, answer.location) == (303, LIST), errors_in(answer)
    guests.session.expire_all()
    return guests.session.scalars(select(Passport).order_by(Passport.id.desc())).first()  # type: ignore[return-value]


def prove(visitor: Visitor, seconds_ago: float = 0) -> None:
    with visitor.session_transaction() as kept:
        kept["fs_paa"] = time.time() - seconds_ago


def opened(visitor: Visitor, row: Passport, reason: str = "List for the border") -> TestResponse:
    return visitor.post(f"{LIST}{row.id}/opening", data={"reason": reason, "key": "k"})


def secrets_in(told: str) -> list[str]:
    folded = told.casefold()
    return [
        word for word in (NUMBER, "Maroc", "31/05/2031", "2031-05-31", "زكريا", "1985") if word.casefold() in folded
    ]


def readings(guests: Festival) -> list[tuple[str, int | None, str, str]]:
    rows = select(PassportReading).order_by(PassportReading.id)
    guests.session.expire_all()
    return [(row.user_name, row.passport_id, row.whose, row.reason) for row in guests.session.scalars(rows)]


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


def test_a_coordinator_hands_in_and_never_reads_again(guests: Festival, coordinator: Visitor, artist: Passport) -> None:
    shown = coordinator.get(LIST)
    assert HOLDER in plain(shown)
    assert "ends in 321" in plain(shown)
    assert secrets_in(shown.text) == []
    assert "/opening" not in shown.text
    form = coordinator.get(f"{LIST}{artist.id}/edit")
    assert secrets_in(form.text) == []
    assert [answers_in(form)[key] for key in ("number", "expires", "holder")] == [[""], [""], [HOLDER]]
    prove(coordinator)
    assert coordinator.get(f"{LIST}{artist.id}/opening").status_code == 404
    assert opened(coordinator, artist).status_code == 404
    assert coordinator.get(f"{LIST}readings/").status_code == 404
    as_data = coordinator.get(LIST, headers={"Accept": "application/json"})
    assert secrets_in(as_data.text) == []
    assert readings(guests) == []


def test_another_troupe_does_not_even_know_of_it(guests: Festival, sign_in: SignIn, artist: Passport) -> None:
    other = sign_in(Role.TROUPE_COORDINATOR, edition=guests.edition, troupe=guests["circus"])
    assert HOLDER not in other.get(LIST).text
    for page in ("edit", "removal"):
        assert other.get(f"{LIST}{artist.id}/{page}").status_code == 404
        assert other.post(f"{LIST}{artist.id}/{page}", data={}).status_code == 404
    stolen = send(other, f"{LIST}new/artist", **FACTS, troupe=guests["ashi"].id, holder="X")
    assert errors_in(stolen) == {"troupe": "The chosen record is no longer there; please choose another."}
    for kind in ("guest", "escort"):
        assert other.get(f"{LIST}new/{kind}").status_code == 404
    assert guests.session.scalar(select(func.count(Passport.id))) == 1


def test_only_whoever_reads_passports_knows_of_the_pages(guests: Festival, sign_in: SignIn, artist: Passport) -> None:
    for role in (Role.PLANNER, Role.VIEWER, Role.TRAFFIC_LEAD):
        visitor = sign_in(role, edition=guests.edition)
        asked = ("", "new/artist", f"{artist.id}/edit", f"{artist.id}/opening", "readings/")
        assert [visitor.get(f"{LIST}{page}").status_code for page in asked] == [404] * 5
    lead = sign_in(Role.SECURITY_LEAD, edition=guests.edition)
    prove(lead)
    assert [lead.get(f"{LIST}{page}").status_code for page in ("", "new/artist", "readings/")] == [200, 404, 404]
    assert NUMBER in opened(lead, artist).text
    assert [who for who, *_rest in readings(guests)] == ["security_lead"]


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


def test_a_passport_is_replaced_whole_and_once(guests: Festival, coordinator: Visitor, artist: Passport) -> None:
    address = f"{LIST}{artist.id}/edit"
    answers = {key: value[0] for key, value in answers_in(coordinator.get(address)).items()}
    sent = answers | FACTS | {"number": "K1000999", "holder": HOLDER}
    first = coordinator.post(address, data=sent)
    assert (first.location, coordinator.post(address, data=sent).location) == (LIST, LIST)
    assert "ends in 999" in plain(coordinator.get(LIST))
    late = coordinator.post(address, data=sent | {"key": "another", "number": "K2000888"})
    assert late.status_code == 409
    assert "Somebody else has replaced this passport while your page was open." in plain(late)
    assert "ends in 999" in plain(coordinator.get(LIST))
    again = {key: value[0] for key, value in answers_in(late).items()}
    assert coordinator.post(address, data=again).status_code == 303
    assert "ends in 888" in plain(coordinator.get(LIST))
    acts = select(HistoryEntry.act).where(HistoryEntry.subject == "passport").order_by(HistoryEntry.id)
    assert guests.session.scalars(acts).all() == ["created", "changed", "changed"]


def test_sent_twice_it_is_handed_in_once(guests: Festival, coordinator: Visitor) -> None:
    address = f"{LIST}new/artist"
    sent = {key: value[0] for key, value in answers_in(coordinator.get(address)).items()}
    sent |= FACTS | {"troupe": str(guests["ashi"].id), "holder": HOLDER}
    assert [coordinator.post(address, data=sent).location for _click in range(2)] == [LIST, LIST]
    assert guests.session.scalar(select(func.count(Passport.id))) == 1


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("number", "12", "A passport number has 5 to 20 Latin letters and digits"),
        ("number", "ABCDEFG", "A passport number has 5 to 20 Latin letters and digits"),
        ("number", "رقم١٢٣٤٥", "A passport number has 5 to 20 Latin letters and digits"),
        ("expires", "tomorrow", "is not a date"),
        ("born", "01/01/2040", "Nobody is born after the passport has run out"),
        ("country", "", "Please fill in “Issued by (country)”."),
    ],
)
def test_what_makes_no_sense_is_asked_again_and_kept(
    guests: Festival, coordinator: Visitor, field: str, written: str, told: str
) -> None:
    sent = FACTS | {"troupe": guests["ashi"].id, "holder": HOLDER, field: written}
    page = send(coordinator, f"{LIST}new/artist", **sent)
    assert (page.status_code, answers_in(page)[field], list(errors_in(page))) == (422, [written], [field])
    assert told in errors_in(page)[field]


def test_a_guest_has_one_passport_and_is_offered_no_second(guests: Festival, officer: Visitor) -> None:
    row = handed_in(guests, officer, "guest", guest=guests["head"].id)
    assert str(row) == "G01"
    page = officer.get(f"{LIST}new/guest?guest={guests['second'].id}")
    assert answers_in(page)["guest"] == [str(guests["second"].id)]
    assert "G01" not in "".join(re.findall("<option.*?</option>", page.text))
    again = send(officer, f"{LIST}new/guest", **FACTS, guest=guests["head"].id)
    assert list(errors_in(again)) == ["guest"]


def test_an_escort_has_one_too(guests: Festival, officer: Visitor) -> None:
    row = handed_in(guests, officer, "escort", escort=guests["liaison"].id)
    assert (str(row), "L01" in plain(officer.get(LIST))) == ("L01", True)


@pytest.mark.parametrize(
    ("expires", "state"),
    [
        (date(2026, 6, 7), passports.ENDING),
        (date(2026, 6, 8), passports.SHORT),
        (date(2026, 11, 30), passports.SHORT),
        (date(2026, 12, 1), passports.VALID),
    ],
)
def test_half_a_year_at_arrival_and_the_departure_decide(expires: date, state: str) -> None:
    assert passports.state_of(expires, date(2026, 6, 1), date(2026, 6, 8)) == state


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2024, 6, 5), date(2024, 12, 5)),
        (date(2024, 7, 1), date(2025, 1, 1)),
    ],
)
def test_six_months_later(day: date, later: date) -> None:
    assert passports.months_after(day, passports.HALF_A_YEAR) == later


def test_a_delegation_lacks_passports_where_formalities_ask_for_them(guests: Festival, officer: Visitor) -> None:
    address, head = f"{BASE}delegation/{guests['lao'].id}", guests["head"].id
    missing = "G01: formalities ask for the passport, and nobody has handed it in."
    assert missing not in plain(officer.get(address))
    leg = guests.session.get_one(Leg, guests["landing leg"].id)
    leg.formalities = "Passports ready at the VIP gate"
    guests.session.commit()
    assert missing in plain(officer.get(address))
    assert missing in plain(officer.get(f"{BASE}guest/{head}"))
    assert "G03: formalities" not in plain(officer.get(f"{BASE}delegation/{guests['north'].id}"))
    soon = f"{guests.edition.last_day + timedelta(days=60):%d/%m/%Y}"
    row = handed_in(guests, officer, "guest", guest=head, expires=soon)
    assert "G01: at arrival the passport is good for less than six months." in plain(officer.get(address))
    over = f"{guests.edition.first_day - timedelta(days=1):%d/%m/%Y}"
    send(officer, f"{LIST}{row.id}/edit", **FACTS | {"expires": over})
    assert "It runs out before its holder leaves: a new passport is needed for this journey." in plain(
        officer.get(LIST)
    )
    assert "G01: the passport runs out before the departure." in plain(officer.get(address))
    send(officer, f"{LIST}{row.id}/edit", **FACTS)
    assert "G01: " not in plain(officer.get(address)).partition("still missing")[2].partition("Code")[0]


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


def test_a_passport_is_taken_out_with_a_reason_that_names_nobody(
    guests: Festival, coordinator: Visitor, artist: Passport
) -> None:
    address = f"{LIST}{artist.id}/removal"
    named = send(coordinator, address, reason=f"{HOLDER} stays at home")
    assert list(errors_in(named)) == ["reason"]
    assert send(coordinator, address, reason="Stays at home").location == LIST
    guests.session.expire_all()
    assert guests.session.scalars(select(Passport)).all() == []


@pytest.mark.parametrize("table", ["passports", "passport"])
def test_no_spreadsheet_brings_or_takes_passports(guests: Festival, officer: Visitor, table: str) -> None:
    for page in ("template", "rows"):
        assert officer.get(f"/festival/song-huong/spreadsheets/{page}/{table}.xlsx").status_code == 404
