"""A feed: a named, revocable view of the latest release of the programme, of the roster or of the rides."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.accounts.models import User
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class Feed(Row, OfEdition, db.Model):
    """Only the token's SHA-256 is kept. `subject_id` is that of a troupe (of rides too), stage, venue, officer, post,
    sector, vehicle, escort or delegation; the public has none. `names` says that a post's, sector's, escort's or
    delegation's feed may name people, as its owner chose."""

    __table_args__ = (
        CheckConstraint(
            "kind IN ('troupe', 'stage', 'venue', 'public', 'officer', 'post', 'sector', 'vehicle', 'rides', "
            "'escort', 'delegation')",
            name="kind",
        ),
    )

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int | None]
    label: Mapped[str] = mapped_column(String(200))
    names: Mapped[bool] = mapped_column(default=False, server_default=false())
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
    def secrecy(self) -> Secrecy:
        if self.outlook.kind is Kind.VEHICLE:
            return Secrecy.ROADS
        return Secrecy.GUARDED if self.outlook.of_roster or self.outlook.of_guests else Secrecy.PLAN

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
