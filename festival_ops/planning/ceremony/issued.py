"""What the last issue of a script told, laid beside what stands now: greeting, hours, flags, cards and chairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from festival_ops.planning.ceremony.script import Script
from festival_ops.protocol.models import Ceremony, Invitation, ScriptIssue
from festival_ops.web.history import Actor, record, snapshot
from festival_ops.web.telling import called, clock


@dataclass(frozen=True)
class Change:
    """`kind` is what has to be made anew: greeting, hours, flag, card or seat."""

    kind: str
    sentence: str


def told_by(script: Script) -> dict[str, Any]:
    """Ids and hours only: who they are is said when it is read."""
    return {
        "greeted": list(dict.fromkeys(each.invitation.id for line in script.lines for each in line.greeted)),
        "lines": {str(line.row.id): line.starts.isoformat() if line.starts else None for line in script.lines},
        "countries": script.countries,
        "cards": {str(each.invitation.id): each.invitation.card for each in script.people},
        "seats": {str(id): label for id, label in script.seats.items()},
    }


def last_issue(session: Session, ceremony: Ceremony) -> ScriptIssue | None:
    rows = select(ScriptIssue).where(ScriptIssue.ceremony_id == ceremony.id).order_by(ScriptIssue.number.desc())
    return session.scalars(rows.limit(1)).first()


def issue(session: Session, script: Script, reason: str, by: Actor) -> ScriptIssue:
    ceremony = script.ceremony
    most = select(func.max(ScriptIssue.number)).where(ScriptIssue.ceremony_id == ceremony.id)
    row = ScriptIssue(
        edition_id=ceremony.edition_id,
        ceremony_id=ceremony.id,
        number=(session.scalar(most) or 0) + 1,
        user_id=by.id,
        reason=reason,
        told=told_by(script),
    )
    session.add(row)
    session.flush()
    record(session, row, "released", by=by, after=snapshot(row), reason=reason)
    return row


def changes_since(issued: ScriptIssue, script: Script) -> list[Change]:
    told: dict[str, Any] = dict(issued.told)
    now, known = told_by(script), script.invitations
    parts = (_greeting(told, now, known), _hours(told, script), _flags(told, now), _cards(told, now, known))
    return [change for part in parts for change in part] + list(_seats(told, now, known))


def _greeting(told: Mapping[str, Any], now: Mapping[str, Any], known: Mapping[int, Invitation]) -> Iterator[Change]:
    before, after = told["greeted"], now["greeted"]
    for id in after:
        if id not in before:
            place = known[id].stands_for
            name = _name(known[id])
            yield Change(
                "greeting",
                _("The introduction now names %(guest)s, in the place of %(absent)s.", guest=name, absent=called(place))
                if place is not None
                else _("The introduction now names %(guest)s.", guest=name),
            )
    for id in before:
        if id not in after:
            yield Change("greeting", _("The introduction no longer names %(guest)s.", guest=_name(known.get(id))))
    if [id for id in before if id in after] != [id for id in after if id in before]:
        yield Change("greeting", _("The order in which the introduction names the guests has changed."))


def _hours(told: Mapping[str, Any], script: Script) -> Iterator[Change]:
    for line in script.lines:
        before, row = told["lines"].get(str(line.row.id)), line.row
        if str(row.id) not in told["lines"]:
            yield Change("hours", _("Line %(position)s, “%(text)s”, is new.", position=row.position, text=row.text))
        elif line.starts and before and before != line.starts.isoformat():
            yield Change(
                "hours",
                _(
                    "Line %(position)s, “%(text)s”, begins at %(starts)s; before: %(before)s.",
                    position=row.position,
                    text=row.text,
                    starts=clock(line.starts),
                    before=clock(datetime.fromisoformat(before)),
                ),
            )
    if gone := set(told["lines"]) - {str(line.row.id) for line in script.lines}:
        yield Change("hours", _("Lines that were told and are no more: %(count)s.", count=len(gone)))


def _flags(told: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    for country in now["countries"]:
        if country not in told["countries"]:
            yield Change("flag", _("Guests from %(country)s come now: put up their flag.", country=country))
    for country in told["countries"]:
        if country not in now["countries"]:
            yield Change("flag", _("Nobody from %(country)s comes any more: take the flag down.", country=country))


def _cards(told: Mapping[str, Any], now: Mapping[str, Any], known: Mapping[int, Invitation]) -> Iterator[Change]:
    for id in now["cards"]:
        if id not in told["cards"]:
            yield Change("card", _("%(guest)s comes now and needs a card.", guest=_name(known[int(id)])))
    for id, card in told["cards"].items():
        if id not in now["cards"]:
            name = _name(known.get(int(id)))
            yield Change(
                "card",
                _("%(guest)s does not come: card %(card)s is void.", guest=name, card=card)
                if card
                else _("%(guest)s does not come: the card is void.", guest=name),
            )


def _seats(told: Mapping[str, Any], now: Mapping[str, Any], known: Mapping[int, Invitation]) -> Iterator[Change]:
    for id, label in now["seats"].items():
        before = told["seats"].get(id)
        if before is not None and before != label:
            yield Change(
                "seat",
                _(
                    "%(guest)s sits at %(seat)s; before: %(before)s.",
                    guest=_name(known.get(int(id))),
                    seat=label,
                    before=before,
                ),
            )


def _name(invitation: Invitation | None) -> str:
    """Erased and removed guests have no name any more."""
    return called(invitation.who) if invitation is not None else _("a guest who is no longer on record")
