"""The roster: who meets which need on which festival day, and the searches for a better one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.security.models import Need, Officer
from festival_ops.web.access import Secrecy

BUILD, REPAIR = "build", "repair"


class Roster(Row, OfEdition, db.Model):
    """One an edition. `revision` counts every change of duties, so that nothing computed on an older roster is laid
    over a newer; whoever changes duties holds this row."""

    __table_args__ = (UniqueConstraint("edition_id"),)
    secrecy = Secrecy.GUARDED

    revision: Mapped[int] = mapped_column(default=0)


class Duty(Row, OfEdition, db.Model):
    """An officer meets a need on a festival day; `stretch` counts where the hours of the post cut its shift in two.

    `by_hand`: a person put the officer there, not the solver.
    """

    __table_args__ = (
        UniqueConstraint("officer_id", "need_id", "day", "stretch"),
        Index("ix_duty_edition_id_day", "edition_id", "day"),
    )
    secrecy = Secrecy.GUARDED

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    stretch: Mapped[int] = mapped_column(default=0)
    by_hand: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    officer: Mapped[Officer] = relationship()
    need: Mapped[Need] = relationship()

    def __str__(self) -> str:
        return f"{self.officer} – {self.need} – {self.day:%d/%m/%Y}"


class RosterRun(Row, OfEdition, db.Model):
    """One search for a roster, exactly as it was asked, its answer, and what somebody decided on it.

    `revision` is that of the roster it began from. `outline` are the numbers of the answer: duties that are new, end
    and stay, people and leaders that are missing; of a repair also how few could do. `options` of a repair: the minute
    before which nothing changes, and who was said to be away. `left_out` are people whose duties stay as they are.
    """

    __table_args__ = (
        CheckConstraint("decision IN ('accepted', 'refused')", name="decision"),
        CheckConstraint("kind IN ('build', 'repair')", name="kind"),
    )
    secrecy = Secrecy.GUARDED

    kind: Mapped[str] = mapped_column(String(10), default=BUILD)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    left_out: Mapped[list[int]] = mapped_column(JSON, default=list)
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


class DutyChange(OfEdition, db.Model):
    """One act of one person in the roster, kept so that it can be taken back as one.

    `added` and `ended` hold duties as `[officer, need, day, stretch, by_hand]`.
    """

    __table_args__ = (Index("ix_duty_change_person", "edition_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    added: Mapped[list[Any]] = mapped_column(JSON)
    ended: Mapped[list[Any]] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)
