"""A feed: a named, revocable view of the latest release."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.accounts.models import User
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition


class Feed(Row, OfEdition, db.Model):
    """Only the token's SHA-256 is kept. `subject_id` is that of a troupe, stage or venue; the public has none."""

    __table_args__ = (CheckConstraint("kind IN ('troupe', 'stage', 'venue', 'public')", name="kind"),)

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int | None]
    label: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created: Mapped[datetime] = mapped_column(Instant, default=now)
    expires: Mapped[datetime | None] = mapped_column(Instant)
    revoked: Mapped[datetime | None] = mapped_column(Instant)
    user: Mapped[User] = relationship()
    fetches: Mapped[list[FeedFetch]] = relationship(cascade="all, delete-orphan", order_by="FeedFetch.at.desc()")

    @property
    def outlook(self) -> Outlook:
        return Outlook(Kind(self.kind), self.subject_id)

    @property
    def lives(self) -> bool:
        return self.revoked is None and (self.expires is None or self.expires > now())


class FeedFetch(db.Model):
    """The last time one kind of calendar client came by, and the release it saw."""

    __table_args__ = (UniqueConstraint("feed_id", "client"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feed.id", ondelete="CASCADE"), index=True)
    client: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(Instant)
    release_number: Mapped[int]
