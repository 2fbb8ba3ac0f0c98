"""Who signs a release before it leaves the house, and who has been told of it since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy

SIGNED, REFUSED = "signed", "refused"


class SigningDuty(Row, OfEdition, db.Model):
    """Whether a department must sign each release; without a row only the programme's own must."""

    __table_args__ = (UniqueConstraint("edition_id", "department"),)

    department: Mapped[str] = mapped_column(String(20))
    required: Mapped[bool]


class Signature(Row, OfEdition, db.Model):
    """A department's word on the release that is being prepared.

    `stamp` is that of the preview and slice its signer read, `read` what stood in them, so that people can be told
    what changed since. The latest word of a department that is not withdrawn counts.
    """

    __table_args__ = (
        CheckConstraint("verdict IN ('signed', 'refused')", name="verdict"),
        Index("ix_signature_of", "edition_id", "number", "department"),
    )

    number: Mapped[int]
    department: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str] = mapped_column(String(10))
    remark: Mapped[str] = mapped_column(String(500), default="")
    stamp: Mapped[str] = mapped_column(String(64))
    read: Mapped[dict[str, Any]] = mapped_column(JSON)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    signer: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class _Told(Row, OfEdition):
    """`kind` and `subject` say who is told, `name` how they were called then."""

    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    how: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    teller: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Instant, default=now)


class Telling(_Told, db.Model):
    """Somebody has told a troupe, a stage or a department of a release."""

    __table_args__ = (
        UniqueConstraint("release_id", "kind", "subject"),
        CheckConstraint("how IN ('phone', 'mail', 'zalo', 'in person')", name="how"),
    )

    release_id: Mapped[int] = mapped_column(ForeignKey("release.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(40))


class RideTelling(_Told, db.Model):
    """Somebody has told the crew of a vehicle, a troupe or another group of a release of the rides; a group that is no
    troupe is known by its name alone."""

    __table_args__ = (
        UniqueConstraint("release_id", "kind", "subject"),
        CheckConstraint("how IN ('phone', 'mail', 'zalo', 'in person')", name="how"),
    )
    secrecy = Secrecy.ROADS

    release_id: Mapped[int] = mapped_column(ForeignKey("ride_release.id", ondelete="CASCADE"))
