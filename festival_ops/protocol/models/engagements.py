"""What delegations do, and who is needed beside them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db
from festival_ops.protocol.models.ceremonies import Ceremony
from festival_ops.protocol.models.guests import Delegation, Leg
from festival_ops.protocol.models.of_protocol import OfProtocol
from festival_ops.protocol.models.places import GuestPlace


class Engagement(Row, Named, OfProtocol, db.Model):
    """What a delegation does, with whom beside it: being met, a ceremony, a visit, a dinner, being seen off.

    It has hours of its own, or those of its `leg` or its `ceremony`, with so many minutes before and after.
    """

    __table_args__ = (
        CheckConstraint(
            "kind IN ('arrival', 'ceremony', 'meeting', 'meal', 'visit', 'departure', 'other')", name="kind"
        ),
        CheckConstraint("liaisons >= 0 AND interpreters >= 0", name="needs"),
        CheckConstraint("before BETWEEN 0 AND 720 AND after BETWEEN 0 AND 720", name="around"),
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="whole_hours"),
        CheckConstraint("ends > starts", name="span"),
        CheckConstraint("(leg_id IS NOT NULL OR ceremony_id IS NOT NULL) = (starts IS NULL)", name="hours"),
        CheckConstraint("leg_id IS NULL OR ceremony_id IS NULL", name="one_cause"),
        {"sqlite_autoincrement": True},
    )
    untold = (*OfProtocol.untold, "name", "name_en", "note")

    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="other")
    leg_id: Mapped[int | None] = mapped_column(ForeignKey("leg.id", ondelete="CASCADE"), index=True)
    ceremony_id: Mapped[int | None] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    starts: Mapped[datetime | None] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)
    before: Mapped[int] = mapped_column(default=0)
    after: Mapped[int] = mapped_column(default=0)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("guest_place.id", ondelete="RESTRICT"), index=True)
    liaisons: Mapped[int] = mapped_column(default=1)
    interpreters: Mapped[int] = mapped_column(default=0)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(String(500), default="")
    delegation: Mapped[Delegation] = relationship()
    leg: Mapped[Leg | None] = relationship()
    ceremony: Mapped[Ceremony | None] = relationship()
    place: Mapped[GuestPlace | None] = relationship()

    def __str__(self) -> str:
        return f"{self.delegation.code} · {self.kind}"
