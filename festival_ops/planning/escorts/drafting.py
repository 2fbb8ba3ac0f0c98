"""What journeys and invitations ask for beside each delegation; nothing is written down before somebody takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from festival_ops.programme.models import Edition
from festival_ops.protocol.answers import coming
from festival_ops.protocol.engagement_kinds import ARRIVAL, CEREMONY, DEPARTURE
from festival_ops.protocol.kinds import CANCELLED, MODES, VIETNAMESE
from festival_ops.protocol.models import Ceremony, Delegation, Engagement, Guest, Invitation, Leg
from festival_ops.web.telling import by_name

# How long somebody is there before and after; formalities and luggage take an hour, a check-in two.
AROUND = {ARRIVAL: (30, 60), DEPARTURE: (120, 15), CEREMONY: (30, 15)}


@dataclass(frozen=True)
class Draft:
    """An engagement that nobody has written down yet."""

    delegation: Delegation
    kind: str
    leg: Leg | None = None
    ceremony: Ceremony | None = None

    @property
    def key(self) -> tuple[int, int | None, int | None]:
        return self.delegation.id, self.leg.id if self.leg else None, self.ceremony.id if self.ceremony else None

    @property
    def languages(self) -> list[str]:
        """Those in which somebody interprets for it."""
        wanted = self.delegation.group.interpreter
        return [each for each in self.delegation.languages if each != VIETNAMESE] if wanted else []

    def called(self) -> str:
        """In the reader's language."""
        if self.leg is None:
            return by_name(self.ceremony)
        way = self.leg.number or str(dict(MODES)[self.leg.mode])
        whom = f"{way} · {self.leg.guest.code}" if self.leg.guest else way
        if self.kind == ARRIVAL:
            return _("Being met: %(journey)s", journey=whom)
        return _("Being seen off: %(journey)s", journey=whom)

    def row(self, taken: set[tuple[int, str]]) -> Engagement:
        """The record; `taken` are the names that delegations have engagements of."""
        before, after = AROUND[self.kind]
        facts: dict[str, Any] = {"before": before, "after": after, "liaisons": int(self.delegation.group.liaison)}
        facts |= {"interpreters": int(bool(self.languages)), "languages": self.languages}
        name, name_en = self._free(taken)
        return Engagement(
            edition_id=self.delegation.edition_id,
            delegation=self.delegation,
            kind=self.kind,
            leg=self.leg,
            ceremony=self.ceremony,
            name=name,
            name_en=name_en,
            status=(self.leg or self.ceremony or self.delegation).status,
            **facts,
        )

    def _free(self, taken: set[tuple[int, str]]) -> tuple[str, str]:
        """Its name in Vietnamese and in English, with a number where the delegation has one of that name."""
        with force_locale("vi"):
            name = own = self.called()[:180]
        number = 1
        while (self.delegation.id, own) in taken:
            number += 1
            own = f"{name} ({number})"
        taken.add((self.delegation.id, own))
        with force_locale("en"):
            return own, self.called()[:180] + own[len(name) :]


def drafts(session: Session, edition: Edition) -> list[Draft]:
    """What is asked for and not written down, by delegation."""
    written = select(Engagement.delegation_id, Engagement.leg_id, Engagement.ceremony_id)
    known = {tuple(row) for row in session.execute(written.where(Engagement.edition_id == edition.id))}
    asked = [*journeys_of(session, edition), *ceremonies_of(session, edition)]
    found = [each for each in asked if each.key not in known and (each.delegation.group.liaison or each.languages)]
    return sorted(found, key=lambda each: each.delegation.code)


def journeys_of(session: Session, edition: Edition) -> Iterator[Draft]:
    rows = select(Leg).where(Leg.edition_id == edition.id, Leg.state != CANCELLED).order_by(Leg.at, Leg.id)
    for leg in session.scalars(rows.options(joinedload(Leg.delegation).joinedload(Delegation.group))):
        yield Draft(leg.delegation, leg.way, leg=leg)


def ceremonies_of(session: Session, edition: Edition) -> Iterator[Draft]:
    """Of each delegation, those to which somebody of it comes."""
    pairs = select(Delegation.id, Invitation.ceremony_id).join(Invitation.guest).join(Guest.delegation)
    pairs = pairs.where(Invitation.edition_id == edition.id, coming())
    pairs = pairs.group_by(Delegation.id, Invitation.ceremony_id)
    found = session.execute(pairs.order_by(Invitation.ceremony_id, func.min(Invitation.id))).all()
    theirs = select(Delegation).where(Delegation.id.in_({delegation for delegation, _ceremony in found}))
    delegations = {row.id: row for row in session.scalars(theirs.options(joinedload(Delegation.group)))}
    ceremonies = {row.id: row for row in session.scalars(select(Ceremony).where(Ceremony.edition_id == edition.id))}
    for delegation, ceremony in found:
        yield Draft(delegations[delegation], CEREMONY, ceremony=ceremonies[ceremony])
