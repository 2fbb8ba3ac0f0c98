"""Writes an invented roster as the spreadsheets a security lead would have; every row says that it is synthetic."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from festival_ops.security.invention import DAY, EVENING, KINDS, SHIFTS, Invention, Person, Place, Size, invent
from festival_ops.security.models.posts import HANDOVER

SYNTHETIC = "synthetic"
A_SECTOR = 12
LEADER = "CH"
QUALIFICATIONS = (
    ("AN", "Giữ gìn an ninh trật tự", "Public order", ""),
    ("GT", "Điều tiết giao thông", "Traffic control", ""),
    ("BV", "Bảo vệ, kiểm soát ra vào", "Guarding and access control", ""),
    ("HD", "Hướng dẫn khán giả", "Stewarding", ""),
    ("YT", "Sơ cấp cứu", "First aid", ""),
    ("PC", "Chữa cháy và cứu nạn", "Fire and rescue", ""),
    (LEADER, "Chỉ huy chốt", "Commanding a post", "có"),
)
POST_KINDS = ("gate", "stage", "crowd", "perimeter", "crossing", "guests", "first aid")
RISKS = ("low", "medium", "high")
# Name, kind of place, cause, risk, qualification, people, for each, minutes before and after.
STANDARDS = (
    ("Thường trực tại cổng", "gate", "base", "", "BV", 2, "", 0, 0),
    ("Cổng theo khán giả", "gate", "crowd", "", "BV", 1, 250, 90, 45),
    ("Cổng rủi ro cao", "gate", "crowd", "high", "AN", 1, 1000, 90, 45),
    ("Trước sân khấu", "stage", "crowd", "", "BV", 1, 250, 30, 15),
    ("Trong khán giả", "crowd", "crowd", "", "HD", 1, 250, 60, 30),
    ("Thường trực vành đai", "perimeter", "base", "", "AN", 2, "", 0, 0),
    ("Thường trực nút giao", "crossing", "base", "", "GT", 1, "", 0, 0),
    ("Diễu hành qua nút giao", "crossing", "parade", "", "GT", 6, "", 60, 30),
    ("Khách danh dự", "guests", "guests", "", "AN", 4, 1, 60, 30),
    ("Cấp cứu thường trực", "first aid", "base", "", "YT", 2, "", 0, 0),
)

Rows = list[list[Any]]
Files = list[tuple[str, bytes]]


def generate(size: Size, first_day: date, venues: Sequence[str]) -> Files:
    """Names and contents of files for an edition that begins on the day and has these venues."""
    drawn = invent(size)
    sheets: dict[str, Rows] = {
        **forces_and_people(drawn, first_day, venues),
        "sectors": _sectors(size),
        "posts": _posts(drawn, venues),
        "shifts": shifts(),
        "standards": standards(),
        "needs": needs(drawn),
    }
    return [(f"{sheet}.csv", text(rows)) for sheet, rows in sheets.items()]


def forces_and_people(drawn: Invention, first_day: date, venues: Sequence[str]) -> dict[str, Rows]:
    people = drawn.people
    return {
        "forces": _forces(),
        "agencies": _agencies(people),
        "qualifications": [["code", "name", "name en", "leads", "status"], *([*q, SYNTHETIC] for q in QUALIFICATIONS)],
        "squads": _squads(people),
        "officers": _officers(people, first_day, drawn.size.days, venues),
    }


def shifts() -> Rows:
    told = ([shift.name, shift.name_en, shift.starts, shift.ends, SYNTHETIC] for shift in SHIFTS)
    return [["name", "name en", "starts", "ends", "status"], *told]


def needs(drawn: Invention) -> Rows:
    rows: Rows = [["post", "shift", "qualification", "least", "most", "one leader for", "reason", "status"]]
    for wanted in drawn.wanted:
        most, leader = wanted.least + (wanted.least + 2) // 4, 10 if wanted.led else ""
        reason = "giả định: chia theo mức rủi ro của chốt và ca"
        place = [post_code(wanted.place), wanted.shift.name, wanted.code]
        rows.append([*place, wanted.least, most, leader, reason, SYNTHETIC])
    return rows


def standards() -> Rows:
    columns = ["name", "kind", "cause", "risk", "qualification", "count", "per", "lead", "tail", "reason", "status"]
    return [columns, *([*row, "giả định", SYNTHETIC] for row in STANDARDS)]


def text(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def post_code(place: Place) -> str:
    return f"C{place.number + 1:03}"


def hours(place: Place) -> str:
    """Nothing for a post that is manned around the clock."""
    return {(EVENING,): "16:00–24:00", (DAY, EVENING): "08:00–24:00"}.get(place.shifts, "")


def _forces() -> Rows:
    limits = ("rest minutes", "day minutes", "week minutes", "longest run")
    rows: Rows = [["name", "name en", "kind", "labour", *limits, "source", "status"]]
    for kind in KINDS:
        source = "Bộ luật Lao động 2019, điều 105–111" if kind.labour else "giả định: giới hạn mềm"
        labour = "có" if kind.labour else "không"
        rows.append([kind.name, kind.name_en, kind.kind, labour, *kind.limits, source, SYNTHETIC])
    return rows


def _agencies(people: Sequence[Person]) -> Rows:
    """Every third has promised a few more than it has named so far."""
    rows: Rows = [["name", "name en", "force", "heads", "status"]]
    for number, agency in enumerate(dict.fromkeys((person.kind, person.agency) for person in people)):
        kind, _ = agency
        named = sum((person.kind, person.agency) == agency for person in people)
        name_en = f"{kind.name_en}, unit {agency[1] + 1} (invented)"
        rows.append([_agency(*agency), name_en, kind.name, named + (5 if number % 3 == 2 else 0), SYNTHETIC])
    return rows


def _squads(people: Sequence[Person]) -> Rows:
    squads = dict.fromkeys((person.kind, person.agency, person.squad) for person in people)
    told = ([_agency(kind, agency), f"Tổ {squad + 1}", SYNTHETIC] for kind, agency, squad in squads)
    return [["agency", "name", "status"], *told]


def _officers(people: Sequence[Person], first_day: date, days: int, venues: Sequence[str]) -> Rows:
    columns = ["code", "name", "agency", "squad", "holdings", "languages", "home venue", "status"]
    rows: Rows = [columns]
    for number, person in enumerate(people, start=1):
        agency = _agency(person.kind, person.agency)
        squad = f"{agency} – Tổ {person.squad + 1}"
        code = f"{person.kind.prefix}-{person.number + 1:04}"
        home = venues[number * 7 % len(venues)] if venues and number % 3 == 0 else ""
        held = _held(person, first_day, days)
        languages = "vi, en" if number % 6 == 0 else "vi"
        rows.append([code, f"Cán bộ {number:04}", agency, squad, held, languages, home, SYNTHETIC])
    return rows


def _held(person: Person, first_day: date, days: int) -> str:
    """Second qualifications run out: most after the festival, some in the middle of it, some before."""
    held = [person.kind.code, *([LEADER] if person.leads else [])]
    if person.also:
        last_day = first_day + timedelta(days=(90, 90, days // 2, -30)[person.number % 4])
        held.append(f"{person.also} {last_day:%d/%m/%Y}")
    return "; ".join(held)


def _sectors(size: Size) -> Rows:
    count = -(-size.posts // A_SECTOR)
    told = ([_sector(number), number * 5 // count + 1, SYNTHETIC] for number in range(count))
    return [["name", "ring", "status"], *told]


def _posts(drawn: Invention, venues: Sequence[str]) -> Rows:
    rows: Rows = [
        ["code", "name", "sector", "venue", "hours", "handover minutes", "follows show", "kind", "risk", "status"]
    ]
    for place in drawn.places:
        venue = venues[place.number % len(venues)] if venues else ""
        follows = "không" if place.shifts == SHIFTS else "có"
        name = f"Chốt giả định {place.number + 1}"
        rows.append(
            [
                post_code(place),
                name,
                _sector(place.number // A_SECTOR),
                venue,
                hours(place),
                HANDOVER,
                follows,
                POST_KINDS[place.number % len(POST_KINDS)],
                RISKS[place.number % len(RISKS)],
                SYNTHETIC,
            ]
        )
    return rows


def _agency(kind: Any, number: int) -> str:
    return f"{kind.name} – đơn vị {number + 1} (giả định)"


def _sector(number: int) -> str:
    return f"Khu vực giả định {number + 1}"
