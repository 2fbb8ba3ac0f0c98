"""The desk of one escort: now, next and later, and what he or she may know of the delegations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from festival_ops.planning.escorts.looks import News, Seen, cars_of, news, seen_now
from festival_ops.planning.escorts.own import Going, goings_of, known_at, spans
from festival_ops.planning.escorts.standing import standing
from festival_ops.planning.guest_rides.told import Car, told_cars
from festival_ops.planning.models import Plan
from festival_ops.planning.seating.standing import standing as seating
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import (
    Allotment,
    Ceremony,
    Delegation,
    Escort,
    EscortLook,
    Guest,
    GuestPlace,
    Invitation,
    Lodging,
)


@dataclass(frozen=True)
class Bed:
    """Where somebody of a delegation sleeps in the nights of a stay."""

    guest: int
    place: GuestPlace
    room: str
    first: date
    last: date


@dataclass(frozen=True)
class Desk:
    """As it stands at a moment; `preview` is protocol's look at it. Cars are those of known delegations alone."""

    session: Session
    edition: Edition
    escort: Escort
    moment: datetime
    goings: list[Going]
    known: frozenset[int]
    cars: list[Car]
    news: News
    seen: Seen
    preview: bool = False

    @property
    def day(self) -> date:
        return self.edition.festival_day(self.moment)

    @property
    def running(self) -> list[Going]:
        return [going for going in self.goings if going.starts <= self.moment < going.ends]

    @property
    def coming(self) -> list[Going]:
        return [going for going in self.goings if going.starts > self.moment]

    @property
    def first(self) -> list[Going]:
        """What is shown large: what goes on, or else what comes next."""
        return self.running or self.coming[:1]

    @property
    def later(self) -> list[Going]:
        return [going for going in self.coming if going not in self.first and self.day_of(going) <= self.day]

    @property
    def days(self) -> dict[date, list[Going]]:
        found: dict[date, list[Going]] = {}
        for going in self.goings:
            found.setdefault(self.day_of(going), []).append(going)
        return found

    def day_of(self, going: Going) -> date:
        return self.edition.festival_day(going.starts)

    def knows(self, going: Going) -> bool:
        return going.row.delegation_id in self.known

    def known_from(self, going: Going) -> datetime:
        return spans(self.goings)[going.row.delegation_id][0]

    def known_until(self, delegation: Delegation) -> datetime:
        return spans(self.goings)[delegation.id][1]

    def cars_of(self, going: Going) -> list[Car]:
        return cars_of(going, self.cars)

    def delegation(self, id: int) -> Delegation | None:
        """None is the answer for every other delegation, and for those that are not known yet or any more."""
        return next(
            (going.row.delegation for going in self.goings if id in self.known and going.row.delegation_id == id), None
        )

    def beds(self, delegation: Delegation) -> list[Bed]:
        mine = [guest.id for guest in delegation.guests]
        rows = select(Lodging).where(Lodging.guest_id.in_(mine)).order_by(Lodging.first_night, Lodging.id)
        named = selectinload(Lodging.allotment).selectinload(Allotment.place)
        held = ((row, row.allotment) for row in self.session.scalars(rows.options(named)))
        return [Bed(row.guest_id, kept.place, row.room, row.first_night, row.last_night) for row, kept in held if kept]

    def hotels(self, delegation: Delegation) -> list[GuestPlace]:
        """Where its guests sleep tonight, or slept last night."""
        nights = (self.day, self.day - timedelta(days=1))
        beds = [bed for bed in self.beds(delegation) if any(bed.first <= night <= bed.last for night in nights)]
        return list({bed.place.id: bed.place for bed in beds}.values())

    def chairs(self, delegation: Delegation, ceremony: Ceremony) -> list[tuple[Guest | Escort, str]]:
        """Of those of the delegation who come, and of the escort; empty without a chair."""
        stands = seating(self.session, ceremony)
        rows = [row for row in stands.hall.invited.values() if self._own(row, delegation)]
        return [(row.who, stands.label(row.id)) for row in sorted(rows, key=_in_order)]

    def _own(self, row: Invitation, delegation: Delegation) -> bool:
        return row.escort_id == self.escort.id or bool(row.guest and row.guest.delegation_id == delegation.id)


def desk_of(
    session: Session, edition: Edition, plan: Plan | None, escort: Escort, moment: datetime, *, preview: bool = False
) -> Desk:
    goings = goings_of(standing(session, edition, plan), escort.id)
    known = known_at(goings, moment)
    cars = told_cars(session, edition, _delegations(goings))
    seen = seen_now(goings, cars)
    look = session.scalar(select(EscortLook).where(EscortLook.escort_id == escort.id))
    shown = [car for car in cars if car.delegation in known]
    return Desk(
        session, edition, escort, moment, goings, known, shown, news(edition, seen, look), seen, preview
    )  # fmt: skip


def _delegations(goings: Iterable[Going]) -> set[int]:
    return {going.row.delegation_id for going in goings}


def _in_order(row: Invitation) -> tuple[bool, int, str]:
    """Guests as they stand in their delegation, then the escort."""
    return row.guest is None, (row.guest.position or 999) if row.guest else 0, row.who.code
