"""Erasing who came: names and all that tells of a person go, the code and what was counted with it stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Update, or_, select, update
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.programme.models import Edition
from festival_ops.protocol import passports
from festival_ops.protocol.models import (
    Ceremony,
    Delegation,
    EscortNote,
    Guest,
    Invitation,
    Leg,
    Lodging,
    Pass,
    Passport,
    Reply,
    SeatTie,
)
from festival_ops.spreadsheets.keeping import forget_traces
from festival_ops.web.history import Actor, Deed, record_all
from festival_ops.words import fold

Erasable = Delegation | Guest
ERASED = "erased"
_OF_GUESTS = ("name_en", "address", "address_en", "office", "office_en", "country", "phone", "email", "diet")
_WORDS = {Guest: (*_OF_GUESTS, "access_needs", "note", "source"), Delegation: ("name_en", "country", "note", "source")}


def due(session: Session, edition: Edition, today: date) -> list[Erasable]:
    """Whose names need not be kept any longer, delegations first."""
    found: list[Erasable] = []
    for model in (Delegation, Guest):
        kept = (model.edition_id == edition.id, model.erased_at.is_(None), model.kept_until <= today)
        found += session.scalars(select(model).where(*kept).order_by(model.code))
    return found


def awaited_at(session: Session, edition: Edition, row: Erasable) -> Ceremony | None:
    """A ceremony still to come to which the person, or somebody of the delegation, is invited."""
    asked = select(Invitation).join(Invitation.ceremony).join(Invitation.guest)
    mine = Guest.id == row.id if isinstance(row, Guest) else Guest.delegation_id == row.id
    during = edition.local(now()).date() <= edition.last_day
    # Hours that follow a show are known to the plan; a show is over when the festival is.
    to_come = or_(Ceremony.ends > now(), Ceremony.ends.is_(None)) if during else Ceremony.ends > now()
    rows = session.scalars(asked.where(mine, to_come).order_by(Ceremony.id))
    return next((each.ceremony for each in rows if each.comes), None)


def names_somebody(reason: str, rows: Sequence[Erasable]) -> bool:
    """The reason stays in the record for good, where no name may stand."""
    told = fold(reason)
    return any(fold(name) in told for row in rows for name in (row.name, row.name_en) if name)


def erase(session: Session, rows: Sequence[Erasable], reason: str, by: Actor) -> int:
    """How many were erased now; who was erased before stays as it is. The caller commits."""
    living = [row for row in rows if row.erased_at is None]
    for row in living:
        row.name, row.erased_at, row.kept_until, row.languages = row.code, now(), None, []
        for word in _WORDS[type(row)]:
            setattr(row, word, "")
        if isinstance(row, Guest):
            row.office_since, row.step_free = None, False
        for statement in _beside(row):
            session.execute(statement.execution_options(synchronize_session="fetch"))
    guests = [row.id for row in living if isinstance(row, Guest)]
    held = session.scalars(select(Passport).where(Passport.guest_id.in_(guests)).order_by(Passport.id))
    passports.erase(session, held, reason, by)
    session.flush()
    for model in (Delegation, Guest):
        forget_traces(session, model.__tablename__, [row.id for row in living if isinstance(row, model)])
    record_all(session, [Deed(row, ERASED, reason=reason) for row in living], by=by)
    return len(living)


def _beside(row: Erasable) -> Iterator[Update]:
    """Free words in rows that belong to the person."""
    if isinstance(row, Delegation):
        yield update(Leg).where(Leg.delegation_id == row.id).values(formalities="", note="", source="")
        yield _said_of(row.id)
        yield update(Pass).where(Pass.delegation_id == row.id).values(reason="", note="", source="")
        return
    yield update(Leg).where(Leg.guest_id == row.id).values(formalities="", note="", source="")
    yield update(Lodging).where(Lodging.guest_id == row.id).values(note="", source="")
    yield update(SeatTie).where(or_(SeatTie.first_id == row.id, SeatTie.second_id == row.id)).values(reason="")
    yield update(Invitation).where(Invitation.guest_id == row.id).values(note="", source="")
    yield update(Pass).where(Pass.guest_id == row.id).values(reason="", note="", source="")
    if row.delegation_id is not None:
        yield _said_of(row.delegation_id)
    mine = select(Invitation.id).where(Invitation.guest_id == row.id)
    yield update(Reply).where(Reply.invitation_id.in_(mine)).values(note="")


def _said_of(delegation: int) -> Update:
    """What escorts wrote to protocol from beside the delegation."""
    return update(EscortNote).where(EscortNote.delegation_id == delegation).values(text="")
