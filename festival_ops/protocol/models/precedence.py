"""Who goes before whom: the kinds of guests, and the order in which a ceremony ranks them."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.protocol.models.of_protocol import OfProtocol


class GuestGroup(Row, Named, OfProtocol, db.Model):
    """A kind of guests, as central leaders or heads of mission, and how they are received.

    `fewest` and `most` are how many an opening has of them; `lodging` is the class of hotel, and 0 none. `greeted` are
    those who are addressed from the stage by name and title.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("side IN ('host', 'guest')", name="side"),
        CheckConstraint("fewest >= 0 AND most >= fewest", name="count"),
        CheckConstraint("lodging BETWEEN 0 AND 5", name="lodging"),
    )

    code: Mapped[str] = mapped_column(String(12))
    side: Mapped[str] = mapped_column(String(10), default="guest")
    fewest: Mapped[int | None]
    most: Mapped[int | None]
    seats: Mapped[str] = mapped_column(String(200), default="")
    seated: Mapped[bool] = mapped_column(default=True)
    greeted: Mapped[bool] = mapped_column(default=False)
    liaison: Mapped[bool] = mapped_column(default=False)
    interpreter: Mapped[bool] = mapped_column(default=False)
    vehicle: Mapped[str] = mapped_column(String(200), default="")
    lodging: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(500), default="")

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"


class PrecedenceSet(Row, Named, OfProtocol, db.Model):
    """The rules by which a ceremony ranks and seats its guests.

    Seen from the seats, the guests sit on the `guest_side` of the host. The best seat of a row is at its `first`: the
    middle, or the aisle. In a row with an even number of seats the `even` side has the better one of the two in the
    middle. Equals are told apart by `ties`, in this order. Interpreters sit `interpreters` whom they speak for.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("guest_side IN ('left', 'right')", name="guest_side"),
        CheckConstraint("first IN ('centre', 'aisle')", name="first"),
        CheckConstraint("even IN ('left', 'right')", name="even"),
        CheckConstraint("interpreters IN ('beside', 'behind')", name="interpreters"),
    )

    guest_side: Mapped[str] = mapped_column(String(10), default="left")
    first: Mapped[str] = mapped_column(String(10), default="centre")
    even: Mapped[str] = mapped_column(String(10), default="left")
    interpreters: Mapped[str] = mapped_column(String(10), default="beside")
    ties: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(String(1000), default="")
    order: Mapped[list[PrecedenceGroup]] = relationship(
        cascade="all, delete-orphan", order_by="PrecedenceGroup.position"
    )


class PrecedenceGroup(db.Model):
    """The place of a kind of guests in a set, counted from 1."""

    __table_args__ = (UniqueConstraint("precedence_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    precedence_id: Mapped[int] = mapped_column(ForeignKey("precedence_set.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("guest_group.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    group: Mapped[GuestGroup] = relationship()
