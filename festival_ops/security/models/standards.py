"""How many people a kind of post asks for, and why: the ratios by which demand is worked out."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.security.kinds import VENUE
from festival_ops.security.models.guarded import Guarded
from festival_ops.security.models.people import Qualification


class Standard(Row, Named, Guarded, db.Model):
    """`count` people at every post of the kind when the cause is there; `per` asks for so many for each `per` of it.

    What is counted is the crowd, parties of honour or parades; of the base it is what the venue holds. `share` per cent
    of that concern these posts, divided among those of the kind at the venue, or in the sector: as far as `reach` says,
    what is shown is counted together, so that one gate may serve many venues. It begins `lead` minutes before the show
    and ends `tail` after it. No law gives such ratios: `reason` and the source say whose they are.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("cause IN ('base', 'crowd', 'guests', 'parade', 'fireworks')", name="cause"),
        CheckConstraint("risk IN ('', 'low', 'medium', 'high')", name="risk"),
        CheckConstraint("count >= 1 AND per >= 1", name="ratio"),
        CheckConstraint("cause <> 'crowd' OR per IS NOT NULL", name="crowd"),
        CheckConstraint("share BETWEEN 1 AND 100", name="share"),
        CheckConstraint("lead BETWEEN 0 AND 720 AND tail BETWEEN 0 AND 720", name="around"),
        CheckConstraint("reach IN ('venue', 'sector')", name="reach"),
        CheckConstraint("one_leader_for >= 1", name="leader"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    cause: Mapped[str] = mapped_column(String(20))
    risk: Mapped[str] = mapped_column(String(10), default="")
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id", ondelete="RESTRICT"), index=True)
    count: Mapped[int] = mapped_column(default=1)
    per: Mapped[int | None]
    share: Mapped[int] = mapped_column(default=100)
    lead: Mapped[int] = mapped_column(default=0)
    tail: Mapped[int] = mapped_column(default=0)
    reach: Mapped[str] = mapped_column(String(10), default=VENUE)
    one_leader_for: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300))
    qualification: Mapped[Qualification] = relationship()
