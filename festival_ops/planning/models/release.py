"""What left the house: numbered, immutable releases, and the table in which the database refuses double booking."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, db, now
from festival_ops.programme.models.edition import OfEdition


class Release(OfEdition, db.Model):
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(String(2000), default="")
    plan_revision: Mapped[int]
    waivers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    signatures: Mapped[list[Any]] = mapped_column(JSON, default=list)
    items: Mapped[list[ReleasedItem]] = relationship(back_populates="release", order_by="ReleasedItem.starts")
    changes: Mapped[list[ReleasedChange]] = relationship(back_populates="release", order_by="ReleasedChange.id")


class ReleasedItem(db.Model):
    """One performance as published. `facts` are the public words of that day, so old releases stay as they were."""

    __table_args__ = (
        UniqueConstraint("release_id", "performance_id"),
        CheckConstraint("state IN ('scheduled', 'cancelled', 'postponed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"), index=True)
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="RESTRICT"), index=True)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    troupe_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_in: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    release: Mapped[Release] = relationship(back_populates="items")


class ReleasedChange(db.Model):
    """How a release differs from the one before: added, moved, retimed, cancelled, restored, reworded."""

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"), index=True)
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    release: Mapped[Release] = relationship(back_populates="changes")


class ReleasedRehearsal(db.Model):
    """A rehearsal whose hour was agreed when the programme was released: told to its troupes and at its stage, never to
    the public.

    `facts` are the words of that day in both languages. Its numbers are no references: a release outlives what it
    tells of.
    """

    __table_args__ = (
        UniqueConstraint("release_id", "rehearsal_id"),
        CheckConstraint("ends > starts", name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"))
    rehearsal_id: Mapped[int]
    stage_id: Mapped[int]
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    troupe_ids: Mapped[list[int]] = mapped_column(JSON)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class ExclusiveUse(OfEdition, db.Model):
    """A stage, troupe or person taken by the edition's latest release; the database lets no two rows overlap."""

    __table_args__ = (
        CheckConstraint("ends > starts", name="span"),
        Index("ix_exclusive_use_holder", "kind", "holder_id", "starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    holder_id: Mapped[int]
    holder: Mapped[str] = mapped_column(String(200))
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
