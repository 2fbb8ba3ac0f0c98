"""Rides that left the house: numbered, signed and immutable; the database refuses a vehicle or a driver two rides at
once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class RideRelease(OfEdition, db.Model):
    """`signer` is the name of whoever released it, which is the signature of traffic; `phone` is that of the traffic
    command, which everybody on the road may call. `unserved` transfers are known to have no ride, or none for all of
    their people; `warnings` are the sentences that its signer read; `changes` what is new since the release before, by
    vehicle and by group."""

    __table_args__ = (UniqueConstraint("edition_id", "number"),)
    secrecy = Secrecy.ROADS

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    signer: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(2000), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    rides_revision: Mapped[int]
    unserved: Mapped[int]
    warnings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    changes: Mapped[list[Any]] = mapped_column(JSON, default=list)


class ReleasedRide(db.Model):
    """A ride as people were told of it, from leaving home to being back, on the festival day on which it leaves.

    `facts` are the words of that day in both languages: vehicle, plate, class, driver, home, and the closures that its
    ways pass round with their hours. Its numbers are no references: a release outlives what it tells of.
    """

    __table_args__ = (
        CheckConstraint("ends >= starts", name="span"),
        UniqueConstraint("release_id", "number"),
        Index("ix_released_ride_vehicle", "release_id", "vehicle_id", "starts"),
        Index("ix_released_ride_driver", "release_id", "driver_id", "starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("ride_release.id", ondelete="CASCADE"))
    number: Mapped[int]
    vehicle_id: Mapped[int]
    driver_id: Mapped[int]
    day: Mapped[date]
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    stops: Mapped[list[ReleasedRideStop]] = relationship(order_by="ReleasedRideStop.position")


class ReleasedRideStop(db.Model):
    """People of one transfer get in (`boards`) or out: the vehicle arrives, they begin, and it departs.

    `facts` are the words of that day in both languages: place, address, where it lies, for whom.
    """

    __table_args__ = (
        UniqueConstraint("ride_id", "position"),
        CheckConstraint("begins >= arrives AND departs >= begins", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ride_id: Mapped[int] = mapped_column(ForeignKey("released_ride.id", ondelete="CASCADE"))
    position: Mapped[int]
    transfer_id: Mapped[int]
    troupe_id: Mapped[int | None] = mapped_column(index=True)
    boards: Mapped[bool]
    people: Mapped[int]
    luggage: Mapped[int]
    arrives: Mapped[datetime] = mapped_column(Instant)
    begins: Mapped[datetime] = mapped_column(Instant)
    departs: Mapped[datetime] = mapped_column(Instant)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
