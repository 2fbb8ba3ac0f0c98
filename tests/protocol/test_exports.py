"""Lists for others show what their readers need, leave out what they say, and are written down before they leave."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask_babel import force_locale
from python_calamine import CalamineWorkbook
from sqlalchemy import select, text

from festival_ops.accounts.models import Role
from festival_ops.database import now
from festival_ops.protocol.models import Pass
from festival_ops.protocol.profiles import PROFILES, WHOLE
from festival_ops.protocol.sheets import SHEETS
from festival_ops.spreadsheets.models import Export
from tests.support.desks import Desk, plain
from tests.support.passes import with_passes
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

ROOT = "/festival/song-huong/protocol/exports/"
Pages = dict[str, list[list[Any]]]


def workbook(visitor: Visitor, profile: str) -> Pages:
    book = CalamineWorkbook.from_filelike(io.BytesIO(visitor.get(f"{ROOT}{profile}.xlsx").data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines(visitor: Visitor, profile: str, number: int = 0) -> list[list[str]]:
    told = visitor.get(f"{ROOT}{profile}.csv?list={number}").data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(told)))


def log(guests: Festival) -> list[tuple[str, str, str, str, dict[str, int]]]:
    guests.session.expire_all()
    rows = guests.session.scalars(select(Export).order_by(Export.id))
    return [
        (row.user_name, row.filename, row.format, row.profile, {each.sheet: each.rows for each in row.sheets})
        for row in rows
    ]


def day(guests: Festival, number: int) -> str:
    return f"{guests.edition.days[number]:%d/%m/%Y}"


def test_a_hotel_reads_names_and_nights(guests: Festival, officer: Visitor) -> None:
    assert lines(officer, "hotel") == [
        ["Hotel", "Kind of room", "Room number", "Guest", "Shares the room with", "First night", "Last night"],
        ["South Bank Hotel", "Double room", "301", "Op Test", "", day(guests, 0), day(guests, 1)],
    ]


def test_transport_reads_codes_hours_and_places(guests: Festival, officer: Visitor) -> None:
    headings = ["Delegation", "Arrival or departure", "By what", "Flight, train or car", "When", "Place", "People"]
    told = ["D01", "Arriving", "By air", "VN 1540", f"{day(guests, 0)} 10:40", "Phu Bai Airport", "3", "4", "Planned"]
    assert lines(officer, "transport") == [[*headings, "Suitcases", "How it stands"], told]


def test_a_security_check_reads_names_offices_and_countries(guests: Festival, officer: Visitor) -> None:
    assert lines(officer, "check")[0] == ["Name", "Office", "Country or province"]
    assert sorted(lines(officer, "check")[1:]) == [
        ["Abd al-Raḥmān O’Neill عبد الرحمن", "", "Lào"],
        ["Host Do Trong", "Vice-chair", ""],
        ["Khách tỉnh bạn", "", ""],
        ["Op Test", "Ambassador", "Lào"],
    ]
    assert lines(officer, "check", 1) == [["Name", "Duty"], ["Liên lạc viên 1", "Liaison officer, Interpreter"]]


def test_the_press_reads_numbers_and_no_name(guests: Festival, officer: Visitor) -> None:
    pages = workbook(officer, "counts")
    assert pages["By country or province"] == [
        ["Country or province", "Delegations", "People"],
        ["not written down", 1.0, 4.0],
        ["Lào", 1.0, 3.0],
    ]
    assert pages["By delegation"] == [
        ["Delegation", "Country or province", "People"],
        ["D01", "Lào", 3.0],
        ["D02", "", 4.0],
    ]
    with force_locale("en"):
        profile = PROFILES["counts"]
        sentences = [str(each) for each in (profile.whom, profile.shows, profile.leaves_out)]
    assert [row[0] for row in pages["About this list"]][2:] == sentences


def test_whoever_hands_passes_out_reads_numbers_and_bearers(guests: Festival, officer: Visitor) -> None:
    made = with_passes(guests)
    facts = {"kind": made["vip"], "heads": 1}
    made.add("vip badge", Pass(number=7, letters="HKLM", guest=made["head"], state="printed", **facts))
    made.add("lost badge", Pass(number=8, letters="HKLM", guest=made["second"], state="lost", **facts))
    made.add("car badge", Pass(number=9, letters="HKLM", kind=made["car"]))
    made.session.commit()
    assert lines(officer, "handout") == [
        ["Number on the pass", "Kind of pass", "Borne by", "Delegation", "Heads", "State"],
        ["0007", "VIP pass", "Op Test", "D01", "1", "Printed"],
        ["0009", "XE pass", "A vehicle", "", "1", "Not printed yet"],
        ["0900", "BC pass", "Báo Sông Hương", "", "1", "Not printed yet"],
    ]
    assert "HKLM" not in str(workbook(officer, "handout"))
    assert [entry[3:] for entry in log(guests)] == [("handout", {"passes": 3}), ("handout", {"passes": 3})]


def test_everything_comes_back_unchanged(guests: Festival, officer: Visitor) -> None:
    pages = workbook(officer, "full")
    with force_locale("en"):
        assert list(pages)[1:] == [str(SHEETS[name].title)[:31] for name in WHOLE]
        assert pages["Guests"][0] == [str(column.title) for column in SHEETS["guests"].columns]
    desk = Desk(officer, guests.edition)
    told = desk.look(("full.xlsx", officer.get(f"{ROOT}full.xlsx").data))
    assert "Added: 0 · changed: 0" in told


def test_no_profile_but_everything_holds_what_is_private(guests: Festival, officer: Visitor) -> None:
    private = ("Ăn chay", "Xe lăn", "0905 111 222", "0905 333 444")
    whole = "".join(officer.get(f"{ROOT}full.csv?list={name}").text for name in ("guests", "escorts"))
    assert [word in whole for word in private] == [True] * 4
    for name in PROFILES:
        if name != "full":
            told = str(workbook(officer, name))
            assert [word for word in private if word in told] == [], name
            names = [word for word in ("Op Test", "Thử Nghiệm", "Ambassador", "Đại sứ") if word in told]
            held = {"hotel": ["Op Test"], "check": ["Op Test", "Ambassador"]}
            assert names == held.get(name, []), name


def test_a_cell_that_begins_like_a_formula_is_text(guests: Festival, officer: Visitor) -> None:
    guests["head"].name = guests["head"].name_en = '=HYPERLINK("http://evil","x")'
    guests["lao"].country = "+1"
    guests.session.commit()
    assert lines(officer, "hotel")[1][3] == "'" + guests["head"].name
    assert "'+1" in [row[0] for row in lines(officer, "counts")]
    content = officer.get(f"{ROOT}hotel.xlsx").data
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_name("Rooms of guests").to_python()[1][3] == guests["head"].name
    assert b"<f>" not in content


@pytest.mark.parametrize("role", [Role.SECURITY_LEAD, Role.PLANNER, Role.TROUPE_COORDINATOR, Role.VIEWER])
def test_who_may_not_read_it_is_not_offered_it(role: Role, guests: Festival, sign_in: SignIn) -> None:
    scope = {"troupe": guests["ashi"]} if role is Role.TROUPE_COORDINATOR else {}
    visitor = sign_in(role, edition=guests.edition, **scope)
    reads = role is Role.SECURITY_LEAD
    found = [visitor.get(f"{ROOT}{page}").status_code for page in ("", "hotel.xlsx", "full.xlsx", "taken/")]
    assert found == ([200, 200, 404, 404] if reads else [404] * 4)
    assert ("full.xlsx" in visitor.get(ROOT).text, len(log(guests))) == (False, int(reads))


@pytest.mark.parametrize("page", ["nobody.xlsx", "hotel.csv?list=1", "hotel.csv?list=x", "full.csv?list=ceremonies"])
def test_what_is_not_offered_is_not_there(guests: Festival, officer: Visitor, page: str) -> None:
    assert (officer.get(f"{ROOT}{page}").status_code, log(guests)) == (404, [])


def test_each_file_is_known_by_profile_and_day_and_written_down(guests: Festival, officer: Visitor) -> None:
    # Late in the evening by the clock of the world, and the next morning by that of the festival.
    evening = now().replace(hour=20) + timedelta(days=1)
    with time_machine.travel(evening):
        named = [
            officer.get(f"{ROOT}{page}").headers["Content-Disposition"].partition("filename=")[2]
            for page in ("hotel.xlsx", "check.xlsx", "check.csv?list=1", "full.csv?list=guests")
        ]
    parts: list[tuple[str, str, dict[str, int]]] = [
        ("hotel", "xlsx", {"lodgings": 1}),
        ("check", "xlsx", {"guests": 4, "escorts": 1}),
        ("check", "csv", {"escorts": 1}),
        ("full", "csv", {"guests": 4}),
    ]
    files = [f"song-huong-{profile}-{(evening + timedelta(days=1)).date()}.{kind}" for profile, kind, _rows in parts]
    assert named == files
    assert log(guests) == [
        ("protocol_officer", file, kind, profile, rows)
        for file, (profile, kind, rows) in zip(files, parts, strict=True)
    ]


def test_what_cannot_be_written_down_does_not_leave(guests: Festival, officer: Visitor) -> None:
    refuse = "CREATE TRIGGER full BEFORE INSERT ON export BEGIN SELECT RAISE(ABORT, 'full'); END"
    guests.session.execute(text(refuse))
    guests.session.commit()
    officer.application.config["PROPAGATE_EXCEPTIONS"] = False
    answer = officer.get(f"{ROOT}hotel.csv")
    assert (answer.status_code >= 400, b"Op Test" in answer.data) == (True, False)


def test_protocol_reads_what_left_of_its_own_room_and_administrators_all(
    guests: Festival, officer: Visitor, sign_in: SignIn
) -> None:
    planner = sign_in(Role.PLANNER, edition=guests.edition)
    admin = sign_in(Role.ADMIN, edition=guests.edition)
    root = "/festival/song-huong/spreadsheets/"
    assert planner.get(f"{root}rows/venues.csv").status_code == 200
    assert planner.get(f"{root}template/venues.xlsx").status_code == 200
    admin.get(f"{root}rows/all.xlsx")
    officer.get(f"{ROOT}hotel.xlsx")
    entries = log(guests)
    assert [(who, kind, profile) for who, _file, kind, profile, _rows in entries] == [
        ("planner", "csv", ""),
        ("admin", "xlsx", ""),
        ("protocol_officer", "xlsx", "hotel"),
    ]
    assert (set(SHEETS) <= set(entries[1][4]), entries[1][4]["guests"]) == (True, 4)
    whole, own = plain(admin.get(f"{root}exports/")), plain(officer.get(f"{ROOT}taken/"))
    assert ["3 files and pages" in whole, "2 files and pages" in own] == [True, True]
    assert ["song-huong-venues.csv" in told for told in (whole, own)] == [True, False]
    assert ["lists of other rooms" in told for told in (whole, own)] == [False, False]
    assert "For hotels" in own
    found = plain(admin.get(f"{root}exports/?q=PLANNER&sheet=venues"))
    assert ["1 file or page" in found, "song-huong-venues.csv" in found, "hotel" in found] == [True, True, False]
    assert "Nothing here matches what you asked for." in plain(admin.get(f"{root}exports/?q=nobody"))
    assert [who.get(f"{root}exports/").status_code for who in (planner, officer)] == [403, 403]


def test_an_agency_takes_its_own_lists_away_and_that_is_written_down(
    guests: Festival, sign_in: SignIn, crew: Festival
) -> None:
    liaison = sign_in(Role.AGENCY_LIAISON, edition=guests.edition, agency=crew["guard company"])
    assert liaison.get("/festival/song-huong/security/agency-desk/duties.xlsx").status_code == 200
    assert liaison.get("/festival/song-huong/security/agency-desk/spreadsheets/rows/officers.csv").status_code == 200
    entries = log(guests)
    assert [(file, kind, list(rows)) for _who, file, kind, _profile, rows in entries] == [
        ("song-huong-duties.xlsx", "xlsx", ["duties"]),
        ("song-huong-officers.csv", "csv", ["officers"]),
    ]
    assert "Duties of agencies" in plain(
        sign_in(Role.ADMIN, edition=guests.edition).get("/festival/song-huong/spreadsheets/exports/")
    )
