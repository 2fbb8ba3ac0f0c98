"""Who is wanted where and when: guests at ceremonies, troupes at shows and rehearsals, escorts at engagements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.utils import cached_property

from festival_ops.planning.ceremony.hours import Hours
from festival_ops.planning.ceremony.hours import hours_of as ceremony_hours
from festival_ops.planning.escorts.hours import engagements_of, hours_of
from festival_ops.planning.models import EscortBook, Plan
from festival_ops.planning.rides.shows import Show, rehearsals_of, shows_of
from festival_ops.programme.models import Edition, Performance
from festival_ops.protocol.models import Ceremony, Engagement, Invitation
from festival_ops.protocol.pass_kinds import DELEGATION, ESCORT, GUEST, TROUPE

# What bears a pass: the word of the kind, and the number of the row.
Bearer = tuple[str, int]
Found = Iterator[tuple[Bearer, "Stay"]]


@dataclass(frozen=True)
class Stay:
    """Somebody is wanted from when to when for a `cause`, at these venues; None is wherever there are zones.

    Of a vehicle `road` is a closure that it passes by its badge, and no venue.
    """

    starts: datetime
    ends: datetime
    cause: Any
    venues: frozenset[int] | None = frozenset()
    road: bool = False


@dataclass(frozen=True)
class People:
    """Asked once for everybody of an edition, as a plan has it."""

    session: Session
    edition: Edition
    plan: Plan | None

    def stays(self) -> Found:
        yield from self._invited()
        yield from self._engaged()
        yield from self._playing()

    def _invited(self) -> Found:
        rows = select(Invitation).where(Invitation.edition_id == self.edition.id).order_by(Invitation.id)
        for row in self.session.scalars(rows.options(selectinload(Invitation.replies), joinedload(Invitation.guest))):
            stay = self._at(row.ceremony_id) if row.comes else None
            if stay is None:
                continue
            if row.guest is not None:
                yield (GUEST, row.guest.id), stay
                # Those who are not named go where somebody of theirs is invited.
                if row.guest.delegation_id is not None:
                    yield (DELEGATION, row.guest.delegation_id), stay
            elif row.escort_id is not None:
                yield (ESCORT, row.escort_id), stay

    def _engaged(self) -> Found:
        rows = {row.id: row for row in engagements_of(self.session, self.edition)}
        hours = hours_of(self.session, self.plan, list(rows.values()))
        book = select(EscortBook.duties).where(EscortBook.edition_id == self.edition.id)
        for escort, engagement, *_pair in self.session.scalar(book) or ():
            if engagement in hours:
                yield (ESCORT, escort), self._beside(rows[engagement], hours[engagement])

    def _playing(self) -> Found:
        """From get-in to get-out."""
        shown = select(Performance).where(Performance.id.in_(self._shows)).order_by(Performance.id)
        for act in self.session.scalars(shown.options(selectinload(Performance.troupes))):
            show = self._shows[act.id]
            stay = Stay(show.call, show.free, act, frozenset({show.first_venue, show.last_venue}))
            yield from (((TROUPE, troupe.id), stay) for troupe in act.troupes)
        for row in rehearsals_of(self.session, self.edition):
            stay = Stay(row.starts, row.ends, row, frozenset({row.stage.venue_id}))
            yield from (((TROUPE, troupe.id), stay) for troupe in row.troupes)

    def _at(self, ceremony: int) -> Stay | None:
        hours = self._hours.get(ceremony)
        row = self._ceremonies[ceremony]
        return Stay(hours.starts, hours.ends, row, self._venues_of(row)) if hours else None

    def _beside(self, row: Engagement, hours: Hours) -> Stay:
        place = row.place or (row.leg.place if row.leg else None)
        if place is None and row.ceremony is not None:
            return Stay(hours.starts, hours.ends, row, self._venues_of(row.ceremony))
        venues = {place.venue_id} if place is not None and place.venue_id else set()
        return Stay(hours.starts, hours.ends, row, frozenset(venues))

    def _venues_of(self, row: Ceremony) -> frozenset[int]:
        show = self._shows.get(row.performance_id or 0)
        if show is not None:
            return frozenset({show.first_venue, show.last_venue})
        return frozenset({row.place.venue_id} if row.place is not None and row.place.venue_id else ())

    @cached_property
    def _shows(self) -> dict[int, Show]:
        return shows_of(self.session, self.edition, self.plan)

    @cached_property
    def _ceremonies(self) -> dict[int, Ceremony]:
        rows = select(Ceremony).where(Ceremony.edition_id == self.edition.id).options(joinedload(Ceremony.place))
        return {row.id: row for row in self.session.scalars(rows)}

    @cached_property
    def _hours(self) -> dict[int, Hours]:
        return ceremony_hours(self.session, self.plan, self._ceremonies.values())


def around(stay: Stay, before: int, after: int) -> tuple[datetime, datetime]:
    return stay.starts - timedelta(minutes=before), stay.ends + timedelta(minutes=after)
