"""The day of a ceremony for protocol, hour by hour: who arrives, who receives whom, what the script says, who stands
where. Nothing of it is kept; it is reckoned whenever somebody reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.ceremony.attending import Attending
from festival_ops.planning.ceremony.day_hours import Moment, moments
from festival_ops.planning.ceremony.issued import Change, changes_since, last_issue
from festival_ops.planning.ceremony.script import Script, script_of
from festival_ops.planning.escorts.matrix import Item, items_of
from festival_ops.planning.escorts.standing import standing
from festival_ops.planning.guest_rides.driven import driven
from festival_ops.planning.models import GuestTransfer, Plan
from festival_ops.programme.models import Edition
from festival_ops.protocol.ceremony_kinds import REGRETTED
from festival_ops.protocol.kinds import CANCELLED
from festival_ops.protocol.models import Ceremony, Delegation, Escort, Guest, GuestPlace, Leg, ScriptIssue


@dataclass(frozen=True)
class Received:
    """A delegation that comes: its head if the head comes, who of it comes with which chairs, and who goes along."""

    delegation: Delegation
    head: Guest | None
    people: Sequence[Attending]
    chairs: Sequence[str]
    escorts: Sequence[Escort]
    missing: int


@dataclass(frozen=True)
class Regret:
    """`instead` comes in the guest's place; `later` says that it was written down after the last issue."""

    guest: Guest
    instead: Guest | None
    later: bool


@dataclass(frozen=True)
class DaySheet:
    """`revision` counts the changes of who goes along."""

    script: Script
    day: date | None
    moments: Sequence[Moment]
    received: Sequence[Received]
    alone: int
    regrets: Sequence[Regret]
    hotels: Sequence[GuestPlace]
    last: ScriptIssue | None
    changes: Sequence[Change]
    revision: int

    @property
    def draft(self) -> bool:
        return self.last is None or bool(self.changes)

    @property
    def people(self) -> int:
        """How many are named on it."""
        heads = (person for each in self.received for person in (each.head, each.delegation.host, *each.escorts))
        regrets = (person for each in self.regrets for person in (each.guest, each.instead))
        return len({*heads, *regrets, *self.script.named} - {None})


def day_sheet(session: Session, edition: Edition, plan: Plan | None, ceremony: Ceremony, *, phones: bool) -> DaySheet:
    """`phones`: the reader may know those of drivers."""
    script, last = script_of(session, plan, ceremony), last_issue(session, ceremony)
    day = edition.festival_day(script.hours.starts) if script.hours else None
    groups = _by_delegation(script.people)
    stands = standing(session, edition, plan)
    items = [item for item in items_of(stands) if edition.festival_day(item.starts) == day]
    items = [item for item in items if item.row.ceremony_id in (None, ceremony.id) and item.row.delegation_id in groups]
    legs = [leg for leg in _legs(session, groups) if edition.festival_day(leg.at) == day]
    rides = driven(session, edition, plan, GuestTransfer.ceremony_id == ceremony.id)
    return DaySheet(
        script,
        day,
        moments(script, legs, rides, items, phones=phones),
        [_received(rows, script, items) for rows in groups.values()],
        sum(each.guest.delegation is None for each in script.people),
        _regrets(script, last),
        _hotels(legs, items),
        last,
        changes_since(last, script) if last else [],
        stands.revision,
    )


def _by_delegation(people: Iterable[Attending]) -> dict[int, list[Attending]]:
    """In the order of the rank of the first of each."""
    found: dict[int, list[Attending]] = {}
    for each in people:
        if each.guest.delegation_id is not None:
            found.setdefault(each.guest.delegation_id, []).append(each)
    return found


def _legs(session: Session, delegations: Iterable[int]) -> Sequence[Leg]:
    rows = select(Leg).where(Leg.delegation_id.in_(list(delegations)), Leg.state != CANCELLED).order_by(Leg.at, Leg.id)
    linked = (joinedload(Leg.place), joinedload(Leg.guest), joinedload(Leg.delegation).joinedload(Delegation.host))
    return session.scalars(rows.options(*linked)).all()


def _received(rows: Sequence[Attending], script: Script, items: Iterable[Item]) -> Received:
    delegation: Any = rows[0].guest.delegation
    here = [it for it in items if it.row.ceremony_id is not None and it.row.delegation_id == delegation.id]
    return Received(
        delegation,
        next((each.guest for each in rows if each.guest.position == 1), None),
        rows,
        [script.seats[each.invitation.id] for each in rows if each.invitation.id in script.seats],
        list(dict.fromkeys(escort for item in here for escort in item.escorts)),
        sum(item.missing for item in here),
    )


def _regrets(script: Script, last: ScriptIssue | None) -> list[Regret]:
    """Those after the last issue first."""
    found = sorted(script.invitations.values(), key=lambda row: row.id)
    instead = {row.stands_for_id: row.guest for row in found if row.stands_for_id and row.comes}
    regrets = [
        Regret(row.guest, instead.get(row.guest_id or 0), last is None or row.replies[-1].at > last.at)
        for row in found
        if row.guest is not None and row.state == REGRETTED
    ]
    return sorted(regrets, key=lambda each: not each.later)


def _hotels(legs: Iterable[Leg], items: Iterable[Item]) -> list[GuestPlace]:
    """Places of the day at which somebody can be called."""
    named = [leg.place for leg in legs] + [item.row.place for item in items if item.row.place is not None]
    return [place for place in dict.fromkeys(named) if place.phone]
