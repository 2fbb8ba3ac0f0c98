"""Files that want to hurt: each is answered by a sentence, nothing is stored, and the office goes on."""

from __future__ import annotations

import io
import os
import sqlite3
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.database import db
from festival_ops.programme.models import Venue
from festival_ops.spreadsheets import receiving
from festival_ops.spreadsheets.models import Upload
from tests.support.desks import VENUES, Desk, plain, workbook

pytestmark = pytest.mark.databases("sqlite")

SOUND = workbook(Venues=[["Venue", "Capacity"], ["Đại Nội", 6100]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def repacked(change: dict[str, bytes | None], *, level: int = 6, more: int = 0) -> bytes:
    """The sound workbook with some of its parts replaced or left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SOUND)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in {*old.namelist(), *change}:
            content = change[name] if name in change else old.read(name)
            if content is not None:
                new.writestr(name, content)
        for number in range(more):
            new.writestr(f"xl/media/{number}.txt", "")
    return out.getvalue()


def sheet(rows: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()


PAGE = "xl/worksheets/sheet1.xml"
FAR_CELL = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    + sheet('<row r="1"><c r="A1" t="str"><v>&e;</v></c></row>')[38:]
)

BOMB = "would unpack to far more than a spreadsheet needs"
MEMORY = "takes more memory than a spreadsheet may use"
DAMAGED = "is damaged or was not uploaded completely"
NO_TABLE = "is not a spreadsheet. Upload an Excel workbook (.xlsx) or comma-separated text (.csv)."

REFUSED = {
    "zip bomb": (repacked({"xl/media/zeros.bin": bytes(60_000_000)}, level=9), BOMB),
    "ratio": (repacked({"xl/media/zeros.bin": bytes(20_000_000)}, level=9), BOMB),
    "too many members": (repacked({}, more=1_000), BOMB),
    "a far cell that asks for gigabytes": (repacked({PAGE: FAR_CELL}), MEMORY),
    "external entities": (repacked({PAGE: ENTITIES}), "contains instructions to load other documents"),
    "renamed program": (b"MZ\x90\x00\x03" + os.urandom(500), NO_TABLE),
    "renamed document": (repacked({"xl/workbook.xml": None}), NO_TABLE),
    "truncated": (SOUND[: len(SOUND) // 2], DAMAGED),
    "broken inside": (repacked({PAGE: b"<worksheet><sheetData><row>"}), DAMAGED),
    "password": (OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512), "is protected by a password"),
    "old format": (OLE + bytes(2_000), "is in the old Excel format (.xls). Open it in Excel and save it as .xlsx"),
    "ten thousand columns": (",".join(f"c{n}" for n in range(10_000)), "has more than 250 columns"),
    "too many rows": ("Tên\n" + "x\n" * 20_001, "has more than 20000 rows"),
    "NUL": ("Tên,Sức chứa\nĐại\0Nội,1\n", "Line 2 contains a character that belongs in no text"),
    "mixed encodings": ("Tên\nĐại Nội\n".encode() + "Đê\u0300n\n".encode("cp1258"), "line 3 differs from the others"),
    "empty": (b"", "The file is empty"),
    "only empty lines": (b"\n\n,,,\n", "The file is empty"),
    "too big": (b"a" * (10 * 1024 * 1024 + 1), "The file is larger than 10 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_with_a_sentence(name: str, desk: Desk, session: scoped_session[Session]) -> None:
    content, sentence = REFUSED[name]
    answer = desk.upload(("venues.xlsx", content))
    assert answer.status_code == 422
    assert f"venues.xlsx: The file {sentence}" in plain(answer) or sentence in plain(answer)
    assert session.scalars(select(Upload)).all() == []
    assert "Added: 2" in desk.look(("venues.csv", VENUES))


def test_a_long_reading_keeps_nobody_from_the_database(desk: Desk, session: scoped_session[Session]) -> None:
    """Both seats of the readers are taken, so the upload waits; meanwhile somebody else writes."""
    session.commit()
    with ThreadPoolExecutor(1) as pool, ExitStack() as seats:
        for _ in range(receiving.SEATS):
            seats.enter_context(receiving.READERS)
        upload = pool.submit(desk.upload, ("venues.csv", VENUES))
        time.sleep(1)
        with sqlite3.connect(str(db.engine.url.database), timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")
        assert not upload.done()
        seats.close()
        assert upload.result().status_code == 303


def test_more_than_the_office_takes_in_is_refused_unread(desk: Desk) -> None:
    answer = desk.upload(("venues.csv", b"a" * 11 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Files of up to 10 MB are read" in plain(answer)


def test_a_script_in_a_name_is_shown_as_letters(desk: Desk, session: scoped_session[Session]) -> None:
    name = "<script>alert(1)</script>"
    desk.bring(("venues.csv", f"Tên\n{name}\n"))
    assert session.scalars(select(Venue.name)).one() == name
    page = desk.visitor.get("/festival/hue/programme/venue/").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert name not in page


def test_a_name_too_long_is_told_with_its_length(desk: Desk) -> None:
    told = desk.look(("venues.csv", f"Tên\n{'a' * 300}\n"))
    assert "venues 2 Tên The text has 300 letters. At most 200 fit; shorten it." in told


def test_control_characters_do_not_get_in(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("venues.csv", "Tên,Sức chứa\nĐa\x07̣i\x0bNội\x1b,1\n"))
    assert session.scalars(select(Venue.name)).one() == "Đa ̣i Nội"


def test_a_formula_is_a_text_and_leaves_as_one(desk: Desk, session: scoped_session[Session]) -> None:
    desk.bring(("venues.csv", 'Tên,Địa chỉ\n"=HYPERLINK(""http://x"")","+84 54"\n'))
    assert session.scalars(select(Venue.name)).one() == '=HYPERLINK("http://x")'
    text = desk.visitor.get(f"{desk.root}/rows/venues.csv").text
    assert '"\'=HYPERLINK(""http://x"")"' in text
    assert ",'+84 54," in text
    with zipfile.ZipFile(io.BytesIO(desk.visitor.get(f"{desk.root}/rows/venues.xlsx").data)) as book:
        assert [name for name in book.namelist() if b"<f>" in book.read(name)] == []
    assert "unchanged: 1" in desk.look(("venues.csv", text))


def test_a_million_empty_rows_are_passed_over(desk: Desk) -> None:
    filled = '<row r="1"><c r="A1" t="str"><v>Venue</v></c></row><row r="2"><c r="A2" t="str"><v>Đại Nội</v></c></row>'
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 1_000_001))
    assert "Added: 1" in desk.look(("venues.xlsx", repacked({PAGE: sheet(filled + empty)}, level=1)))


def test_a_cell_with_a_formula_counts_as_its_value(desk: Desk, session: scoped_session[Session]) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write_row(0, 0, ["Venue", "Capacity"])
    page.write_formula(1, 0, '="Đại "&"Nội"', None, "Đại Nội")
    page.write_formula(1, 1, "=6000+100", None, 6100)
    book.close()
    desk.bring(("venues.xlsx", out.getvalue()))
    assert [(venue.name, venue.capacity) for venue in session.scalars(select(Venue))] == [("Đại Nội", 6100)]


def test_a_fault_of_excel_is_told(desk: Desk) -> None:
    told = desk.look(("venues.csv", "Tên,Sức chứa\nĐại Nội,#REF!\n"))
    assert "venues 2 Sức chứa The cell shows the error #REF!. Repair its formula." in told
