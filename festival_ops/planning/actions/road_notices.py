"""A notice of roads leaves the house: written once, in every language, and its closures count as announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.actions import closures
from festival_ops.planning.models import RoadNotice
from festival_ops.planning.roads.announced import HOLDS, plain
from festival_ops.planning.roads.notice_words import notice
from festival_ops.planning.roads.notices import Draft, draft, notices_of, standing
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import AGREED, ANNOUNCED, PLANNED
from festival_ops.web.history import Actor, record


class OutdatedError(Exception):
    """The closures, or the notice before, are no longer what the signer read."""


class NothingNewError(Exception):
    """The public knows all of it."""


def issue(
    session: Session,
    edition: Edition,
    days: Sequence[date],
    stamp: str,
    recipients: Mapping[str, Sequence[str]],
    by: Actor,
) -> RoadNotice:
    """Publishes what its signer read under this stamp, in each language that has `recipients`. The caller commits, and
    rolls back on any error."""
    roads = standing(session, edition)
    shown = draft(roads, notices_of(session, edition), days)
    if shown.stamp != stamp:
        raise OutdatedError
    if shown.empty:
        raise NothingNewError
    at = now()
    made = RoadNotice(
        edition_id=edition.id,
        number=shown.number,
        at=at,
        user_id=by.id,
        signer=by.name,
        days=[day.isoformat() for day in shown.days],
        items=plain(shown.items),
        words=words_of(edition, shown, at, by.name, recipients),
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError as second:
        raise OutdatedError from second
    told = {item.closure for item in shown.items if item.state == HOLDS}
    for row in roads.closures:
        if row.id in told and row.state in (PLANNED, AGREED):
            closures.say(session, row, ANNOUNCED, _("Road notice No. %(number)s", number=made.number), by)
    facts = {"number": made.number, "days": made.days, "closures": len(told), "changes": len(shown.changes)}
    record(session, made, "released", by=by, after=facts)
    return made


def words_of(
    edition: Edition, shown: Draft, at: datetime, signer: str, recipients: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    found = {}
    for language, given in recipients.items():
        with force_locale(language):
            found[language] = asdict(notice(edition, shown, at, signer, given))
    return found
