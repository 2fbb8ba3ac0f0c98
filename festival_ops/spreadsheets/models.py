"""An uploaded spreadsheet on its way into the database, and what it changed there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now


class Upload(Row, db.Model):
    """`pages` are the file's rows as plain values; `layouts` say, page by page, which sheet it is and what its columns
    hold. The file itself is not kept: everything in it that may be read is in `pages`. `scope` names the counter at
    which it was handed in, where that is one for part of the rows.
    """

    __table_args__ = (CheckConstraint("state IN ('uploaded', 'applied', 'undone', 'discarded')", name="state"),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    scope: Mapped[str] = mapped_column(String(100), default="")
    filename: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[list[Any]] = mapped_column(JSON, deferred=True)
    layouts: Mapped[list[Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="uploaded")
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    written: Mapped[list[WrittenRow]] = relationship(cascade="all, delete-orphan", order_by="WrittenRow.id")


class WrittenRow(db.Model):
    """One row that an upload created (`before` is empty) or changed, and the version it left behind."""

    id: Mapped[int] = mapped_column(primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id", ondelete="CASCADE"), index=True)
    table: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[int]
    version: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Export(db.Model):
    """A file of rows that somebody has taken away; never altered afterwards. `profile` says what of them it shows."""

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    edition_id: Mapped[int] = mapped_column(index=True)
    user_id: Mapped[int | None]
    user_name: Mapped[str] = mapped_column(String(200), default="")
    filename: Mapped[str] = mapped_column(String(255))
    format: Mapped[str] = mapped_column(String(10))
    profile: Mapped[str] = mapped_column(String(40), default="")
    sheets: Mapped[list[ExportedSheet]] = relationship(order_by="ExportedSheet.id")

    @property
    def rows(self) -> int:
        return sum(sheet.rows for sheet in self.sheets)


class ExportedSheet(db.Model):
    """One list in the file, and how many rows of it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    export_id: Mapped[int] = mapped_column(ForeignKey("export.id", ondelete="RESTRICT"), index=True)
    sheet: Mapped[str] = mapped_column(String(60), index=True)
    rows: Mapped[int]
