"""What people write in cells, in every way they write it."""

from __future__ import annotations

import datetime
import io
from datetime import UTC, time
from typing import Any

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.programme.models import Blackout, Edition, Performance, Stage, Travel, Troupe, Venue
from festival_ops.sheets import SHEETS
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.headings import LANGUAGES, guess, meanings_of, plain
from festival_ops.spreadsheets.receiving import pages_of
from tests.support.desks import VENUES, Desk, workbook

pytestmark = pytest.mark.databases("sqlite")

NIGHT = datetime.datetime(2024, 6, 7, 12, 30, tzinfo=UTC)

READ = [
    ("venues", "capacity", "6.100", 6100),
    ("venues", "capacity", "6,100", 6100),
    ("venues", "capacity", "6 100", 6100),
    ("venues", "capacity", 6100, 6100),
    ("venues", "latitude", "16,4665", 16.4665),
    ("venues", "latitude", 16.4665, 16.4665),
    ("venues", "name", "  Đa\u0323i   Nô\u0323i ", "Đại Nội"),
    ("venues", "name", 1802, "1802"),
    ("stages", "outdoor", "không", False),
    ("stages", "outdoor", "Yes", True),
    ("stages", "outdoor", "x", True),
    ("stages", "outdoor", True, True),
    ("stages", "outdoor", 0, False),
    ("stages", "changeover", "1h30", 90),
    ("stages", "changeover", "15 phút", 15),
    ("troupes", "latest", "22h30", time(22, 30)),
    ("troupes", "latest", "22:30:00", time(22, 30)),
    ("troupes", "latest", 0.9375, time(22, 30)),
    ("troupes", "latest", "0.9375", time(22, 30)),
    ("troupes", "latest", 22.3, time(22, 30)),
    ("troupes", "latest", 22, time(22)),
    ("troupes", "arrives", "7/6/2024 19h30", NIGHT),
    ("troupes", "arrives", "19h30 ngày 07/06/2024", NIGHT),
    ("troupes", "arrives", "2024-06-07T19:30:00", NIGHT),
    ("troupes", "arrives", 45450.8125, NIGHT),
    ("troupes", "arrives", "45450.8125", NIGHT),
    ("equipment", "kind", "Âm thanh", "sound"),
    ("equipment", "kind", "Video and LED", "video"),
    ("performances", "loudness", "3", 3),
    ("performances", "loudness", 3, 3),
    ("performances", "loudness", "2 – loud", 2),
]

REFUSED = [
    ("venues", "capacity", "6.1", "“6.1” is not a whole number that fits here."),
    ("venues", "capacity", 6.125, "“6.125” is not a whole number that fits here."),
    ("venues", "capacity", "0", "“0” is not a whole number that fits here."),
    ("venues", "latitude", "97", "“97” is not a number that fits here."),
    ("venues", "name", "A; B", "A name cannot hold “;”: it separates names in lists."),
    ("troupes", "latest", "25h", "“25h” is not on the clock; hours go from 00:00 to 24:00."),
    ("troupes", "arrives", "31/6/2024 19h", "“31/6/2024” is not in the calendar; the day comes first, then the month."),
    ("stages", "outdoor", "vâng dạ", "“vâng dạ” is neither yes nor no; write “có” or “không”."),
    ("equipment", "kind", "đồ", "“đồ” is none of the words for this column."),
]


@pytest.fixture
def book(session: scoped_session[Session], edition: Edition) -> Book:
    return Book(session(), edition, SHEETS)


@pytest.mark.parametrize(("sheet", "column", "raw", "fact"), READ)
def test_is_read(sheet: str, column: str, raw: Any, fact: Any, app: Flask, book: Book) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert SHEETS[sheet].column(column).cell.read(raw, book) == fact


@pytest.mark.parametrize(("sheet", "column", "raw", "sentence"), REFUSED)
def test_is_refused(sheet: str, column: str, raw: Any, sentence: str, app: Flask, book: Book) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}), pytest.raises(ValueError) as refusal:
        SHEETS[sheet].column(column).cell.read(raw, book)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_text_in_every_encoding(encoding: str, separator: str) -> None:
    text = f"Tên{separator}Sức chứa\r\nĐại Nội{separator}6100\r\n"
    assert pages_of(text.encode(encoding)) == [{"name": "", "rows": [["Tên", "Sức chứa"], ["Đại Nội", "6100"]]}]


def test_text_of_old_vietnamese_windows(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("v.csv", "Tên;Sư\u0301c chư\u0301a\nĐa\u0323i Nô\u0323i;1\n".encode("cp1258")))
    assert session.scalars(select(Venue.name)).one() == "Đại Nội"


def test_commas_in_quotes_and_lines_in_cells() -> None:
    text = 'Tên,Ghi chú\n"A, B","một\nhai"\n'
    assert pages_of(text.encode())[0]["rows"][1] == ["A, B", "một\nhai"]


def test_the_separator_that_excel_was_told() -> None:
    assert pages_of(b"sep=;\na;b\n1,5;2,5\n")[0]["rows"] == [[], ["a", "b"], ["1,5", "2,5"]]


