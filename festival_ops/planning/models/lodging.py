"""Searches for guests' rooms, and what people took over of them. Stays and rooms of hotels stand here as numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy

OPEN, ALL = "open", "all"


class RoomRun(Row, OfEdition, db.Model):
    """One search for rooms, exactly as it was asked, its answer, and what somebody decided on it.

    Asked are the stays without a room (`open`), or `all` but those whose room is fixed.
    """

    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),
        CheckConstraint("kind IN ('open', 'all')", name="kind"),
    )
    secrecy = Secrecy.GUARDED
    untold = ("problem", "answer")

    kind: Mapped[str] = mapped_column(String(10), default=OPEN)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    seconds: Mapped[int]
    seed: Mapped[int] = mapped_column(default=0)
    problem: Mapped[dict[str, Any]] = mapped_column(JSON)
    course: Mapped[list[Any]] = mapped_column(JSON, default=list)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    def __str__(self) -> str:
        return str(self.id)


class RoomChange(OfEdition, db.Model):
    """What one person took over of a search at once, kept so that it can be taken back while it still stands.

    `before` and `after` are pairs of a stay and the allotment of its room, or None.
    """

    __table_args__ = (Index("ix_room_change_user", "edition_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("room_run.id", ondelete="SET NULL"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    before: Mapped[list[list[Any]]] = mapped_column(JSON)
    after: Mapped[list[list[Any]]] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)
