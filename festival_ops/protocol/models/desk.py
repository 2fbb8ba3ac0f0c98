"""What escorts say at their desk: that they have seen how it stands, and what protocol must know."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.protocol.models.escorts import Escort
from festival_ops.protocol.models.guests import Delegation
from festival_ops.web.access import Secrecy


class EscortLook(OfEdition, db.Model):
    """The last time an escort said "I have seen it". `seen` are the engagements as they stood then, by their number:
    hours, place, task and vehicles, as numbers and codes."""

    __table_args__ = (UniqueConstraint("escort_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    escort_id: Mapped[int] = mapped_column(ForeignKey("escort.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    seen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class EscortNote(Row, OfEdition, db.Model):
    """Something that an escort tells protocol from where the delegation is; `text` are free words, which may name
    somebody. It stays open until somebody of protocol has read it."""

    __table_args__ = (CheckConstraint("kind IN ('delayed', 'help', 'other')", name="kind"),)
    secrecy = Secrecy.GUARDED
    untold = ("text",)

    escort_id: Mapped[int] = mapped_column(ForeignKey("escort.id", ondelete="CASCADE"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    escort: Mapped[Escort] = relationship()
    delegation: Mapped[Delegation | None] = relationship()

    def __str__(self) -> str:
        return f"{self.escort.code} · {self.kind}"
