"""Who is at the board, and what each person did there, so that they can take it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, db, now
from festival_ops.programme.models.edition import OfEdition


class Move(OfEdition, db.Model):
    """One act of one person in a plan: performances with their places before and after, all moved together.

    `changes` holds `[performance, before, after]`; a place is `[stage, start in UTC]`, or null where it had none. Where
    it changed the length of a performance, before and after are minutes instead. Of a scenario that was rebased,
    `base` is the base it changes places with when the move is taken back.
    """

    __table_args__ = (Index("ix_move_person", "plan_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    changes: Mapped[list[Any]] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)
    base: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class Presence(OfEdition, db.Model):
    """Somebody looks at the board of a plan, at which day, and perhaps holds a performance.

    Without a plan it is the main one before its first use.
    """

    __table_args__ = (UniqueConstraint("edition_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    day: Mapped[date | None]
    held_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="SET NULL"))
