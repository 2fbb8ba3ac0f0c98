"""Ceremonies, their chairs, who is invited, and what must stand there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db, now
from festival_ops.programme.models import Performance
from festival_ops.protocol.models.escorts import Escort
from festival_ops.protocol.models.guests import Guest
from festival_ops.protocol.models.of_protocol import OfProtocol
from festival_ops.protocol.models.places import GuestPlace
from festival_ops.protocol.models.precedence import GuestGroup, PrecedenceSet


class Ceremony(Row, Named, OfProtocol, db.Model):
    """An occasion with its own guests in their own order, at hours of its own or those of its performance.

    Guests are let in from `doors` minutes before it starts until `closed` minutes before. `camera` is the side that the
    broadcast sees best, from the seats.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("kind IN ('opening', 'closing', 'rite', 'banquet', 'meeting', 'other')", name="kind"),
        CheckConstraint("(performance_id IS NULL) = (starts IS NOT NULL)", name="hours"),
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="whole_hours"),
        CheckConstraint("ends > starts", name="span"),
        CheckConstraint("doors > closed AND closed >= 0 AND doors <= 720", name="doors"),
        CheckConstraint("camera IN ('', 'left', 'right')", name="camera"),
    )
    untold = (*OfProtocol.untold, "note")

    kind: Mapped[str] = mapped_column(String(20), default="opening")
    performance_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    starts: Mapped[datetime | None] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("guest_place.id", ondelete="RESTRICT"), index=True)
    precedence_id: Mapped[int] = mapped_column(ForeignKey("precedence_set.id", ondelete="RESTRICT"), index=True)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL"), index=True)
    doors: Mapped[int] = mapped_column(default=60)
    closed: Mapped[int] = mapped_column(default=10)
    camera: Mapped[str] = mapped_column(String(10), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")
    performance: Mapped[Performance | None] = relationship()
    place: Mapped[GuestPlace | None] = relationship()
    precedence: Mapped[PrecedenceSet] = relationship()
    host: Mapped[Guest | None] = relationship()
    blocks: Mapped[list[SeatBlock]] = relationship(
        back_populates="ceremony", order_by="SeatBlock.position, SeatBlock.id", viewonly=True
    )


class SeatBlock(Row, OfProtocol, db.Model):
    """A block of chairs: `rows` of `places` each, the first row being `first_row` from the stage.

    `side` says who sits there; parted is between hosts and guests, by the middle of the hall. Chairs are numbered from
    the middle of the hall where the block is on a side of it: `lies` left of the axis, right of it, or across. `aisle`
    are the ends that lie at an aisle. `missing` are places without a chair, `step_free` chairs that are reached without
    a step, `held` those that are kept free, all as row of the hall and number: 1-4.
    """

    __table_args__ = (
        UniqueConstraint("ceremony_id", "code"),
        CheckConstraint("side IN ('', 'host', 'guest', 'parted')", name="side"),
        CheckConstraint("lies IN ('left', 'across', 'right')", name="lies"),
        CheckConstraint("rows BETWEEN 1 AND 60 AND places BETWEEN 1 AND 80", name="size"),
        CheckConstraint("first_row BETWEEN 1 AND 100", name="first_row"),
        CheckConstraint("aisle IN ('none', 'inner', 'outer', 'both')", name="aisle"),
    )

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(default=1)
    side: Mapped[str] = mapped_column(String(10), default="")
    lies: Mapped[str] = mapped_column(String(10), default="across")
    first_row: Mapped[int] = mapped_column(default=1)
    rows: Mapped[int]
    places: Mapped[int]
    aisle: Mapped[str] = mapped_column(String(10), default="both")
    missing: Mapped[list[str]] = mapped_column(JSON, default=list)
    step_free: Mapped[list[str]] = mapped_column(JSON, default=list)
    held: Mapped[list[str]] = mapped_column(JSON, default=list)
    ceremony: Mapped[Ceremony] = relationship(back_populates="blocks")
    groups: Mapped[list[SeatBlockGroup]] = relationship(cascade="all, delete-orphan", order_by="SeatBlockGroup.id")

    def __str__(self) -> str:
        return f"{self.ceremony.name} · {self.code}"


class SeatBlockGroup(db.Model):
    """A kind of guests that may sit in a block; a block without any is for all."""

    __table_args__ = (UniqueConstraint("block_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    block_id: Mapped[int] = mapped_column(ForeignKey("seat_block.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("guest_group.id", ondelete="RESTRICT"), index=True)
    group: Mapped[GuestGroup] = relationship()


class Invitation(Row, OfProtocol, db.Model):
    """A guest is asked to a ceremony, or an escort has a chair there beside whom he or she interprets for.

    A guest who comes in the place of another `stands_for` that one and takes the rank; who sits beside somebody
    `interprets_for` that one. What was answered stands in `replies`, the last of which holds.
    """

    __table_args__ = (
        UniqueConstraint("ceremony_id", "guest_id"),
        UniqueConstraint("ceremony_id", "escort_id"),
        CheckConstraint("(guest_id IS NULL) = (escort_id IS NOT NULL)", name="one_person"),
        CheckConstraint("stands_for_id <> guest_id", name="stands_for"),
        CheckConstraint("interprets_for_id <> guest_id", name="interprets_for"),
        {"sqlite_autoincrement": True},
    )
    untold = (*OfProtocol.untold, "note")

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="RESTRICT"), index=True)
    escort_id: Mapped[int | None] = mapped_column(ForeignKey("escort.id", ondelete="RESTRICT"), index=True)
    card: Mapped[str] = mapped_column(String(20), default="")
    speaker: Mapped[bool] = mapped_column(default=False)
    on_camera: Mapped[bool] = mapped_column(default=False)
    stands_for_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL"), index=True)
    interprets_for_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL"), index=True)
    note: Mapped[str] = mapped_column(String(500), default="")
    ceremony: Mapped[Ceremony] = relationship()
    guest: Mapped[Guest | None] = relationship(foreign_keys=[guest_id])
    escort: Mapped[Escort | None] = relationship()
    stands_for: Mapped[Guest | None] = relationship(foreign_keys=[stands_for_id])
    interprets_for: Mapped[Guest | None] = relationship(foreign_keys=[interprets_for_id])
    replies: Mapped[list[Reply]] = relationship(cascade="all, delete-orphan", order_by="Reply.id")

    def __str__(self) -> str:
        return f"{self.ceremony.name} · {self.who.code}"

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{self.who.code} · {name(self.who)} – {name(self.ceremony)}"

    @property
    def who(self) -> Guest | Escort:
        return self.guest or self.escort  # type: ignore[return-value]

    @property
    def state(self) -> str:
        """What was answered last; invited, while nothing was."""
        return self.replies[-1].kind if self.replies else "invited"

    @property
    def comes(self) -> bool:
        """Whether a chair is kept: until somebody says no."""
        return self.state != "regretted"


class Reply(db.Model):
    """What happened to an invitation: sent, accepted, regretted; who wrote it down, and when."""

    __table_args__ = (CheckConstraint("kind IN ('sent', 'accepted', 'regretted')", name="kind"),)
    untold = ("note",)

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(String(300), default="")


class SeatTie(Row, OfProtocol, db.Model):
    """Two guests who sit `together`, or with so many chairs `between` them, at one ceremony or wherever both are."""

    __table_args__ = (
        UniqueConstraint("ceremony_id", "first_id", "second_id"),
        CheckConstraint("first_id <> second_id", name="two_guests"),
        CheckConstraint("chairs BETWEEN 0 AND 50", name="between"),
    )
    untold = (*OfProtocol.untold, "reason")

    ceremony_id: Mapped[int | None] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    together: Mapped[bool] = mapped_column(default=False)
    between: Mapped[int] = mapped_column("chairs", default=3)
    reason: Mapped[str] = mapped_column(String(300), default="")
    ceremony: Mapped[Ceremony | None] = relationship()
    first: Mapped[Guest] = relationship(foreign_keys=[first_id])
    second: Mapped[Guest] = relationship(foreign_keys=[second_id])

    def __str__(self) -> str:
        return f"{self.first.code} – {self.second.code}"
