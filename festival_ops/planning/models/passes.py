"""What ties passes to vehicles, and drafted passes that somebody has taken over, so that they can be taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.protocol.models import Pass
from festival_ops.traffic.models import Vehicle
from festival_ops.web.access import Secrecy


class VehiclePass(OfEdition, db.Model):
    """The vehicle that bears a pass: protocol and traffic know nothing of each other."""

    __table_args__ = (UniqueConstraint("pass_id"),)
    secrecy = Secrecy.GUARDED

    id: Mapped[int] = mapped_column(primary_key=True)
    pass_id: Mapped[int] = mapped_column(ForeignKey("pass.id", ondelete="CASCADE"))
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id", ondelete="CASCADE"), index=True)
    of: Mapped[Pass] = relationship()
    vehicle: Mapped[Vehicle] = relationship()


class PassTaking(Row, OfEdition, db.Model):
    """`written` holds for each pass what it was before, and at which version it was left."""

    secrecy = Secrecy.GUARDED

    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    written: Mapped[list[Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
