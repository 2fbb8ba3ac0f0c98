"""What authorities have to allow, and the days that the Government exchanges, which count for their deadlines."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models.edition import OfEdition
from festival_ops.programme.models.performance import Performance

permit_performances = Table(
    "permit_performance",
    db.metadata,
    Column("permit_id", ForeignKey("permit.id", ondelete="CASCADE"), primary_key=True),
    Column("performance_id", ForeignKey("performance.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Permit(Row, Named, OfEdition, db.Model):
    """Something that is filed with an authority `lead` days before its first day; of no performance: of the festival.

    Granted, it holds from the day `since` to the day `until`; a day that is not named does not bound it.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("state IN ('to file', 'filed', 'granted', 'refused')", name="state"),
        CheckConstraint("lead >= 0", name="lead"),
        CheckConstraint("until >= since", name="span"),
    )

    kind: Mapped[str] = mapped_column(String(20), default="other")
    authority: Mapped[str] = mapped_column(String(200))
    lead: Mapped[int]
    working: Mapped[bool] = mapped_column(default=True)
    state: Mapped[str] = mapped_column(String(10), default="to file")
    number: Mapped[str] = mapped_column(String(100), default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(300), default="")
    performances: Mapped[list[Performance]] = relationship(
        secondary=permit_performances, order_by="Performance.sort_key"
    )

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''} {self.authority or ''} {self.number or ''}"


class ExchangedDay(Row, OfEdition, db.Model):
    """A working day that is a day off, by a decision of the Government, and the weekend day worked instead."""

    __table_args__ = (UniqueConstraint("edition_id", "off"),)

    off: Mapped[date]
    worked: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(500), default="")

    def __str__(self) -> str:
        return f"{self.off:%d/%m/%Y} ⇄ {self.worked:%d/%m/%Y}" if self.worked else f"{self.off:%d/%m/%Y}"
