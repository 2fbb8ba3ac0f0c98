"""The programme as rows: whole in JSON, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from festival_ops.calendars.formats import tables
from festival_ops.calendars.formats.letters import carried
from festival_ops.calendars.timetable import Timetable
from tests.calendars.lines import full, heading, line


def rows(timetable: Timetable) -> list[list[str]]:
    return list(csv.reader(StringIO(tables.sheet(timetable).decode("utf-8-sig"), newline="")))


def test_the_sheet_has_a_row_for_each_showing_with_times_as_people_write_them() -> None:
    titles, first, *others = rows(full())
    assert dict(zip(titles, first, strict=True)) == {
        "id": "1",
        "day": "08/06/2024",
        "starts": "08/06/2024 20:00",
        "ends": "08/06/2024 21:00",
        "state": "scheduled",
        "title": "Đêm Hoàng cung",
        "genre": "nhã nhạc",
        "troupes": "Nhà hát Nghệ thuật Cung đình Huế",
        "stage": "Sân khấu Ngọ Môn",
        "venue": "Đại Nội",
        "address": "Huế",
    }
    assert [row[4] for row in others] == ["cancelled", "scheduled", "postponed", "withdrawn"]


@pytest.mark.parametrize("title", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\n=1"])
def test_no_cell_is_a_formula(title: str) -> None:
    assert rows(Timetable(heading(), (line(title=title),)))[1][5] == f"'{title}"


@given(title=st.text(), stage=st.text())
def test_any_name_stands_in_its_own_cell(title: str, stage: str) -> None:
    _, row = rows(Timetable(heading(), (line(title=title, stage=stage),)))
    assert len(row) == len(tables.COLUMNS)
    assert row[5].removeprefix("'") == carried(title).removeprefix("'")


def test_the_json_is_the_whole_programme() -> None:
    told = json.loads(tables.text(full()))
    assert {name: told[name] for name in told if name != "performances"} == {
        "name": "Festival Huế 2024: Sân khấu Ngọ Môn",
        "release": 3,
        "released": "2024-06-03T02:00:00+00:00",
        "language": "en",
        "zone": "Asia/Ho_Chi_Minh",
    }
    assert [each["state"] for each in told["performances"]] == [line.state.value for line in full().lines]
    parade = told["performances"][2]
    assert (parade["starts"], parade["latitude"], parade["longitude"]) == (
        "2024-06-08T22:00:00+07:00",
        16.4698,
        107.5796,
    )
    assert parade["stops"] == [
        {
            "stage": "Cửa Hiển Nhơn",
            "starts": "2024-06-08T22:00:00+07:00",
            "ends": "2024-06-08T22:20:00+07:00",
        },
        {
            "stage": "Cầu Trường Tiền",
            "starts": "2024-06-08T23:00:00+07:00",
            "ends": "2024-06-08T23:40:00+07:00",
        },
    ]


def test_nothing_of_behind_the_stage_is_written() -> None:
    told = tables.text(full()) + tables.sheet(full())
    assert "Bàn điều phối".encode() not in told
    assert "Cửa Ngọ Môn".encode() not in told
