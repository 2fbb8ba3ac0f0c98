"""What of guests cannot simply move with a festival that is postponed: bookings, rooms, cards that say the old day.

Who may not read of guests is told how much protocol has to ask for, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.shifted import Sentences, Shift, at, day_of
from festival_ops.protocol.kinds import CANCELLED
from festival_ops.protocol.models import (
    Allotment,
    Ceremony,
    Delegation,
    Engagement,
    Escort,
    EscortHours,
    Guest,
    Invitation,
    Leg,
    Lodging,
    Reply,
)
from festival_ops.protocol.shifting import BOOKED
from festival_ops.web.telling import called


def guests(session: Session, shift: Shift, *, guarded: bool) -> Sentences:
    """`guarded`: the reader may know of guests."""
    parts = (_journeys, _rooms, _ceremonies, _engagements, _nights, _escorts, _names)
    found = [sentence for part in parts for sentence in part(session, shift)]
    asked = sum(grave for _sentence, grave in found)
    if guarded or not asked:
        return found if guarded else []
    told = ngettext(
        "Protocol has %(num)s thing to settle with guests, hotels and airlines.",
        "Protocol has %(num)s things to settle with guests, hotels and airlines.",
        asked,
    )
    return [(told, True)]


def _journeys(session: Session, shift: Shift) -> Sentences:
    rows = _of(shift, Leg, Leg.state != CANCELLED).order_by(Leg.at, Leg.id).options(joinedload(Leg.delegation))
    return [(_journey(row, shift), True) for row in session.scalars(rows)]


def _journey(row: Leg, shift: Shift) -> str:
    if row.mode not in BOOKED:
        return _("%(journey)s has to be confirmed: %(hours)s.", journey=called(row), hours=shift.moved(row.at))
    stays = at(shift.edition.local(row.at))
    return _(
        "%(journey)s stays on %(moment)s, as it is booked. Please have it booked anew and write its new hour down; its "
        "cars follow.",
        journey=called(row),
        moment=stays,
    )


def _rooms(session: Session, shift: Shift) -> Iterator[tuple[str, bool]]:
    for row in session.scalars(_of(shift, Allotment).order_by(Allotment.first_night, Allotment.id)):
        yield _kept_rooms(called(row.place), row.rooms, _span(row, shift)), True


def _kept_rooms(hotel: str, rooms: int, nights: str) -> str:
    return ngettext(
        "“%(hotel)s” has to confirm %(num)s room: %(nights)s.",
        "“%(hotel)s” has to confirm %(num)s rooms: %(nights)s.",
        rooms,
        hotel=hotel,
        nights=nights,
    )


def _span(row: Allotment, shift: Shift) -> str:
    """The nights before and after, as both stand or will stand."""
    back = shift.later if shift.shifted else timedelta()
    spans = ((row.first_night + way, row.last_night + way) for way in (-back, shift.later - back))
    before, after = (f"{day_of(first)} – {day_of(last)}" for first, last in spans)
    return _("%(before)s → %(after)s", before=before, after=after)


def _ceremonies(session: Session, shift: Shift) -> Iterator[tuple[str, bool]]:
    sent = select(Invitation.ceremony_id, func.count(Invitation.id)).where(Invitation.replies.any(Reply.kind == "sent"))
    cards = {row[0]: row[1] for row in session.execute(sent.group_by(Invitation.ceremony_id))}
    for row in session.scalars(_of(shift, Ceremony).order_by(Ceremony.sort_key, Ceremony.id)):
        name = called(row)
        if row.starts is not None:
            yield _("“%(ceremony)s” moves: %(hours)s.", ceremony=name, hours=shift.moved(row.starts)), False
        if cards.get(row.id):
            yield _cards(name, cards[row.id]), True


def _cards(name: str, count: int) -> str:
    return ngettext(
        "%(num)s invitation to “%(ceremony)s” that has been sent tells the old day.",
        "%(num)s invitations to “%(ceremony)s” that have been sent tell the old day.",
        count,
        ceremony=name,
    )


def _engagements(session: Session, shift: Shift) -> Sentences:
    rows = _of(shift, Engagement, Engagement.starts.is_not(None)).order_by(Engagement.starts, Engagement.id)
    return [
        (
            _(
                "“%(engagement)s” of %(delegation)s has to be confirmed: %(hours)s.",
                engagement=row.name,
                delegation=row.delegation.code,
                hours=shift.moved(row.starts),
            ),
            True,
        )
        for row in session.scalars(rows.options(joinedload(Engagement.delegation)))
    ]


def _nights(session: Session, shift: Shift) -> Iterator[tuple[str, bool]]:
    if count := session.scalar(select(func.count(Lodging.guest_id.distinct())).where(_here(shift, Lodging))):
        yield (
            ngettext("The nights of %(num)s guest move along.", "The nights of %(num)s guests move along.", count),
            False,
        )


def _escorts(session: Session, shift: Shift) -> Iterator[tuple[str, bool]]:
    days = Escort.hours.any(EscortHours.on.is_not(None))
    codes = session.scalars(select(Escort.code).where(_here(shift, Escort), days).order_by(Escort.code)).all()
    if codes:
        yield _("Hours of single days stay: please ask %(escorts)s when they can come.", escorts=", ".join(codes)), True


def _names(session: Session, shift: Shift) -> Iterator[tuple[str, bool]]:
    """Erasing names before the festival is over would leave it with codes."""
    last = shift.last + shift.later
    counts = [
        select(func.count(model.id)).where(_here(shift, model), model.erased_at.is_(None), model.kept_until < last)
        for model in (Delegation, Guest)
    ]
    if due := sum(session.scalar(count) or 0 for count in counts):
        yield _due(due, day_of(last)), True


def _due(count: int, day: str) -> str:
    return ngettext(
        "%(num)s name of guests may be erased before the new last day, %(day)s. Please say until when it is kept.",
        "%(num)s names of guests may be erased before the new last day, %(day)s. Please say until when they are kept.",
        count,
        day=day,
    )


def _of(shift: Shift, model: Any, *conditions: Any) -> Any:
    return select(model).where(_here(shift, model), *conditions)


def _here(shift: Shift, model: Any) -> Any:
    return model.edition_id == shift.edition.id
