"""What becomes of invitations: sent, accepted or regretted, each with who wrote it down; somebody may come instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.accounts.models import User
from festival_ops.protocol.ceremony_kinds import ACCEPTED, REGRETTED
from festival_ops.protocol.models import Ceremony, Guest, GuestGroup, Invitation, Reply
from festival_ops.web.history import Deed, record_all, snapshot


class ComesAlreadyError(Exception):
    """Who is to come instead is invited already."""


def answer(session: Session, row: Invitation, kind: str, by: User, note: str = "") -> None:
    """Writes an answer down; the same again changes nothing. The caller commits."""
    if row.state == kind and not note:
        return
    before = snapshot(row)
    row.replies.append(Reply(kind=kind, user_id=by.id, note=note))
    row.version += 1
    session.flush()
    record_all(session, [Deed(row, kind, before, snapshot(row))], by=by)


def regret(session: Session, row: Invitation, substitute: Guest | None, by: User, note: str = "") -> Invitation | None:
    """The guest does not come; whoever comes instead is invited with that rank. Raises ComesAlreadyError."""
    if substitute is not None:
        invited = select(Invitation).where(
            Invitation.ceremony_id == row.ceremony_id, Invitation.guest_id == substitute.id
        )
        if row.guest is None or substitute.id == row.guest_id or session.scalar(invited) is not None:
            raise ComesAlreadyError
    answer(session, row, REGRETTED, by, note)
    if substitute is None:
        return None
    # Who stands for a substitute stands for whom that one stood for.
    new = Invitation(
        edition_id=row.edition_id,
        ceremony=row.ceremony,
        guest=substitute,
        stands_for=row.stands_for or row.guest,
        speaker=row.speaker,
        on_camera=row.on_camera,
    )
    new.replies.append(Reply(kind=ACCEPTED, user_id=by.id))
    session.add(new)
    session.flush()
    record_all(session, [Deed(new, "created", after=snapshot(new))], by=by)
    return new


def invite(session: Session, ceremony: Ceremony, groups: Iterable[GuestGroup], by: User) -> int:
    """Everybody of these kinds who is not invited yet; gives how many."""
    invited = select(Invitation.guest_id).where(Invitation.ceremony_id == ceremony.id, Invitation.guest_id.is_not(None))
    wanted = select(Guest).where(
        Guest.edition_id == ceremony.edition_id,
        Guest.group_id.in_([group.id for group in groups]),
        Guest.id.not_in(invited),
    )
    new = [
        Invitation(edition_id=ceremony.edition_id, ceremony=ceremony, guest=guest)
        for guest in session.scalars(wanted.order_by(Guest.code))
    ]
    session.add_all(new)
    session.flush()
    record_all(session, [Deed(row, "created", after=snapshot(row)) for row in new], by=by)
    return len(new)


def number_cards(session: Session, ceremony: Ceremony, by: User) -> int:
    """Gives every invitation without a number the next one; gives how many."""
    rows = invitations(session, ceremony)
    last = max((int(row.card) for row in rows if row.card.isascii() and row.card.isdecimal()), default=0)
    blank = [row for row in rows if not row.card]
    before = [snapshot(row) for row in blank]
    for number, row in enumerate(blank, start=last + 1):
        row.card = f"{number:03}"
    session.flush()
    deeds = [Deed(row, "changed", old, snapshot(row)) for row, old in zip(blank, before, strict=True)]
    record_all(session, deeds, by=by)
    return len(blank)


def invitations(session: Session, ceremony: Ceremony) -> Sequence[Invitation]:
    """All of the ceremony, by kind of guests and code, with what their page shows."""
    guest = joinedload(Invitation.guest)
    person = (guest.selectinload(Guest.group), guest.selectinload(Guest.delegation), selectinload(Invitation.escort))
    tied = (selectinload(Invitation.replies), selectinload(Invitation.stands_for))
    rows = select(Invitation).where(Invitation.ceremony_id == ceremony.id)
    found = session.scalars(rows.options(*person, *tied)).all()
    return sorted(found, key=lambda row: (row.guest.group.code if row.guest else "~", row.who.code))


def coming() -> ColumnElement[bool]:
    """What `Invitation.comes` says, for a query that does not read the answers."""
    last = select(Reply.kind).where(Reply.invitation_id == Invitation.id).order_by(Reply.id.desc()).limit(1)
    return func.coalesce(last.scalar_subquery(), "") != REGRETTED


def counted(rows: Iterable[Invitation]) -> Counter[str]:
    return Counter(row.state for row in rows)
