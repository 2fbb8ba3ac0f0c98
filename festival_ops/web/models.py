"""What every page relies on: the record of changes, and receipts that make a double click harmless."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, db, now


class HistoryEntry(db.Model):
    """One change of one row, never altered afterwards; each entry carries the hash of the one before."""

    __table_args__ = (Index("ix_history_entry_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    edition_id: Mapped[int | None] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(index=True)
    user_name: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    act: Mapped[str] = mapped_column(String(40))
    secrecy: Mapped[str] = mapped_column(String(2), default="C1")
    reason: Mapped[str] = mapped_column(String(500), default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class Receipt(db.Model):
    """The one-time key of a form that was accepted, and where its sender was led."""

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    location: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
