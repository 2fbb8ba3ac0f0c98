"""The records of the room: kept, found, refused with a sentence, and known only to those who may know."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.protocol.models import (
    Allotment,
    Delegation,
    Escort,
    Guest,
    GuestGroup,
    GuestPlace,
    Leg,
    Lodging,
    PrecedenceSet,
)
from festival_ops.web.models import HistoryEntry
from tests.protocol.conftest import Send
from tests.support.papers import errors_in
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/protocol/"
MODELS: dict[str, Any] = {
    "guest-group": GuestGroup,
    "precedence-set": PrecedenceSet,
    "guest-place": GuestPlace,
    "allotment": Allotment,
    "delegation": Delegation,
    "guest": Guest,
    "leg": Leg,
    "lodging": Lodging,
    "escort": Escort,
}
NIGHTS = {"first_night": "05/06/2026", "last_night": "06/06/2026"}
SOUND: dict[str, dict[str, Any]] = {
    "guest-group": {"code": "B1", "name": "Nhà tài trợ", "fewest": "3", "most": "5"},
    "precedence-set": {"name": "Chiêu đãi", "order": "A2\nA1-F · Đại sứ", "ties": ["office", "alphabet"]},
    "guest-place": {"name": "Cửa khẩu A Đớt", "kind": "border"},
    "allotment": {"place": "inn", "kind": "single", "rooms": "5", "step_free": "1", **NIGHTS},
    "delegation": {"code": "D03", "name": "Đoàn thử", "group": "missions", "people": "2", "host": "host"},
    "guest": {"code": "G09", "name": "Đại biểu 9", "group": "missions", "delegation": "lao", "position": "3"},
    "leg": {"delegation": "lao", "way": "departure", "number": "VN 1", "at": "07/06/2026 09:00", "place": "landing",
            "people": "3"},
    "lodging": {"guest": "second", "allotment": "doubles", "room": "302", **NIGHTS},
    "escort": {"code": "L09", "name": "Liên lạc 9", "interpreter": "y", "languages": "Tiếng Anh 3\nlo", "hours": ""},
}  # fmt: skip
REFUSED: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("guest-group", {"most": "2"}, {"most": "There are 3 of them at least; write that number or more."}),
    ("precedence-set", {"order": "A2; Z9"}, {"order": "Nothing here is called “Z9”."}),
    ("guest-place", {"stars": "4"}, {"stars": "Only hotels have stars."}),
    ("allotment", {"step_free": "6"}, {"step_free": "There are only 5 rooms in all."}),
    ("allotment", {"place": "landing"}, {"place": "Sân bay Phú Bài is no hotel; rooms are kept in hotels."}),
    ("delegation", {"host": "second"}, {"host": "The chosen record is no longer there; please choose another."}),
    ("delegation", {"kept_until": "06/06/2026"},
     {"kept_until": "Names are needed as long as the festival lasts; choose a day after 07/06/2026."}),
    ("guest", {"position": "1"}, {"position": "G01 has this place already; give another."}),
    ("guest", {"delegation": ""},
     {"position": "A place in a delegation needs the delegation; choose it, or leave this empty."}),
    ("guest", {"office_since": "01/07/2026"},
     {"office_since": "The office begins on 01/07/2026, after the festival; is the year right?"}),
    ("leg", {"guest": "neighbour"}, {"guest": "G03 is not of this delegation."}),
    ("leg", {"at": "05/06/2026 10:00"}, {"at": "They leave before they arrive, on 05/06/2026 10:40."}),
    ("leg", {"mode": "train"}, {"place": "Nobody comes or goes that way at Sân bay Phú Bài; choose another place."}),
    ("leg", {"people": "4"}, {"people": "The delegation has only 3 people."}),
    ("lodging", {"room": "301"}, {"room": "G01 has this room in some of these nights."}),
    ("lodging", {"first_night": "03/06/2026"},
     {"allotment": "These rooms are kept from the night of 04/06 to that of 07/06 only."}),
    ("lodging", {"guest": "head"}, {"first_night": "G01 has the nights of 05/06 to 06/06 already."}),
    ("escort", {"languages": ""}, {"languages": "An interpreter needs a language; write it down."}),
    ("escort", {"languages": "English 4"},
     {"languages": "English: the level is 1 in conversation, 2 in talks, 3 on a stage."}),
]  # fmt: skip
NAMES = ("Ộp Thị Thử Nghiệm", "Op Test", "Ambassador", "đặc mệnh", "Lào", "O’Neill", "Ăn chay", "0905")


def newest(guests: Festival, noun: str) -> Any:
    guests.session.expire_all()
    model = MODELS[noun]
    return guests.session.scalars(select(model).order_by(model.id.desc()).limit(1)).one()


def entries(guests: Festival) -> int:
    return guests.session.scalar(select(func.count()).select_from(HistoryEntry)) or 0


def test_sound_records_are_kept_and_forms_that_nobody_touched_change_nothing(write: Send, guests: Festival) -> None:
    for noun, facts in SOUND.items():
        answer = write(f"{noun}/new", **facts)
        assert errors_in(answer) == {}
        row = newest(guests, noun)
        assert (answer.status_code, answer.location) == (303, f"{BASE}{noun}/{row.id}")
        assert write(f"{noun}/{row.id}/edit").status_code == 303
    told = guests.session.execute(
        select(HistoryEntry.subject, HistoryEntry.act, HistoryEntry.secrecy).order_by(HistoryEntry.id)
    )
    assert [tuple(entry) for entry in told] == [(noun.replace("-", "_"), "created", "C4") for noun in SOUND]


def test_what_makes_no_sense_is_refused_and_nothing_is_stored(write: Send, guests: Festival) -> None:
    kept = entries(guests)
    for noun, changes, expected in REFUSED:
        answer = write(f"{noun}/new", **SOUND[noun] | changes)
        assert (noun, answer.status_code, errors_in(answer)) == (noun, 422, expected)
    assert entries(guests) == kept


def test_a_hotel_gives_no_room_twice_unless_two_share_it(write: Send, guests: Festival) -> None:
    guests["doubles"].rooms, guests["doubles"].step_free = 1, 1
    answer = write("lodging/new", **SOUND["lodging"])
    assert errors_in(answer) == {"allotment": "All of these rooms are taken in the night of 05/06."}
    assert write("lodging/new", **SOUND["lodging"] | {"shares_with": "head", "room": "301"}).status_code == 303
    answer = write("lodging/new", **SOUND["lodging"] | {"guest": "neighbour"})
    assert errors_in(answer) == {"allotment": "All of these rooms are taken in the night of 05/06."}


FOUND = {"thu nghiem": ["G01"], "dai su": ["G01", "G02"], "O’Neill": ["G02"], "عبد": ["G02"], "g03": ["G03"],
         "lanh dao dia": ["H01"]}  # fmt: skip


def test_guests_are_found_by_name_office_and_code(officer: Visitor) -> None:
    """Kinds of guests are searched, too: both of the mission answer to “đại sứ”."""
    told = {}
    for words in FOUND:
        page = officer.get(f"{BASE}guest/", query_string={"q": words}).text
        told[words] = sorted(re.findall(r'<th scope="row"><a href="[^"]*/guest/\d+">(\w+) ·', page))
    assert told == FOUND


def test_names_are_told_in_the_language_of_the_reader(officer: Visitor, guests: Festival) -> None:
    page = officer.get(f"{BASE}guest/{guests['head'].id}").text
    assert "G01 · Op Test" in page
    assert "D01 · Lao delegation" in page


def test_what_somebody_eats_and_needs_stands_on_the_own_page_alone(
    officer: Visitor, sign_in: SignIn, guests: Festival
) -> None:
    lead = sign_in(Role.SECURITY_LEAD, edition=guests.edition)
    pages = [f"{BASE}guest/{guests['head'].id}", f"{BASE}guest/", f"{BASE}delegation/{guests['lao'].id}"]
    told = [[word in visitor.get(page).text for word in ("Ăn chay", "Xe lăn", "0905 111 222")]
            for visitor in (officer, lead) for page in pages]  # fmt: skip
    assert told == [[True] * 3, *[[False] * 3] * 5]
    sheets = [visitor.get("/festival/song-huong/spreadsheets/rows/guests.csv").text for visitor in (officer, lead)]
    assert [["Ăn chay" in sheet, "Ộp Thị Thử Nghiệm" in sheet] for sheet in sheets] == [[True, True], [False, True]]


def test_others_know_of_no_such_room(sign_in: SignIn, guests: Festival) -> None:
    rows = {"guest": "head", "delegation": "lao", "leg": "landing leg", "lodging": "night", "escort": "liaison"}
    asked = [f"{BASE}{noun}/{end}" for noun, name in rows.items() for end in ("", guests[name].id)]
    asked += [f"{BASE}arrivals/", f"{BASE}rooms/", "/festival/song-huong/spreadsheets/rows/guests.csv"]
    for role in (Role.PLANNER, Role.VIEWER, Role.TRAFFIC_LEAD, Role.TROUPE_COORDINATOR):
        troupe = guests["ashi"] if role is Role.TROUPE_COORDINATOR else None
        visitor = sign_in(role, edition=guests.edition, troupe=troupe)
        answers = [visitor.get(page) for page in asked]
        assert [answer.status_code for answer in answers] == [404] * len(asked)
        assert [name for answer in answers for name in NAMES if name in answer.text] == []


def test_the_history_knows_codes_and_no_name(write: Send, guests: Festival, officer: Visitor) -> None:
    head, lao = guests["head"].id, guests["lao"].id
    write(f"guest/{head}/edit", name="Ộp Thị Thử Nghiệm Hai", office="Đại sứ đặc mệnh", diet="Kiêng cá", position="4")
    write(f"delegation/{lao}/edit", name="Đoàn Lào thử", note="Ộp Thị Thử Nghiệm")
    write(f"lodging/{guests['night'].id}/edit", room="303")
    write(f"guest/{guests['second'].id}/removal", reason="Báo vắng")
    written = guests.session.execute(select(HistoryEntry.before, HistoryEntry.after, HistoryEntry.reason)).all()
    assert len(written) == 4
    assert [name for name in (*NAMES, "Kiêng cá") if name in repr(written)] == []
    assert "'position': 4" in repr(written)
    assert "Kiêng cá" in officer.get(f"{BASE}guest/{head}").text


def test_a_change_that_is_not_kept_is_told_without_an_empty_table(
    write: Send, guests: Festival, officer: Visitor
) -> None:
    page, said = f"{BASE}escort/{guests['liaison'].id}", "What was changed is not kept in the history."
    write(f"escort/{guests['liaison'].id}/edit", phone="0905 999 888")
    told = officer.get(page).text
    assert (told.count(said), told.count('<table class="changes">')) == (1, 0)
    write(f"escort/{guests['liaison'].id}/edit", hours="06:00–20:00")
    told = officer.get(page).text
    assert (told.count(said), told.count('<table class="changes">')) == (1, 1)
