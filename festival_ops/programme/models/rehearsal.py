"""Rehearsals whose hour is agreed: they keep their stage and their people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db
from festival_ops.programme.models.edition import OfEdition, Sourced
from festival_ops.programme.models.people import Troupe
from festival_ops.programme.models.performance import Performance, Work
from festival_ops.programme.models.place import Stage


class Rehearsal(Row, Named, OfEdition, Sourced, db.Model):
    """Of one performance, with its troupes, or of a work, with the troupes of all its performances. Switched off, it
    does not take place."""

    # An id is never given twice: transfers are drafted for it by this number.
    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("(performance_id IS NULL) <> (work_id IS NULL)", name="of_one"),
        CheckConstraint("kind IN ('technical', 'dress', 'other')", name="kind"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        {"sqlite_autoincrement": True},
    )

    kind: Mapped[str] = mapped_column(String(20), default="dress")
    performance_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    work_id: Mapped[int | None] = mapped_column(ForeignKey("work.id", ondelete="RESTRICT"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="RESTRICT"), index=True)
    starts: Mapped[datetime] = mapped_column(Instant)
    minutes: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(300), default="")
    performance: Mapped[Performance | None] = relationship()
    work: Mapped[Work | None] = relationship()
    stage: Mapped[Stage] = relationship()

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def shows(self) -> list[Performance]:
        """What is rehearsed and not cancelled."""
        rehearsed = [self.performance] if self.performance else self.work.performances if self.work else []
        return [show for show in rehearsed if show.cancellation is None]

    @property
    def troupes(self) -> list[Troupe]:
        return list(dict.fromkeys(troupe for show in self.shows for troupe in show.troupes))

    @property
    def takes_place(self) -> bool:
        """Whether it keeps anybody from anything: a rehearsal of what was cancelled does not."""
        return self.active and bool(self.shows)

    @classmethod
    def of_troupes(cls, ids: Collection[int]) -> ColumnElement[bool]:
        played = Performance.of_troupes(ids)
        return or_(cls.performance.has(played), cls.work.has(Work.performances.any(played)))
