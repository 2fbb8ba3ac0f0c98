"""Drafted closures and transfers that somebody has taken over, so that they can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class ClosureTaking(Row, OfEdition, db.Model):
    """`written` holds for each closure what it was before, and at which version it was left."""

    secrecy = Secrecy.ROADS

    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    written: Mapped[list[Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class TransferTaking(Row, OfEdition, db.Model):
    """`written` holds for each transfer what it was before, and at which version it was left."""

    secrecy = Secrecy.ROADS

    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    written: Mapped[list[Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
