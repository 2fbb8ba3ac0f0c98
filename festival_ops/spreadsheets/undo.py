"""Takes an applied upload back: removes what it added, restores what it changed, or says why that cannot be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from festival_ops.database import now
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.dependents import BATCH, dependents
from festival_ops.spreadsheets.keeping import UNDONE_WITHIN, too_late
from festival_ops.spreadsheets.models import Upload
from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.web.addresses import address_of
from festival_ops.web.history import Actor, Deed, record_all, snapshot

TOLD = 10


class StoodInWayError(Exception):
    """Why the upload cannot be undone; nothing was changed."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def undo(session: Session, book: Book, upload: Upload, by: Actor | None) -> None:
    """The caller commits, or rolls back when this raises `StoodInWayError`."""
    if too_late(upload, book.sheets.values()):
        days = UNDONE_WITHIN.days
        raise StoodInWayError([_("What stood there before is kept for %(days)s days only; that is over.", days=days)])
    rows = _rows(session, book, upload)
    if faults := [*_changed_since(upload, rows), *_needed(session, upload, rows)]:
        rest = len(faults) - TOLD
        raise StoodInWayError(faults[:TOLD] + ([_("And %(count)d more.", count=rest)] if rest > 0 else []))
    before = {place: snapshot(row) for place, row in rows.items()}
    for written in reversed(upload.written):
        row = rows[written.table, written.row_id]
        if written.before is None:
            session.delete(row)
        else:
            _restore(book, _sheet(book, written.table), row, written.before)
    session.flush()
    deeds = (_deed(rows[place], before[place], upload) for place in reversed(rows))
    record_all(session, deeds, by=by)
    upload.state = "undone"
    upload.undone_at = now()
    session.flush()


def _deed(row: Any, before: dict[str, Any], upload: Upload) -> Deed:
    if inspect(row).was_deleted or inspect(row).deleted:
        return Deed(row, "removed", before, None, upload.filename)
    return Deed(row, "changed", before, snapshot(row), upload.filename)


def _rows(session: Session, book: Book, upload: Upload) -> dict[tuple[str, int], Any]:
    ids = defaultdict(list)
    for written in upload.written:
        ids[written.table].append(written.row_id)
    rows = {}
    for table, wanted in ids.items():
        model: Any = _sheet(book, table).model
        loading = [selectinload(getattr(model, r.key)) for r in inspect(model).relationships if not r.viewonly]
        for at in range(0, len(wanted), BATCH):
            query = select(model).where(model.id.in_(wanted[at : at + BATCH])).options(*loading)
            rows.update({(table, row.id): row for row in session.scalars(query)})
    return rows


def _changed_since(upload: Upload, rows: dict[tuple[str, int], Any]) -> Iterator[str]:
    for written in upload.written:
        row = rows.get((written.table, written.row_id))
        if row is None:
            yield _("A row that this upload wrote was removed since.")
        elif row.version != written.version:
            # It may be somebody else's by now.
            name = str(row) if address_of(row) else _("A row of this upload")
            yield _("“%(name)s” was changed since; undo that first, or correct it by hand.", name=name)


def _needed(session: Session, upload: Upload, rows: dict[tuple[str, int], Any]) -> Iterator[str]:
    doomed: dict[str, set[int]] = defaultdict(set)
    for written in upload.written:
        if written.before is None and (written.table, written.row_id) in rows:
            doomed[written.table].add(written.row_id)
    told = set()
    for row in dependents(session, doomed):
        # What a person may not open is not named either.
        name = str(row) if address_of(row) else ""
        if name not in told:
            told.add(name)
            yield (
                _("“%(name)s” needs what this upload added; remove it or change it first.", name=name)
                if name
                else _("Something that other people look after needs what this upload added, such as a plan.")
            )


def _restore(book: Book, sheet: Sheet, row: Any, before: dict[str, Any]) -> None:
    """Reads the kept cells through the same door as the file's, in the language they were kept in."""
    with force_locale("en"):
        for key, raw in before.items():
            cell = sheet.column(key).cell
            try:
                cell.give(row, key, cell.empty if raw == "" else cell.read(raw, book))
            except ValueError as fault:
                told = _("“%(name)s” cannot be restored: %(why)s", name=str(row), why=str(fault))
                raise StoodInWayError([told]) from None
    flag_modified(row, "edition_id")


def _sheet(book: Book, table: str) -> Sheet:
    return next(sheet for sheet in book.sheets.values() if sheet.model.__tablename__ == table)
