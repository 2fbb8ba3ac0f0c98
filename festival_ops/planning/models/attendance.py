"""Who came to a duty and who has gone: what happened in the field, which outlives what was planned."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.accounts.models import User
from festival_ops.database import Instant, Row, db
from festival_ops.programme.models.edition import OfEdition
from festival_ops.security.models import Need, Officer, Post
from festival_ops.web.access import Secrecy

# T+10: from then on whoever is expected counts as late or absent, and of whoever comes after all is said that it was
# late.
GRACE = timedelta(minutes=10)


class Attendance(Row, OfEdition, db.Model):
    """An officer at a post for a stretch of a shift. Never removed: a mistaken check-in is emptied, with history.

    It names the duty and does not hang on it, so that re-planning keeps it; `starts` and `ends` are the hours as they
    were planned when somebody first wrote something down. `arrived` is the moment that counts, `arrival_noted` when
    the office learned of it; between them lies a weak network.
    """

    __table_args__ = (
        UniqueConstraint("officer_id", "need_id", "day", "stretch"),
        Index("ix_attendance_edition_id_day", "edition_id", "day"),
        CheckConstraint("how IN ('list', 'code')", name="how"),
        CheckConstraint("departed IS NULL OR arrived IS NOT NULL", name="order"),
    )
    secrecy = Secrecy.GUARDED

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="RESTRICT"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="RESTRICT"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="SET NULL"), index=True)
    day: Mapped[date]
    stretch: Mapped[int] = mapped_column(default=0)
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    arrived: Mapped[datetime | None] = mapped_column(Instant)
    arrival_noted: Mapped[datetime | None] = mapped_column(Instant)
    arrival_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    departed: Mapped[datetime | None] = mapped_column(Instant)
    departure_noted: Mapped[datetime | None] = mapped_column(Instant)
    departure_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    # By the list of a page, or by the code that hangs at the post.
    how: Mapped[str] = mapped_column(String(10), default="list")
    officer: Mapped[Officer] = relationship()
    post: Mapped[Post] = relationship()
    need: Mapped[Need | None] = relationship()
    arrival_by: Mapped[User | None] = relationship(foreign_keys=[arrival_by_id])
    departure_by: Mapped[User | None] = relationship(foreign_keys=[departure_by_id])

    def __str__(self) -> str:
        return f"{self.officer} – {self.post} – {self.day:%d/%m/%Y}"

    @property
    def late(self) -> bool:
        return self.arrived is not None and self.arrived > self.starts + GRACE