def test_cells_of_excel_keep_their_kind_and_place() -> None:
    rows = [[], ["", "", "Tên"], [], ["", "", datetime.datetime.fromisoformat("2024-06-07T19:30")], [1, 2.5, True]]
    content = workbook(Trang=[["" if cell is None else cell for cell in row] for row in rows])
    assert pages_of(content) == [
        {"name": "Trang", "rows": [[], ["", "", "Tên"], [], ["", "", 45450.8125], [1, 2.5, True]]}
    ]


def test_headings_are_found_under_titles_and_between_strange_columns() -> None:
    page = {
        "name": "Trang 1",
        "rows": [["FESTIVAL"], [], ["STT", "Địa điểm", "Sức chứa (người)", "Phụ trách"], [1, "A", 5, "X"]],
    }
    layout = guess(page, SHEETS.values())
    assert (layout.sheet, layout.heading, layout.columns) == ("venues", 2, {"name": [1], "capacity": [2]})


def test_a_day_and_an_hour_in_two_columns(desk: Desk, session: scoped_session[Session], edition: Edition) -> None:
    desk.bring(("v.csv", VENUES), ("s.csv", "Sân khấu,Địa điểm\nA,Đại Nội\n"))
    rows = [["CHƯƠNG TRÌNH"], ["STT", "Tiết mục", "Phút", "Ngày", "Giờ bắt đầu", "Nơi diễn", "Cố định"]]
    when = datetime.datetime.fromisoformat("2024-06-11"), datetime.time(19, 30)
    desk.bring(
        ("p.xlsx", _dated([*rows, [1, "Đêm một", 40, *when, "A", "x"], [2, "Đêm hai", 40, "11/6", "20h15", "A", "x"]]))
    )
    starts = session.scalars(select(Performance.announced_starts).order_by(Performance.code)).all()
    assert [f"{edition.local(moment):%d/%m/%Y %H:%M}" for moment in starts] == ["11/06/2024 19:30", "11/06/2024 20:15"]


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_have_one_heading(name: str, language: str, app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": language}):
        meanings = meanings_of(SHEETS[name])
        told = {column.key: meanings[plain(str(column.title))] for column in SHEETS[name].columns}
    assert told == {column.key: (column.key, 0) for column in SHEETS[name].columns}


CONTRADICTIONS = [
    ("travel", "Từ,Đến,Phút\nĐại Nội,Đại Nội,5\n", "The row names “Đại Nội” twice."),
    ("performances", "Mã,Tên,Phút,Cố định\n1,A,40,có\n", "A fixed performance needs its announced stage and start."),
    ("performances", "Mã,Tên,Phút,Khung giờ\n1,A,40,20/06\n", "20/06/2024 is not a day of this edition"),
    ("troupes", "Đoàn,Đến,Đi\nA,08/06/2024 10:00,07/06/2024 10:00\n", "The departure comes before the arrival."),
    ("troupes", "Đoàn,Đến\nA,08/06/2014 10:00\n", "08/06/2014 is far from the days of the edition; is the year right?"),
    ("blackouts", "Lý do,Bắt đầu,Kết thúc\nMưa,09/06/2024 20:00,09/06/2024 19:00\n", "It ends before it starts."),
    ("stages", "Sân khấu,Địa điểm,Giờ hoạt động\nA,Đại Nội,23:00–19:00\n", "23:00–19:00 ends before it starts"),
    ("venues", "Tên,Sức chứa\n,5\n", "The cell is empty. This fact is needed in every row."),
    ("stages", "Sân khấu\nA\n", "The page has no column for “Venue”."),
]


@pytest.mark.parametrize(("name", "text", "sentence"), CONTRADICTIONS)
def test_a_row_that_contradicts_itself_is_told(name: str, text: str, sentence: str, desk: Desk) -> None:
    desk.bring(("venues.csv", VENUES))
    assert sentence in desk.look((f"{name}.csv", text))


def test_only_the_columns_of_the_file_are_touched(
    desk: Desk, session: scoped_session[Session], edition: Edition
) -> None:
    desk.bring(("t.csv", "Đoàn,Quốc gia,Số người\nA,Pháp,12\n"))
    desk.bring(("t.csv", "Đoàn,Số người\nA,\n"))
    row = session.scalars(select(Troupe)).one()
    assert (row.country, row.size) == ("Pháp", None)


def test_every_kind_of_row_comes_in(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(
        ("venues.csv", VENUES),
        ("stages.csv", "Sân khấu,Địa điểm,Giờ yên tĩnh\nA,Đại Nội,22:00–06:00 ≤1\n"),
        ("travel.csv", "Từ,Đến,Phút\nĐại Nội,Công viên 3/2,12\n"),
        ("blackouts.csv", "Lý do,Loại,Từ,Đến,Sân khấu\nMưa,Mưa,09/06 18h,09/06 20h,A\n"),
    )
    assert session.scalars(select(Travel.minutes)).one() == 12
    assert [(b.kind, [s.name for s in b.stages]) for b in session.scalars(select(Blackout))] == [("rain", ["A"])]
    quiet = session.scalars(select(Stage)).one().quiet_hours
    assert [(q.on, q.starts, q.ends, q.loudest) for q in quiet] == [(None, time(22), time(6), 1)]


def _dated(rows: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"})
    page = book.add_worksheet("Lịch")
    clock = book.add_format({"num_format": "hh:mm"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.write(number, place, cell, *([clock] if isinstance(cell, time) else []))
    book.close()
    return out.getvalue()
