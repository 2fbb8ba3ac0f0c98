"""Who sits where at ceremonies, and the searches for better seatings. Invitations and chairs stand here as numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.planning.models.roster import BUILD
from festival_ops.programme.models.edition import OfEdition
from festival_ops.protocol.models import Ceremony
from festival_ops.web.access import Secrecy


class Seating(Row, OfEdition, db.Model):
    """One a ceremony; whoever changes who sits where holds this row, and `revision` counts every change.

    `chairs` are pairs of invitation and chair, `pins` invitations whose chair a person has fixed. `printed` are the
    cards that have been printed: by invitation, the chair that stands on the card.
    """

    __table_args__ = (UniqueConstraint("ceremony_id"),)
    secrecy = Secrecy.GUARDED
    untold = ("chairs", "pins", "printed")

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    revision: Mapped[int] = mapped_column(default=0)
    chairs: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    pins: Mapped[list[int]] = mapped_column(JSON, default=list)
    printed: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    ceremony: Mapped[Ceremony] = relationship()

    def __str__(self) -> str:
        return str(self.ceremony)


class SeatingChange(OfEdition, db.Model):
    """One act of one person in a seating, kept so that it can be taken back as long as nobody did another after it.

    `before` are chairs and pins as they were; `moved` counts the guests whose chair it changed.
    """

    __table_args__ = (Index("ix_seating_change_ceremony", "ceremony_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    revision: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    moved: Mapped[int] = mapped_column(default=0)
    undone: Mapped[bool] = mapped_column(default=False)


class SeatingRun(Row, OfEdition, db.Model):
    """One search for a seating, exactly as it was asked, its answer, and what somebody decided on it.

    `revision` is that of the seating from which it began.
    """

    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),
        CheckConstraint("kind IN ('build', 'repair')", name="kind"),
    )
    secrecy = Secrecy.GUARDED

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10), default=BUILD)
    revision: Mapped[int]
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
    ceremony: Mapped[Ceremony] = relationship()

    def __str__(self) -> str:
        return f"{self.ceremony} · {self.id}"
