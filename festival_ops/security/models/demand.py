"""When people relieve each other, and how many of whom stand at a post in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Connection, ForeignKey, Index, UniqueConstraint, event, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models import Edition
from festival_ops.security.models.guarded import Guarded
from festival_ops.security.models.people import Qualification
from festival_ops.security.models.posts import Post

# Whom a need asks for, and where.
PLACE = ("post_id", "shift_id", "qualification_id")


class Shift(Row, Named, Guarded, db.Model):
    """Relief times that hold for every post and never follow a show. Without days it runs on every festival day."""

    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    starts: Mapped[time]
    ends: Mapped[time]
    days: Mapped[list[ShiftDay]] = relationship(cascade="all, delete-orphan", order_by="ShiftDay.on")

    def runs_on(self, day: date) -> bool:
        return not self.days or any(each.on == day for each in self.days)

    def span(self, edition: Edition, day: date) -> tuple[datetime, datetime]:
        """Its moments on a festival day. An end that is not later than the start is the next morning's, so that
        06:00–06:00 is a whole day and night."""
        first, last = edition.at(day, self.starts), edition.at(day, self.ends)
        return first, last if last > first else edition.at(day + timedelta(days=1), self.ends)


class ShiftDay(db.Model):
    __table_args__ = (UniqueConstraint("shift_id", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]


class Need(Row, Guarded, db.Model):
    """From `least` to `most` people who hold a qualification, at a post for a shift, and why so many.

    One without a day holds whenever post and shift are on; one for a day takes its place on that day. `one_leader_for`
    asks that so many people have one among them who leads.

    One that takes the place of another on its day `stands_for` it: rosters know both under one number, so that whoever
    stands there every day stands there on this day. `grounds` are what standards and the programme worked the count out
    from, with the count itself; `reason` is what a person wrote, or the same in a form for readers of any language.
    """

    __table_args__ = (
        UniqueConstraint(*PLACE, "day"),
        # In a unique constraint no empty day equals another.
        Index(
            "uq_need_every_day",
            *PLACE,
            unique=True,
            sqlite_where=text("day IS NULL"),
            postgresql_where=text("day IS NULL"),
        ),
        CheckConstraint("least >= 0 AND most >= 1 AND most >= least", name="count"),
        CheckConstraint("one_leader_for >= 1", name="leader"),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id", ondelete="RESTRICT"), index=True)
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id", ondelete="RESTRICT"), index=True)
    day: Mapped[date | None]
    least: Mapped[int]
    most: Mapped[int]
    one_leader_for: Mapped[int | None]
    stands_for_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    reason: Mapped[str | dict[str, Any]] = mapped_column(JSON)
    grounds: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    stands_for: Mapped[Need | None] = relationship(remote_side="Need.id")
    post: Mapped[Post] = relationship()
    shift: Mapped[Shift] = relationship()
    qualification: Mapped[Qualification] = relationship()

    def __str__(self) -> str:
        return self.named_by(attrgetter("name"))

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{self.post.code} · {name(self.shift)} · {self.qualification.code}"

    @property
    def place(self) -> tuple[int, int, int]:
        return self.post_id, self.shift_id, self.qualification_id

    @property
    def number(self) -> int:
        """Under which rosters know it; one that was moved to another place since has its own."""
        every_day = self.stands_for
        return every_day.id if every_day is not None and every_day.place == self.place else self.id

    @property
    def by_standards(self) -> bool:
        """Whether it still asks for what standards asked for when it was taken over; if not, a person knew better."""
        said = {"least": self.least, "leader": self.one_leader_for}
        return self.grounds is not None and {key: self.grounds[key] for key in said} == said


@event.listens_for(Need, "before_insert")
def _stand_for_every_day(mapper: Any, connection: Connection, need: Need) -> None:
    """However it came to be written down: by hand, from a spreadsheet or by standards."""
    if need.day is not None:
        same = select(Need.id).where(*(getattr(Need, name) == getattr(need, name) for name in PLACE))
        need.stands_for_id = connection.scalar(same.where(Need.day.is_(None)))
