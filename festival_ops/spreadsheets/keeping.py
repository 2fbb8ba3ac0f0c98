"""What uploads keep of the rows that they brought, and for how long: nobody's name is kept twice for good.

A file's rows are kept while somebody still has to decide on them; what undoing needs of rows that few may read, for
`UNDONE_WITHIN`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from flask import current_app
from sqlalchemy import String, cast, select, update
from sqlalchemy.orm import Session

from festival_ops.database import db, now
from festival_ops.jobs.worker import hourly
from festival_ops.spreadsheets.models import Upload, WrittenRow
from festival_ops.spreadsheets.sheet import Sheet
from festival_ops.web.access import Secrecy

UNDONE_WITHIN = timedelta(days=14)
_SECRET = (Secrecy.CONTACTS, Secrecy.PASSPORTS, Secrecy.GUARDED)


def forget_rows(upload: Upload) -> None:
    """The file has been carried out or put aside: what stood in it is needed no more."""
    upload.pages = []


def too_late(upload: Upload, sheets: Iterable[Sheet]) -> bool:
    """Whether what undoing needs is not kept any longer."""
    tables = {sheet.model.__tablename__ for sheet in sheets if sheet.secrecy in _SECRET}
    old = upload.applied_at is not None and upload.applied_at < now() - UNDONE_WITHIN
    return old and any(written.table in tables for written in upload.written)


def forget_old(session: Session, sheets: Mapping[str, Sheet]) -> None:
    """Puts files aside on which nobody has decided, and forgets how rows that few may read were before."""
    until = now() - UNDONE_WITHIN
    waiting = select(Upload).where(Upload.state == "uploaded", Upload.at < until)
    for upload in session.scalars(waiting):
        upload.state = "discarded"
        forget_rows(upload)
    tables = [sheet.model.__tablename__ for sheet in sheets.values() if sheet.secrecy in _SECRET]
    over = select(Upload.id).where((Upload.applied_at < until) | (Upload.state == "undone"))
    _forget(session, WrittenRow.upload_id.in_(over), WrittenRow.table.in_(tables))


@hourly
def sweep() -> None:
    """What is kept for some days goes when they are over, also where nobody brings a file in."""
    forget_old(db.session(), current_app.extensions["sheets"])


def forget_traces(session: Session, table: str, ids: Iterable[int]) -> None:
    """Of rows whose people are erased; an upload that has changed them cannot be undone any more."""
    _forget(session, WrittenRow.table == table, WrittenRow.row_id.in_(list(ids)))


def _forget(session: Session, *which: object) -> None:
    # Of a row that an upload has created nothing is kept, and that is no empty page but none.
    kept = (cast(WrittenRow.before, String) != "null", *which)
    session.execute(update(WrittenRow).where(*kept).values(before={}))  # type: ignore[arg-type]
