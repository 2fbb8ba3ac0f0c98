"""The rides: which vehicle fetches whom with which driver, who is away, and the searches for better ones."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.planning.models.roster import BUILD
from festival_ops.programme.models.edition import OfEdition
from festival_ops.traffic.models import Driver, Transfer, Vehicle
from festival_ops.web.access import Secrecy


class RideBook(Row, OfEdition, db.Model):
    """One an edition. `revision` counts every change of rides, so that nothing computed on older rides is laid over
    newer ones; whoever changes rides holds this row."""

    __table_args__ = (UniqueConstraint("edition_id"),)
    secrecy = Secrecy.ROADS

    revision: Mapped[int] = mapped_column(default=0)


class Ride(Row, OfEdition, db.Model):
    """One vehicle with one driver from leaving home to being back. `by_hand`: a person made it so, not the solver."""

    # An id is never given twice: releases and calendars name rides that are no more.
    __table_args__ = (
        CheckConstraint("ends >= starts", name="hours"),
        Index("ix_ride_edition_id_starts", "edition_id", "starts"),
        {"sqlite_autoincrement": True},
    )
    secrecy = Secrecy.ROADS

    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicle.id", ondelete="RESTRICT"), index=True)
    driver_id: Mapped[int] = mapped_column(ForeignKey("driver.id", ondelete="RESTRICT"), index=True)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    by_hand: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    vehicle: Mapped[Vehicle] = relationship()
    driver: Mapped[Driver] = relationship()
    stops: Mapped[list[RideStop]] = relationship(
        back_populates="ride", cascade="all, delete-orphan", order_by="RideStop.position"
    )

    def __str__(self) -> str:
        return f"{self.vehicle} – {self.starts:%d/%m/%Y %H:%M}"


class RideStop(db.Model):
    """People of one transfer board or alight: the vehicle arrives, they begin, and it departs."""

    __table_args__ = (UniqueConstraint("ride_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ride_id: Mapped[int] = mapped_column(ForeignKey("ride.id", ondelete="CASCADE"))
    position: Mapped[int]
    transfer_id: Mapped[int] = mapped_column(ForeignKey("transfer.id", ondelete="RESTRICT"), index=True)
    boards: Mapped[bool]
    people: Mapped[int]
    luggage: Mapped[int] = mapped_column(default=0)
    arrives: Mapped[datetime] = mapped_column(Instant)
    begins: Mapped[datetime] = mapped_column(Instant)
    departs: Mapped[datetime] = mapped_column(Instant)
    ride: Mapped[Ride] = relationship(back_populates="stops")
    transfer: Mapped[Transfer] = relationship()


class Outage(Row, OfEdition, db.Model):
    """A vehicle, or a driver, who cannot go out for a while."""

    __table_args__ = (
        CheckConstraint("(vehicle_id IS NULL) <> (driver_id IS NULL)", name="whose"),
        CheckConstraint("ends > starts", name="hours"),
    )
    secrecy = Secrecy.ROADS

    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicle.id", ondelete="CASCADE"), index=True)
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("driver.id", ondelete="CASCADE"), index=True)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(String(300), default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    vehicle: Mapped[Vehicle | None] = relationship()
    driver: Mapped[Driver | None] = relationship()

    def __str__(self) -> str:
        return str(self.vehicle or self.driver)


class RideRun(Row, OfEdition, db.Model):
    """One search for rides, exactly as it was asked, its answer, and what somebody decided on it.

    `revision` is that of the rides it began from. `options` are the festival day, if it is about one, and of a repair
    the minute before which nothing changes and what was said to have happened. `outline` are the numbers of the answer.
    """

    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),
        CheckConstraint("kind IN ('build', 'repair')", name="kind"),
    )
    secrecy = Secrecy.ROADS

    kind: Mapped[str] = mapped_column(String(10), default=BUILD)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    revision: Mapped[int]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    seconds: Mapped[int]
    seed: Mapped[int] = mapped_column(default=0)
    problem: Mapped[dict[str, Any]] = mapped_column(JSON)
    course: Mapped[list[Any]] = mapped_column(JSON, default=list)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    outline: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class RideChange(OfEdition, db.Model):
    """One act of one person in the rides, kept so that it can be taken back as one as long as nobody did another after
    it: `revision` is that of the rides which it left.

    `before` and `after` are the rides that it changed, made or ended, with their numbers.
    """

    __table_args__ = (Index("ix_ride_change_person", "edition_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    revision: Mapped[int]
    before: Mapped[list[Any]] = mapped_column(JSON)
    after: Mapped[list[Any]] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)
