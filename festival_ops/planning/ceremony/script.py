"""A ceremony's script with its hours: each line at its time, and whom it greets by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.ceremony.attending import Attending, attending, seated
from festival_ops.planning.ceremony.hours import Hours, hours_of
from festival_ops.planning.models import Plan
from festival_ops.planning.seating.snapshot import hall_of
from festival_ops.protocol.answers import invitations
from festival_ops.protocol.models import Ceremony, Escort, Guest, Invitation, ScriptLine, StageItem
from festival_ops.protocol.script_kinds import GREETING


@dataclass(frozen=True)
class Line:
    """A line in its time. `greeted` are those it names, from the highest rank; `late` are the minutes by which what is
    before it passes its fixed mark."""

    row: ScriptLine
    starts: datetime | None
    ends: datetime | None
    greeted: tuple[Attending, ...] = ()
    late: int = 0


@dataclass(frozen=True)
class Script:
    """Everything that a ceremony's script stands on."""

    ceremony: Ceremony
    hours: Hours | None
    invitations: Mapping[int, Invitation]
    seats: Mapping[int, str]
    people: Sequence[Attending]
    lines: Sequence[Line]
    items: Sequence[StageItem]

    @property
    def ends(self) -> datetime | None:
        return max((line.ends for line in self.lines if line.ends is not None), default=None)

    @property
    def named(self) -> set[Guest | Escort]:
        """Whoever a line greets, or is carried out by, and whose place they take."""
        greeted = [each for line in self.lines for each in line.greeted]
        people = [each.guest for each in greeted] + [each.stands_for for each in greeted if each.stands_for]
        return {*people, *(line.row.invitation.who for line in self.lines if line.row.invitation is not None)}

    @property
    def countries(self) -> list[str]:
        """Those whose guests come, in the order of rank."""
        found = (_country(each.guest) for each in self.people)
        return list(dict.fromkeys(country for country in found if country))


def script_of(session: Session, plan: Plan | None, ceremony: Ceremony) -> Script:
    invited = invitations(session, ceremony)
    hall, people = hall_of(session, ceremony, invited), attending(session, ceremony, invited)
    hours = hours_of(session, plan, [ceremony]).get(ceremony.id)
    rows = select(ScriptLine).where(ScriptLine.ceremony_id == ceremony.id).order_by(ScriptLine.position)
    speaker = joinedload(ScriptLine.invitation).joinedload(Invitation.guest)
    lines = tuple(_timed(session.scalars(rows.options(speaker)), hours, tuple(people)))
    things = select(StageItem).where(StageItem.ceremony_id == ceremony.id).order_by(StageItem.sort_key, StageItem.id)
    items = session.scalars(things.options(selectinload(StageItem.checks))).all()
    return Script(ceremony, hours, hall.invited, seated(hall), people, lines, items)


def _timed(rows: Iterable[ScriptLine], hours: Hours | None, people: Sequence[Attending]) -> Iterator[Line]:
    """One after the other; a fixed mark that has passed is late, and what follows it goes on from there."""
    named = tuple(each for each in people if each.group.greeted)
    at: int | None = None
    for row in rows:
        late = max(0, at - row.at) if row.at is not None and at is not None else 0
        begins = (at or 0) if row.at is None else row.at + late
        at = begins + row.minutes
        starts, ends = (hours.starts + timedelta(minutes=minute) if hours else None for minute in (begins, at))
        yield Line(row, starts, ends, named if row.kind == GREETING else (), late)


def _country(guest: Guest) -> str:
    """Of guests from abroad, who speak another language; partners at home may have a province there."""
    languages = guest.languages or (guest.delegation.languages if guest.delegation else [])
    return (guest.country or (guest.delegation.country if guest.delegation else "")) if languages else ""
