"""What delegations do and who goes along, as it left the house: numbered, signed, and without a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class GuestRelease(OfEdition, db.Model):
    """`signer` is whoever released it, which is the signature of protocol; `missing` people were known to be missing,
    `revision` is that of the book of who goes along."""

    __table_args__ = (UniqueConstraint("edition_id", "number"),)
    secrecy = Secrecy.GUARDED

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    signer: Mapped[str] = mapped_column(String(200))
    revision: Mapped[int]
    missing: Mapped[int]

    def __str__(self) -> str:
        return str(self.number)


class ReleasedOccasion(db.Model):
    """An engagement, a journey, a ceremony or a transfer of a delegation (`key` says which row), with `escorts` as
    pairs of number and task. `facts` are codes and the words of places and ceremonies of that day. Its numbers are no
    references: a release outlives what it tells of, and names that are erased stand in none."""

    __table_args__ = (
        CheckConstraint("ends >= starts", name="span"),
        UniqueConstraint("release_id", "delegation_id", "key"),
        Index("ix_released_occasion_delegation", "delegation_id", "release_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("guest_release.id", ondelete="CASCADE"))
    delegation_id: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    escorts: Mapped[list[list[Any]]] = mapped_column(JSON)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
