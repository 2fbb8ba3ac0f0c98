"""The names of a delegation and its head, for feeds that may tell them. They are looked up when a feed is written and
stand in no release, so that a name that was erased is gone from calendars too."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.planning.escorts.outgoing import last_guests, of_escort, released_in
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Delegation, Engagement, Escort, Guest

Names = Mapping[str, Mapping[str, str]]


def still_there(session: Session, edition: Edition, outlook: Outlook) -> bool:
    row = session.get(Escort if outlook.kind is Kind.ESCORT else Delegation, outlook.subject_id or 0)
    return row is not None and row.edition_id == edition.id


def names_for(session: Session, edition: Edition, outlook: Outlook) -> Names:
    """By delegation, by the head of one, and by engagement: of an escort, those of the last release."""
    id = outlook.subject_id or 0
    if outlook.kind is Kind.ESCORT:
        last = released_in(session, edition, last_guests(session, edition))
        delegations = {each.delegation for each in of_escort(last, id)}
    else:
        delegations = {id}
    found: dict[str, Mapping[str, str]] = {}
    for row in session.scalars(select(Delegation).where(Delegation.id.in_(delegations))):
        found[f"delegation-{row.id}"] = _words(row)
    for guest in session.scalars(select(Guest).where(Guest.delegation_id.in_(delegations), Guest.position == 1)):
        found[f"head-{guest.delegation_id}"] = _words(guest)
    for engagement in session.scalars(select(Engagement).where(Engagement.delegation_id.in_(delegations))):
        found[f"engagement-{engagement.id}"] = _words(engagement)
    return found


def digest_of(names: Names) -> str:
    return hashlib.sha256(
        repr(sorted((key, sorted(words.items())) for key, words in names.items())).encode()
    ).hexdigest()


def _words(row: Delegation | Guest | Engagement) -> dict[str, str]:
    return {"name": row.name, "name_en": row.name_en or ""}
