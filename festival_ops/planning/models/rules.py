"""How strict an edition is: levels, parameters and weights as dated data, and the exceptions people signed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models.edition import OfEdition
from festival_ops.web.access import Secrecy


class RuleLevel(Row, OfEdition, db.Model):
    """A rule's level where the edition differs from the rule's own default."""

    __table_args__ = (
        UniqueConstraint("edition_id", "rule"),
        CheckConstraint("level IN ('block', 'block release', 'warn', 'ignore')", name="level"),
    )

    rule: Mapped[str] = mapped_column(String(60))
    level: Mapped[str] = mapped_column(String(20))


class Parameter(Row, OfEdition, db.Model):
    """One number that rules use (rest minutes, shows a day …), with its source and the day it holds from."""

    __table_args__ = (UniqueConstraint("edition_id", "key"),)

    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[int]
    source: Mapped[str] = mapped_column(String(500), default="")
    since: Mapped[date | None]


class WishWeight(Row, OfEdition, db.Model):
    __table_args__ = (
        UniqueConstraint("edition_id", "wish"),
        CheckConstraint("weight BETWEEN 0 AND 1000", name="weight"),
    )

    wish: Mapped[str] = mapped_column(String(60))
    weight: Mapped[int]


class GoalOrder(Row, OfEdition, db.Model):
    """What a repair looks to first in this edition; without a row it is careful. See `solver.problem.GOALS`."""

    __table_args__ = (
        UniqueConstraint("edition_id"),
        CheckConstraint("goals IN ('careful', 'steady', 'wishful')", name="goals"),
    )

    goals: Mapped[str] = mapped_column(String(20))


class Waiver(Row, OfEdition, db.Model):
    """A breach of a warning that somebody answers for; `subject` names the breach, not one moment of it."""

    rule: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(300), index=True)
    sentence: Mapped[str] = mapped_column(String(1000))
    reason: Mapped[str] = mapped_column(String(500))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def secrecy(self) -> Secrecy:
        """The history keeps to it: a sentence about guests of honour says where they are expected."""
        return Secrecy.GUARDED if self.rule == "attendance" else Secrecy.PLAN
