"""What ties protocol to rides: its places to theirs, and delegations and guests who come alone to the transfers that
were drafted for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Row, db
from festival_ops.programme.models.edition import OfEdition
from festival_ops.protocol.models import Ceremony, Delegation, Guest, GuestPlace, Leg
from festival_ops.traffic.models import RidePlace, Transfer
from festival_ops.web.access import Secrecy


class GuestStop(Row, OfEdition, db.Model):
    """Where guests of a hotel, an airport or a border gate get in and out, said by a person; without it, it is the
    place of the same venue, or of the same name."""

    __table_args__ = (UniqueConstraint("place_id"),)
    secrecy = Secrecy.GUARDED

    place_id: Mapped[int] = mapped_column(ForeignKey("guest_place.id", ondelete="CASCADE"))
    ride_place_id: Mapped[int] = mapped_column(ForeignKey("ride_place.id", ondelete="CASCADE"), index=True)
    place: Mapped[GuestPlace] = relationship()
    ride_place: Mapped[RidePlace] = relationship()

    def __str__(self) -> str:
        return f"{self.place} → {self.ride_place}"


class GuestTransfer(OfEdition, db.Model):
    """A transfer that was drafted for a delegation, or for a guest without one: for a leg, or a ceremony. Readers of
    roads see the transfer with a code alone; this row is what knows whose it is.

    `key` names what asks for it, `grounds` are its facts as drafted, hours and places included.
    """

    __table_args__ = (UniqueConstraint("edition_id", "key"), UniqueConstraint("transfer_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(ForeignKey("transfer.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(10))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id", ondelete="SET NULL"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL"), index=True)
    leg_id: Mapped[int | None] = mapped_column(ForeignKey("leg.id", ondelete="SET NULL"), index=True)
    ceremony_id: Mapped[int | None] = mapped_column(ForeignKey("ceremony.id", ondelete="SET NULL"), index=True)
    grounds: Mapped[dict[str, Any]] = mapped_column(JSON)
    transfer: Mapped[Transfer] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    guest: Mapped[Guest | None] = relationship()
    leg: Mapped[Leg | None] = relationship()
    ceremony: Mapped[Ceremony | None] = relationship()

    @property
    def whose(self) -> Delegation | Guest | None:
        return self.delegation or self.guest
