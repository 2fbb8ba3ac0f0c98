"""Who goes along with delegations, and the searches for it. Escorts and engagements stand here as numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, Row, db, now
from festival_ops.planning.models.roster import BUILD
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class EscortBook(Row, OfEdition, db.Model):
    """One an edition; whoever changes who goes along holds this row, and `revision` counts every change.

    `duties` are escort, engagement and language, empty for a liaison officer. `away` are an escort, from when and until
    when, as moments: whoever fell ill, whatever hours the record says. `pins` are duties that no search takes away.
    """

    __table_args__ = (UniqueConstraint("edition_id"),)
    secrecy = Secrecy.GUARDED
    untold = ("duties", "away", "pins")

    revision: Mapped[int] = mapped_column(default=0)
    duties: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    away: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    pins: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)

    def __str__(self) -> str:
        return str(self.revision)


class EngagementTaking(Row, OfEdition, db.Model):
    """Drafted engagements that somebody took over at once: `written` are their ids, and at which version they were
    left."""

    secrecy = Secrecy.GUARDED

    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    written: Mapped[list[list[int]]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class EscortRun(Row, OfEdition, db.Model):
    """One search for who goes along, exactly as it was asked, its answer, and what somebody decided on it.

    `revision` is that of the book from which it began.
    """

    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),
        CheckConstraint("kind IN ('build', 'repair')", name="kind"),
    )
    secrecy = Secrecy.GUARDED
    untold = ("problem", "answer")

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

    def __str__(self) -> str:
        return str(self.id)
