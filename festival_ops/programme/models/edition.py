"""One holding of a festival: its days, its clock, its way of travelling."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from festival_ops.database import Named, Row, db


class Edition(Row, Named, db.Model):
    __table_args__ = (CheckConstraint("last_day >= first_day", name="days"),)

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    zone: Mapped[str] = mapped_column(String(60), default="Asia/Ho_Chi_Minh")
    first_day: Mapped[date]
    last_day: Mapped[date]
    cutoff: Mapped[time] = mapped_column(default=time(4, 0))
    grid: Mapped[int] = mapped_column(default=5)
    travel_mode: Mapped[str] = mapped_column(String(10), default="coach")
    source: Mapped[str] = mapped_column(String(500), default="")

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def days(self) -> list[date]:
        return [self.first_day + timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1)]

    def at(self, day: date, clock: time) -> datetime:
        """The moment of a clock time on a festival day: before the cut-off hour it is the calendar day after."""
        calendar = day + timedelta(days=1) if clock < self.cutoff else day
        return datetime.combine(calendar, clock, self.tz)

    def span(self, day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
        """Hours of a festival day as moments; an end that is not later is the next day's, so 22:00–06:00 is one night.

        The same hour twice (00:00–24:00) is the whole festival day, from cut-off to cut-off.
        """
        if starts == ends:
            return self.at(day, self.cutoff), self.at(day + timedelta(days=1), self.cutoff)
        first, last = self.at(day, starts), self.at(day, ends)
        return first, last if last > first else self.at(day + timedelta(days=1), ends)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.tz)

    def later(self, moment: datetime | None, days: int) -> datetime | None:
        """The same clock time on another day, whatever the clocks did in between."""
        if moment is None:
            return None
        return (self.local(moment).replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=self.tz)

    def festival_day(self, moment: datetime) -> date:
        local = self.local(moment)
        return local.date() - timedelta(days=1) if local.time() < self.cutoff else local.date()


class OfEdition:
    """A row that belongs to one edition and is never seen from another."""

    @declared_attr
    def edition_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("edition.id", ondelete="CASCADE"), index=True)


class Sourced:
    """Where a fact comes from, and how sure it is: published, actual, estimate, plan, synthetic …"""

    source: Mapped[str] = mapped_column(String(500), default="")
    status: Mapped[str] = mapped_column(String(30), default="")
