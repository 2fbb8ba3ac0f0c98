"""A newcomer with an empty database plans Festival sông Hồng: no command, no documentation, only the pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.planning.models import Placement, ReleasedItem
from festival_ops.programme.models import Performance
from festival_ops.sheets import SHEETS
from tests.support.newcomers import Newcomer
from tests.support.people import Visitor
from tests.support.workers import Workers

# Next year: nothing of it has begun.
YEAR = date.today().year + 1  # noqa: DTZ011 - the tests run on the clock of this machine
DAYS = [f"{day:02}/11" for day in range(18, 25)]
PLACES = [f"Địa điểm sông Hồng {number}" for number in range(1, 11)]
STAGES = [f"Sân khấu sông Hồng {number}" for number in range(1, 11)]
TROUPES = [f"Đoàn sông Hồng {number}" for number in range(1, 16)]

Rows = Sequence[Mapping[str, Any]]


def performances() -> list[dict[str, Any]]:
    """Each troupe three times on any two stages in the evening; the opening is announced."""
    rows = [
        {
            "code": f"{3 * troupe + time + 1:02}",
            "name": f"{name} – suất {time + 1}",
            "troupes": name,
            "minutes": 45,
            "stages": f"{STAGES[troupe % 10]}; {STAGES[(troupe + 3 + time) % 10]}",
            "windows": f"{DAYS[time]}–{DAYS[time + 4]} 19:00–22:30",
            "crowd": 300,
        }
        for troupe, name in enumerate(TROUPES)
        for time in range(3)
    ]
    opening = {"code": "KM", "name": "Lễ khai mạc", "troupes": "; ".join(TROUPES[:3]), "minutes": 90, "crowd": 900}
    announced = {"fixed": "có", "announced_stage": STAGES[0], "announced_starts": f"18/11/{YEAR} 20h00"}
    return [opening | announced, *rows]


FILLED: dict[str, Rows] = {
    "venues": [{"name": name, "latitude": 22.48 + n / 100, "longitude": 103.97} for n, name in enumerate(PLACES)],
    "stages": [
        {"name": stage, "venue": venue, "capacity": 1000, "opening_hours": "18h00–23h00"}
        for stage, venue in zip(STAGES, PLACES, strict=True)
    ],
    "troupes": [{"name": name, "country": "Việt Nam", "size": 20} for name in TROUPES],
    "performances": performances(),
}


def filled(template: bytes) -> bytes:
    """The program's own blank workbook with rows typed under the example rows."""
    blank = CalamineWorkbook.from_filelike(io.BytesIO(template))
    sheets = [sheet for name, sheet in SHEETS.items()]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for place, name in enumerate(blank.sheet_names):
        page = book.add_worksheet(name)
        rows = blank.get_sheet_by_name(name).to_python(skip_empty_area=False)
        sheet = sheets[place - 1]
        keys = [column.key for column in sheet.columns]
        typed = [[row.get(key, "") for key in keys] for row in FILLED.get(sheet.name, ())] if place else []
        for number, row in enumerate([*rows, *typed]):
            page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


@pytest.mark.databases("sqlite")
def test_from_nothing_to_a_released_plan(client: Visitor, session: scoped_session[Session], workers: Workers) -> None:
    with client.session_transaction() as kept:
        kept["language"] = "en"
    newcomer = Newcomer(client)
    newcomer.go("/")
    newcomer.follow("Nobody works here yet")
    secret = "bốn từ lạ dễ nhớ"
    newcomer.press(
        "Become", {"name": "Nguyễn Thị Mới", "email": "moi@example.org", "password": secret, "again": secret}
    )
    newcomer.press("English", {"language": "en"})
    newcomer.follow("Make an edition")
    days = {"first_day": f"18/11/{YEAR}", "last_day": f"24/11/{YEAR}"}
    told = newcomer.press("Make the edition", {"name": "Festival sông Hồng", "slug": "song-hong-2026", **days})
    assert "2. Fill in the blank workbook next" in told

    template = client.get("/festival/song-hong-2026/spreadsheets/template/all.xlsx").data
    newcomer.follow("Upload")
    told = newcomer.press("Upload and look", {"files": (io.BytesIO(filled(template)), "song-hong.xlsx")})
    assert "Added: 81 · changed: 0 · unchanged: 0." in told
    newcomer.press("Import 81 rows")
    assert "4. Build the schedule next" in newcomer.go("/festival/song-hong-2026/start")

    newcomer.follow("Build the schedule")
    newcomer.press("Build the schedule", {"seconds": "5"})
    run = newcomer.address
    workers.work()
    newcomer.go(run)
    newcomer.follow("proposal")
    newcomer.press("Accept")
    assert len(session.scalars(select(Placement)).all()) == len(session.scalars(select(Performance)).all()) == 46

    assert "5. Release it next" in newcomer.go("/festival/song-hong-2026/start")
    newcomer.follow("Look at the release")
    newcomer.press("Publish release 1")
    assert len(session.scalars(select(ReleasedItem)).all()) == 46
    assert "Five steps" not in newcomer.go("/festival/song-hong-2026/programme/")
    assert "Đoàn sông Hồng 7 – suất 2" in newcomer.go("/public/song-hong-2026/")
