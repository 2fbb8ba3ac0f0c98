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

    `changes` holds `[performance, before, after]`; a place is `[stage, start in UTC]`, or null where it had none.
    """

    __table_args__ = (Index("ix_move_person", "plan_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    changes: Mapped[list[Any]] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)


class Presence(OfEdition, db.Model):
    """Somebody looks at the board, at which day, and perhaps holds a performance."""

    __table_args__ = (UniqueConstraint("edition_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    day: Mapped[date | None]
    held_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="SET NULL"))
