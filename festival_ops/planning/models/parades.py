"""Searches for the order of a parade."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.traffic.models import Parade
from festival_ops.web.access import Secrecy


class ParadeRun(Row, OfEdition, db.Model):
    """One search, exactly as it was asked, its answer, and what somebody decided on it."""

    __table_args__ = (CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),)
    secrecy = Secrecy.ROADS

    parade_id: Mapped[int] = mapped_column(ForeignKey("parade.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    seconds: Mapped[int]
    problem: Mapped[dict[str, Any]] = mapped_column(JSON)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    parade: Mapped[Parade] = relationship()
