"""Rosters that left the house: numbered, signed and immutable; the database refuses anybody two duties at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class RosterRelease(OfEdition, db.Model):
    """`signer` is the name of whoever released it, which is the signature of security. `missing` people and leaders are
    known to be wanting; `warnings` are the sentences that its signer read; `changes` what is new since the release
    before, person by person."""

    __table_args__ = (UniqueConstraint("edition_id", "number"),)
    secrecy = Secrecy.GUARDED

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    signer: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(2000), default="")
    roster_revision: Mapped[int]
    missing: Mapped[int]
    unled: Mapped[int]
    warnings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    changes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    duties: Mapped[list[ReleasedDuty]] = relationship(
        back_populates="release", order_by="ReleasedDuty.starts, ReleasedDuty.id"
    )


class ReleasedNeed(db.Model):
    """People in one function at a post for a shift of a festival day as a release told it, also where nobody stands.

    Whoever relieves others is there `handover` minutes before it starts; `unled` leaders are missing. `facts` are the
    words of that day in both languages: post, sector, shift, function, venue, tasks, phone. Its ids are numbers, not
    references: a release outlives what it tells of.
    """

    __table_args__ = (
        UniqueConstraint("release_id", "need_id", "day", "stretch"),
        CheckConstraint("ends > starts", name="span"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("roster_release.id", ondelete="CASCADE"))
    need_id: Mapped[int]
    post_id: Mapped[int] = mapped_column(index=True)
    sector_id: Mapped[int] = mapped_column(index=True)
    shift_id: Mapped[int]
    function_id: Mapped[int]
    day: Mapped[date]
    stretch: Mapped[int]
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    handover: Mapped[int]
    least: Mapped[int]
    most: Mapped[int]
    unled: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class ReleasedDuty(db.Model):
    """A duty as people were told of it: an officer meets the released need of the same number, day and stretch.

    `facts` are the words of that day: officer, code, name, agency, phone, whether he leads; place, function and the
    minutes of the hand-over in short.
    """

    __table_args__ = (
        CheckConstraint("ends > starts", name="span"),
        Index("ix_released_duty_officer", "release_id", "officer_id", "starts"),
        Index("ix_released_duty_need", "release_id", "need_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("roster_release.id", ondelete="CASCADE"))
    officer_id: Mapped[int]
    need_id: Mapped[int]
    post_id: Mapped[int]
    day: Mapped[date]
    stretch: Mapped[int]
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    release: Mapped[RosterRelease] = relationship(back_populates="duties")
