"""Turns one uploaded file into plain rows, as a program of its own that may neither grow nor linger.

`python -m festival_ops.spreadsheets.reading` takes the file on its input and answers in JSON: the pages with their
rows, or the reason why it refuses them. Everything hostile in a file happens here and ends with this process.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from festival_ops.spreadsheets.map_file import is_map, rows_of_map
from festival_ops.spreadsheets.plain_text import rows_of_text
from festival_ops.spreadsheets.refusal import Refusal, RefusalError

MEMORY = 512 * 1024 * 1024
SECONDS = 15
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
MOST_MEMBERS = 1_000
MOST_PAGES = 80
MOST_ROWS = 20_000
MOST_COLUMNS = 250
MOST_LETTERS = 20_000_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")

Cell = str | int | float | bool


def main() -> None:
    _limit()
    try:
        answer: dict[str, Any] = {"pages": pages_of(sys.stdin.buffer.read())}
    except RefusalError as refused:
        answer = {"refusal": refused.kind, "facts": refused.facts}
    except MemoryError:
        answer = {"refusal": Refusal.TOO_MUCH, "facts": {}}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")))


def pages_of(content: bytes) -> list[dict[str, Any]]:
    if not content.strip():
        raise RefusalError(Refusal.EMPTY)
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise RefusalError(Refusal.LOCKED if locked else Refusal.OLD_EXCEL)
    if content.startswith(_ZIP):
        _check_archive(content)
        pages = _pages_of_workbook(content)
    elif content.startswith(_PROGRAMS):
        raise RefusalError(Refusal.NOT_A_TABLE)
    elif is_map(content):
        pages = [("", list(_within_bounds(rows_of_map(content), "")))]
    else:
        pages = [("", list(_within_bounds(rows_of_text(content), "")))]
    pages = [(name, rows) for name, rows in pages if rows]
    if not pages:
        raise RefusalError(Refusal.EMPTY)
    if sum(len(str(cell)) for _, rows in pages for row in rows for cell in row) > MOST_LETTERS:
        raise RefusalError(Refusal.TOO_MUCH)
    return [{"name": name, "rows": rows} for name, rows in pages]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    signal.alarm(SECONDS)


def _check_archive(content: bytes) -> None:
    """Reads the directory first: what it promises decides whether anything is unpacked at all."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise RefusalError(Refusal.DAMAGED) from None
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * len(content):
        raise RefusalError(Refusal.BOMB)
    if any(member.flag_bits & 1 for member in members):
        raise RefusalError(Refusal.LOCKED)
    if "xl/workbook.xml" not in archive.namelist():
        raise RefusalError(Refusal.NOT_A_TABLE)
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            _refuse_declarations(archive, member)


def _refuse_declarations(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No program writes a document type into a workbook; it is there to make a parser fetch or multiply."""
    try:
        with archive.open(member) as part:
            text = part.read(member.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        raise RefusalError(Refusal.DAMAGED) from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise RefusalError(Refusal.DAMAGED) from None
    if any(mark in text for word in ("<!DOCTYPE", "<!ENTITY") for mark in (word.encode(), word.encode("utf-16-le"))):
        raise RefusalError(Refusal.ENTITIES)


def _pages_of_workbook(content: bytes) -> list[tuple[str, list[list[Cell]]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        seen = [
            index
            for index, page in enumerate(book.sheets_metadata)
            if page.typ == SheetTypeEnum.WorkSheet and page.visible == SheetVisibleEnum.Visible
        ]
        if len(seen) > MOST_PAGES:
            raise RefusalError(Refusal.TOO_MANY_PAGES, most=MOST_PAGES)
        return [_page(book, index) for index in seen]
    except PasswordError:
        raise RefusalError(Refusal.LOCKED) from None
    except (CalamineError, OSError, ValueError, UnicodeError):
        raise RefusalError(Refusal.DAMAGED) from None


def _page(book: CalamineWorkbook, index: int) -> tuple[str, list[list[Cell]]]:
    """A row's place in the list is its number less one, a cell's is its column; the parser omits empty columns left."""
    sheet = book.get_sheet_by_index(index)
    if sheet.start is None:
        return sheet.name, []
    margin = [""] * min(sheet.start[1], MOST_COLUMNS)
    return sheet.name, list(_within_bounds((margin + row for row in sheet.iter_rows()), sheet.name))


def _within_bounds(rows: Iterable[list[Any]], page: str) -> Iterator[list[Cell]]:
    """Empty rows are kept where something follows them and dropped at the end; so are empty cells."""
    waiting: list[list[Cell]] = []
    count = 0
    for row in rows:
        cells = [_plain(cell) for cell in row]
        while cells and cells[-1] == "":
            cells.pop()
        waiting.append(cells)
        if not cells:
            continue
        count += len(waiting)
        if len(cells) > MOST_COLUMNS:
            raise RefusalError(Refusal.TOO_WIDE, page=page, most=MOST_COLUMNS)
        if count > MOST_ROWS:
            raise RefusalError(Refusal.TOO_LONG, page=page, most=MOST_ROWS)
        yield from waiting
        waiting = []


def _plain(cell: Any) -> Cell:
    if isinstance(cell, str | bool):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return cell / timedelta(days=1)
    return cell if isinstance(cell, int) else ""


if __name__ == "__main__":
    main()
