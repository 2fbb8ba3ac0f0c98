"""Takes an upload in and carries it out: all of it or nothing, with the history of every row."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from flask_babel import force_locale
from sqlalchemy import inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from festival_ops.database import now
from festival_ops.spreadsheets.book import Book, Festival
from festival_ops.spreadsheets.headings import Layout, guess
from festival_ops.spreadsheets.keeping import forget_old, forget_rows
from festival_ops.spreadsheets.models import Upload, WrittenRow
from festival_ops.spreadsheets.page_reader import CHANGE, CREATE, Line, PagePreview
from festival_ops.spreadsheets.preview import Preview, preview
from festival_ops.spreadsheets.receiving import Page, pages_of
from festival_ops.spreadsheets.refusal import RefusalError
from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.web.history import Actor, Deed, record_all, snapshot
from festival_ops.words import tidy

LONGEST_NAME = 255
# A row, what the file says of it, and what it was before.
Written = tuple[Any, Line, dict[str, Any] | None]


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True)
class Parcel:
    """Files with their rows taken out."""

    filename: str
    sha256: str
    pages: list[Page]


def unpack(files: Sequence[File]) -> Parcel:
    """May take seconds and needs no database. Raises `RefusalError`."""
    return Parcel(
        filename=_listed([_tidy_name(file) for file in files]),
        sha256=hashlib.sha256(b"".join(file.content for file in files)).hexdigest(),
        pages=[page for file in files for page in _pages(file)],
    )


def receive(
    session: Session,
    edition: Festival,
    parcel: Parcel,
    sheets: Collection[Sheet],
    by: Actor | None,
    scope: str = "",
) -> Upload:
    """Keeps the rows and how they seem to be meant, and forgets what was kept long enough of others."""
    forget_old(session, {sheet.name: sheet for sheet in sheets})
    upload = Upload(
        edition_id=edition.id,
        user_id=by.id if by else None,
        scope=scope,
        filename=parcel.filename,
        sha256=parcel.sha256,
        pages=parcel.pages,
        layouts=[guess(page, sheets).kept() for page in parcel.pages],
    )
    session.add(upload)
    session.flush()
    return upload


def _pages(file: File) -> Iterator[Page]:
    """A text file has one page, which bears the file's own name."""
    try:
        for page in pages_of(file.content):
            yield Page(name=page["name"] or PurePath(_tidy_name(file)).stem, rows=page["rows"])
    except RefusalError as refused:
        refused.filename = _tidy_name(file)
        raise


def _listed(names: list[str]) -> str:
    """The names as far as they fit, and a mark when some do not."""
    told = ", ".join(names)
    return told if len(told) <= LONGEST_NAME else f"{told[: LONGEST_NAME - 2].rpartition(', ')[0] or told[:200]}, …"


def _tidy_name(file: File) -> str:
    return tidy(PurePath(file.name.replace("\\", "/")).name)


def read(book: Book, upload: Upload) -> Preview:
    return preview(book, upload.pages, [Layout(**kept) for kept in upload.layouts])


def apply(session: Session, book: Book, upload: Upload, found: Preview, by: Actor | None) -> None:
    """Writes the previewed rows; the caller commits, or rolls everything back."""
    pages = [(page, *_write_page(session, page, book)) for page in found.pages]
    with session.no_autoflush:
        for page, written, late in pages:
            for row, line, _ in written:
                _give(page.sheet, row, line, late)
    session.flush()
    traces = []
    for page, written, _ in pages:
        deeds = [
            Deed(row, "changed" if before else "created", before, snapshot(row), upload.filename)
            for row, _, before in written
        ]
        record_all(session, deeds, by=by)
        traces += [_trace(upload, page.sheet, row, line, book) for row, line, _ in written]
    # Added at the end: a list that grows while the session is flushed is compared anew each time.
    session.add_all(traces)
    upload.state = "applied"
    upload.applied_at = now()
    forget_rows(upload)
    session.flush()
    session.expire(upload, ["written"])


def _write_page(session: Session, page: PagePreview, book: Book) -> tuple[list[Written], set[str]]:
    """Gives the columns that are written when all pages are there, too."""
    lines = [line for line in page.lines if line.act in (CREATE, CHANGE)]
    late = page.sheet.late(book.sheets)
    with session.no_autoflush:
        # All of them before the first is filled in: rows may name each other.
        for line in lines:
            line.entry.row = line.entry.row or _begun(page.sheet, book)
        written = [_write(session, page, line, late) for line in lines]
    session.flush()
    return written, late


def summary(book: Book, upload: Upload) -> list[tuple[Sheet, int, int]]:
    """For each sheet how many rows the upload added and how many it changed."""
    counted = {name: [0, 0] for name in book.sheets}
    by_table = {sheet.model.__tablename__: name for name, sheet in book.sheets.items()}
    for written in upload.written:
        counted[by_table[written.table]][written.before is not None] += 1
    return [(book.sheets[name], added, changed) for name, (added, changed) in counted.items() if added or changed]


def _write(session: Session, page: PagePreview, line: Line, late: Collection[str]) -> Written:
    row = line.entry.row
    before = None if line.act == CREATE else snapshot(row)
    _give(page.sheet, row, line, [key for key in line.facts if key not in late])
    if line.act == CREATE:
        session.add(row)
    else:
        # A change in a list alone must still count as a new version of the row.
        flag_modified(row, "edition_id")
    return row, line, before


def _give(sheet: Sheet, row: Any, line: Line, keys: Collection[str]) -> None:
    given = line.facts if line.act == CREATE else {change.key for change in line.changes}
    for key in given:
        if key in keys:
            sheet.column(key).cell.give(row, key, line.facts[key])


def _begun(sheet: Sheet, book: Book) -> Any:
    """A new row. A list that was looked at before it is stored is known to be empty and need not be asked for after."""
    row = sheet.model(edition_id=book.edition.id)
    for relation in inspect(row).mapper.relationships:
        if relation.uselist:
            getattr(row, relation.key)
    return row


def _trace(upload: Upload, sheet: Sheet, row: Any, line: Line, book: Book) -> WrittenRow:
    """What undoing needs: the facts as cells in one language, to be read again through the same door."""
    with force_locale("en"):
        before = {change.key: sheet.column(change.key).cell.show(change.old, book) for change in line.changes}
    return WrittenRow(
        upload_id=upload.id,
        table=row.__tablename__,
        row_id=row.id,
        version=row.version,
        before=None if line.act == CREATE else before,
    )
