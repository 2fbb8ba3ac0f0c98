"""What drives, and who drives it."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.traffic.models.of_roads import OfRoads
from festival_ops.traffic.models.ride_places import RidePlace


class Driver(Row, Named, OfRoads, db.Model):
    """Drives vehicles of his `kinds` in his hours, and without hours always: at most `day_minutes` on one festival day,
    and after at most `stretch_minutes` in a row stands for `pause_minutes`. None is no limit."""

    # An id is never given twice: releases and calendars name drivers who are no more.
    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("day_minutes BETWEEN 60 AND 1440", name="day"),
        CheckConstraint("stretch_minutes BETWEEN 30 AND 1440", name="stretch"),
        CheckConstraint("pause_minutes BETWEEN 0 AND 720", name="pause"),
        {"sqlite_autoincrement": True},
    )
    # Numbers of people are read by fewer than roads are.
    untold = ("phone",)

    phone: Mapped[str] = mapped_column(String(40), default="")
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    day_minutes: Mapped[int | None]
    stretch_minutes: Mapped[int | None]
    pause_minutes: Mapped[int] = mapped_column(default=30)
    note: Mapped[str] = mapped_column(String(500), default="")
    hours: Mapped[list[DriverHours]] = relationship(
        cascade="all, delete-orphan", order_by="DriverHours.on, DriverHours.starts"
    )


class DriverHours(db.Model):
    """When a driver is there; no day named means every day of the edition."""

    id: Mapped[int] = mapped_column(primary_key=True)
    driver_id: Mapped[int] = mapped_column(ForeignKey("driver.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]


class Vehicle(Row, Named, OfRoads, db.Model):
    """Carries so many people and suitcases, in its hours, and without hours always. An `exempt` one bears the
    organiser's badge. With a driver of its own nobody else drives it."""

    # An id is never given twice: releases and calendars name vehicles that are no more.
    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("kind IN ('car', 'van', 'coach', 'bus', 'truck')", name="kind"),
        CheckConstraint("seats >= 0 AND luggage >= 0", name="room"),
        {"sqlite_autoincrement": True},
    )

    plate: Mapped[str] = mapped_column(String(20), default="")
    kind: Mapped[str] = mapped_column(String(20))
    seats: Mapped[int]
    luggage: Mapped[int] = mapped_column(default=0)
    step_free: Mapped[bool] = mapped_column(default=False)
    exempt: Mapped[bool] = mapped_column(default=False)
    home_id: Mapped[int] = mapped_column(ForeignKey("ride_place.id", ondelete="RESTRICT"), index=True)
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("driver.id", ondelete="RESTRICT"), index=True)
    note: Mapped[str] = mapped_column(String(500), default="")
    home: Mapped[RidePlace] = relationship()
    driver: Mapped[Driver | None] = relationship()
    hours: Mapped[list[VehicleHours]] = relationship(
        cascade="all, delete-orphan", order_by="VehicleHours.on, VehicleHours.starts"
    )

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''} {self.plate or ''}"


class VehicleHours(db.Model):
    """When a vehicle is there; no day named means every day of the edition."""

    id: Mapped[int] = mapped_column(primary_key=True)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]
