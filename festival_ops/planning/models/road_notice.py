"""What the public was told of roads: numbered notices, each with the hours and words of its day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class RoadNotice(OfEdition, db.Model):
    """Of each of its `days` it tells all: what it names is closed then, anything else is open.

    `items` are the closures as they were told (`roads.announced.Item`), `words` the whole notice by language: nothing
    that moves or is renamed later reaches them. `signer` is the name of whoever issued it.
    """

    __table_args__ = (UniqueConstraint("edition_id", "number"),)
    secrecy = Secrecy.ROADS

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    signer: Mapped[str] = mapped_column(String(200))
    days: Mapped[list[str]] = mapped_column(JSON)
    items: Mapped[list[Any]] = mapped_column(JSON)
    words: Mapped[dict[str, Any]] = mapped_column(JSON)

    def __str__(self) -> str:
        return f"№ {self.number}"
