"""When cars stop at the gates of ceremonies, and the searches for it. Cars and gates stand here as numbers."""

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


class GateArrivals(Row, OfEdition, db.Model):
    """One a ceremony; whoever changes when cars come holds this row, and `revision` counts every change.

    `gates` are those at which its guests get out: gate, lanes, and from when and until when cars may stop there, as
    clock times or empty. Two cars stop at one gate `gap` minutes or more after each other; with a `badge` they pass
    closures that let badges through. `slots` are car, gate and seconds from the ceremony's start, so that they move
    with it; `pins` are cars whose slot a person has fixed.
    """

    __table_args__ = (
        UniqueConstraint("ceremony_id"),
        CheckConstraint("gap BETWEEN 1 AND 30", name="gap"),
    )
    secrecy = Secrecy.GUARDED
    untold = ("slots", "pins")

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    revision: Mapped[int] = mapped_column(default=0)
    gap: Mapped[int] = mapped_column(default=2)
    badge: Mapped[bool] = mapped_column(default=True)
    gates: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    slots: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    pins: Mapped[list[int]] = mapped_column(JSON, default=list)
    ceremony: Mapped[Ceremony] = relationship()

    def __str__(self) -> str:
        return str(self.ceremony)


class ArrivalChange(OfEdition, db.Model):
    """One act of one person in the arrivals of a ceremony, kept so that it can be taken back as long as nobody did
    another after it. `before` is the whole book as it was; `moved` counts the cars whose slot it changed."""

    __table_args__ = (Index("ix_arrival_change_ceremony", "ceremony_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    revision: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    moved: Mapped[int] = mapped_column(default=0)
    undone: Mapped[bool] = mapped_column(default=False)


class ArrivalRun(Row, OfEdition, db.Model):
    """One search for slots, exactly as it was asked, its answer, and what somebody decided on it.

    `revision` is that of the book from which it began.
    """

    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),
        CheckConstraint("kind IN ('build', 'repair')", name="kind"),
    )
    secrecy = Secrecy.GUARDED
    untold = ("problem", "answer")

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
