"""Passports: handed in, never read again by whoever handed them in, told of where they are missing."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.protocol import passports
from festival_ops.protocol.models import Leg, Passport
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.papers import answers_in, errors_in, send
from tests.support.passports import (
    BASE,
    FACTS,
    HOLDER,
    LIST,
    NUMBER,
    handed_in,
    opened,
    prove,
    readings,
    secrets_in,
)
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


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
