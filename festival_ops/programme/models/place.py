"""Venues, their stages, when these are open or quiet, and the way between them."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models.edition import OfEdition, Sourced


class Venue(Row, Named, OfEdition, Sourced, db.Model):
    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    address: Mapped[str] = mapped_column(String(300), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    capacity: Mapped[int | None]
    stages: Mapped[list[Stage]] = relationship(back_populates="venue", order_by="Stage.sort_key")


# Where shows of an outdoor stage go when it rains.
stage_shelters = Table(
    "stage_shelter",
    db.metadata,
    Column("stage_id", ForeignKey("stage.id", ondelete="CASCADE"), primary_key=True),
    Column("shelter_id", ForeignKey("stage.id", ondelete="CASCADE"), nullable=False, index=True),
)


class Stage(Row, Named, OfEdition, Sourced, db.Model):
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    short_name: Mapped[str] = mapped_column(String(14), default="")
    capacity: Mapped[int | None]
    outdoor: Mapped[bool] = mapped_column(default=True)
    step_free: Mapped[bool] = mapped_column(default=False)
    features: Mapped[str] = mapped_column(String(300), default="")
    changeover: Mapped[int] = mapped_column(default=10)
    gate: Mapped[str] = mapped_column(String(200), default="")
    contact_point: Mapped[str] = mapped_column(String(200), default="")
    venue: Mapped[Venue] = relationship(back_populates="stages")
    shelter: Mapped[Stage | None] = relationship(
        secondary="stage_shelter",
        primaryjoin="Stage.id == stage_shelter.c.stage_id",
        secondaryjoin="Stage.id == stage_shelter.c.shelter_id",
        uselist=False,
    )
    opening_hours: Mapped[list[OpeningHours]] = relationship(
        cascade="all, delete-orphan", order_by="OpeningHours.on, OpeningHours.starts"
    )
    quiet_hours: Mapped[list[QuietHours]] = relationship(
        cascade="all, delete-orphan", order_by="QuietHours.on, QuietHours.starts"
    )

    @property
    def feature_names(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.features.split(",") if part.strip())


class OpeningHours(db.Model):
    """When the stage is the festival's; no day named means every day of the edition."""

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]


class QuietHours(db.Model):
    """When nothing louder than `loudest` (0 unamplified … 3 very loud) may sound on the stage."""

    id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]
    loudest: Mapped[int] = mapped_column(default=1)


class Travel(Row, OfEdition, db.Model):
    """Minutes between two venues as a person has measured them; they override the estimate, both ways."""

    __table_args__ = (
        UniqueConstraint("origin_id", "destination_id"),
        CheckConstraint("origin_id <> destination_id", name="two_venues"),
        CheckConstraint("minutes >= 0", name="minutes"),
    )

    origin_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), index=True)
    destination_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]
    note: Mapped[str] = mapped_column(String(300), default="")
    origin: Mapped[Venue] = relationship(foreign_keys=[origin_id])
    destination: Mapped[Venue] = relationship(foreign_keys=[destination_id])

    def __str__(self) -> str:
        return f"{self.origin} → {self.destination}"


class Neighbours(Row, OfEdition, db.Model):
    """Two stages within earshot of each other."""

    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id <> second_id", name="two_stages"),
    )

    first_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="CASCADE"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="CASCADE"), index=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    first: Mapped[Stage] = relationship(foreign_keys=[first_id])
    second: Mapped[Stage] = relationship(foreign_keys=[second_id])

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class Equipment(Row, Named, OfEdition, Sourced, db.Model):
    """A pool of equipment or crew; with a venue it serves only there, without one the whole edition."""

    __table_args__ = (UniqueConstraint("edition_id", "name", "venue_id"), CheckConstraint("stock >= 0", name="stock"))

    kind: Mapped[str] = mapped_column(String(30), default="other")
    stock: Mapped[int]
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    venue: Mapped[Venue | None] = relationship()
