"""Days and hours in which nothing, or nothing in some places, is shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db
from festival_ops.programme.models.edition import OfEdition
from festival_ops.programme.models.place import Stage

blackout_stages = Table(
    "blackout_stage",
    db.metadata,
    Column("blackout_id", ForeignKey("blackout.id", ondelete="CASCADE"), primary_key=True),
    Column("stage_id", ForeignKey("stage.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Blackout(Row, OfEdition, db.Model):
    """No stage named means every stage; `outdoor_only` (rain) spares the indoor ones. Switched off, it waits."""

    __table_args__ = (CheckConstraint("ends > starts", name="span"),)

    kind: Mapped[str] = mapped_column(String(20), default="other")
    reason: Mapped[str] = mapped_column(String(300))
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    outdoor_only: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(500), default="")
    stages: Mapped[list[Stage]] = relationship(secondary=blackout_stages, order_by="Stage.sort_key")

    def __str__(self) -> str:
        return self.reason
