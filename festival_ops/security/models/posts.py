"""Where people stand: sectors in their rings, and the posts in them with the hours in which they are manned."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models import Venue
from festival_ops.security.kinds import PLAIN_PLACE, PLAIN_RISK
from festival_ops.security.models.guarded import Guarded

# Whoever relieves others comes so many minutes before they leave, where a post has said nothing of its own.
HANDOVER = 10


class Sector(Row, Named, Guarded, db.Model):
    """Part of the ground under one command, which answers under `phone`; ring 1 is the innermost."""

    __table_args__ = (UniqueConstraint("edition_id", "name"), CheckConstraint("ring BETWEEN 1 AND 5", name="ring"))

    ring: Mapped[int] = mapped_column(default=1)
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="")


class Post(Row, Named, Guarded, db.Model):
    """`follows_show` says that its counts move with the programme; without hours it is manned around the clock.

    `kind` and `risk` say which standards hold for it. Whoever relieves others is there `handover_minutes` before, so
    that the post is never empty.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("handover_minutes BETWEEN 0 AND 60", name="handover"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="place"),
        CheckConstraint("risk IN ('low', 'medium', 'high')", name="risk"),
    )

    sector_id: Mapped[int] = mapped_column(ForeignKey("sector.id", ondelete="RESTRICT"), index=True)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    handover_minutes: Mapped[int] = mapped_column(default=HANDOVER)
    follows_show: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(20), default=PLAIN_PLACE)
    risk: Mapped[str] = mapped_column(String(10), default=PLAIN_RISK)
    tasks: Mapped[str] = mapped_column(String(2000), default="")
    sector: Mapped[Sector] = relationship()
    venue: Mapped[Venue | None] = relationship()
    hours: Mapped[list[PostHours]] = relationship(
        cascade="all, delete-orphan", order_by="PostHours.on, PostHours.starts"
    )

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''} {self.code}"

    @property
    def place(self) -> tuple[float, float] | None:
        """Where it stands on the map: its own place, else the venue's."""
        for where in (self, self.venue):
            if where is not None and where.latitude is not None and where.longitude is not None:
                return where.latitude, where.longitude
        return None


class PostHours(db.Model):
    """When the post is manned; no day named means every day of the edition."""

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]
