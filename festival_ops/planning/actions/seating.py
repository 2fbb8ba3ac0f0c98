"""Changes of who sits where, by hand or by accepting a search: always judged by the rules, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.planning.actions.deciding import decide
from festival_ops.planning.models import Seating, SeatingChange, SeatingRun
from festival_ops.planning.seating.judging import Finding, anew
from festival_ops.planning.seating.snapshot import known_chairs
from festival_ops.planning.seating.standing import Standing, standing
from festival_ops.protocol.models import Ceremony
from festival_ops.web.history import Actor, record
from solver.seats.plan import Chair, SeatingPlan

ACCEPTED, REFUSED, TAKEN_BACK, CHANGED, PRINTED = "accepted", "refused", "taken back", "changed", "printed"


class BrokenRulesError(Exception):
    """The change would break what is never broken."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class StaleSeatingError(Exception):
    """Somebody changed who sits where after what is to be changed was seen."""


def move(session: Session, ceremony: Ceremony, seen: int, guest: int, seat: int | None, by: User) -> list[Finding]:
    """Puts a guest on a chair, or on none; whoever sits there takes the guest's. Gives what that warns of.

    Raises StaleSeatingError, BrokenRulesError.
    """
    row, stands = _seen(session, ceremony, seen)
    if guest not in stands.hall.invited or (seat is not None and seat not in stands.hall.chairs):
        raise StaleSeatingError
    plan = stands.plan.without(guest) if seat is None else stands.plan.with_guest_on(guest, seat)
    findings = anew(stands, plan)
    _refuse(findings)
    pins = stands.pins - {guest} if seat is None else stands.pins
    _lay(session, row, stands, plan.chairs, pins, by)
    record(session, row, CHANGED, by=by, after=_counts(row, 1))
    return findings


def pin(session: Session, ceremony: Ceremony, seen: int, guest: int, fixed: bool, by: User) -> None:
    """Fixes the guest's chair, or lets it go. Raises StaleSeatingError."""
    row, stands = _seen(session, ceremony, seen)
    if stands.plan.seat_of(guest) is None:
        raise StaleSeatingError
    _lay(session, row, stands, stands.plan.chairs, stands.pins | {guest} if fixed else stands.pins - {guest}, by)
    record(session, row, CHANGED, by=by, after=_counts(row, 0))


def accept(session: Session, run: SeatingRun, by: User) -> None:
    """Lays the answer of a search over the seating from which it began.

    Raises DecidedError, StaleSeatingError, BrokenRulesError.
    """
    row = hold(session, run.ceremony)
    decide(session, run, ACCEPTED, by)
    if row.revision != run.revision or run.answer is None:
        raise StaleSeatingError
    stands = standing(session, run.ceremony)
    chairs = answered(run, stands)
    _refuse(anew(stands, SeatingPlan(chairs)))
    moved = _lay(session, row, stands, chairs, stands.pins, by)
    record(session, run, ACCEPTED, by=by, after={"moved": moved})


def refuse(session: Session, run: SeatingRun, by: Actor) -> None:
    """Raises DecidedError."""
    hold(session, run.ceremony)
    decide(session, run, REFUSED, by)
    record(session, run, REFUSED, by=by)


def answered(run: SeatingRun, stands: Standing) -> tuple[Chair, ...]:
    """The chairs of the answer, as far as guests still come and chairs still stand."""
    pairs = [(one["guest"], one["seat"]) for one in (run.answer or {"plan": {"chairs": []}})["plan"]["chairs"]]
    return known_chairs(pairs, {guest.id for guest in stands.problem.guests}, set(stands.hall.chairs))


def undo(session: Session, ceremony: Ceremony, change: SeatingChange, by: User) -> None:
    """Brings back the seating before the person's last change, as long as nobody has changed it since.

    The same again changes nothing. Raises StaleSeatingError, BrokenRulesError where the rules do not let it back.
    """
    row = hold(session, ceremony)
    session.refresh(change)
    if change.undone:
        return
    last = undoable(session, ceremony, by)
    if last is None or last.id != change.id:
        raise StaleSeatingError
    stands = standing(session, ceremony)
    guests, seats = {guest.id for guest in stands.problem.guests}, set(stands.hall.chairs)
    former = known_chairs(change.before["chairs"], guests, seats)
    _refuse(anew(stands, SeatingPlan(former)))
    change.undone = True
    row.chairs, row.pins, row.revision = _pairs(former), sorted(change.before["pins"]), row.revision + 1
    session.flush()
    record(session, row, TAKEN_BACK, by=by, after=_counts(row, change.moved))


def undoable(session: Session, ceremony: Ceremony, by: User) -> SeatingChange | None:
    """The last change of the seating, if it is this person's and still stands."""
    revision = select(Seating.revision).where(Seating.ceremony_id == ceremony.id).scalar_subquery()
    mine = select(SeatingChange).where(
        SeatingChange.ceremony_id == ceremony.id,
        SeatingChange.user_id == by.id,
        SeatingChange.undone.is_(False),
        SeatingChange.revision == revision,
    )
    return session.scalar(mine.order_by(SeatingChange.id.desc()).limit(1))


def keep_printed(session: Session, ceremony: Ceremony, seen: int, by: User) -> None:
    """Notes that the cards of everybody who has a chair are printed as they stand. Raises StaleSeatingError."""
    row, stands = _seen(session, ceremony, seen)
    changed = len(stands.changed_cards)
    row.printed = {str(chair.guest): stands.label(chair.guest) for chair in stands.plan.chairs}
    session.flush()
    record(session, row, PRINTED, by=by, after={"cards": changed})


def hold(session: Session, ceremony: Ceremony) -> Seating:
    """The row of who sits where, locked until the caller commits; made at its first use."""
    locked = select(Seating).where(Seating.ceremony_id == ceremony.id).with_for_update()
    row = session.scalar(locked.execution_options(populate_existing=True))
    if row is None:
        try:
            with session.begin_nested():
                session.add(Seating(edition_id=ceremony.edition_id, ceremony_id=ceremony.id))
        except IntegrityError:
            session.expire_all()
        row = session.scalars(locked).one()
    return row


def _seen(session: Session, ceremony: Ceremony, seen: int) -> tuple[Seating, Standing]:
    row = hold(session, ceremony)
    if row.revision != seen:
        raise StaleSeatingError
    return row, standing(session, ceremony)


def _lay(
    session: Session, row: Seating, stands: Standing, chairs: Sequence[Chair], pins: Iterable[int], by: User
) -> int:
    """Writes the chairs down, with what was there before; gives how many guests have another chair than before."""
    before, after = stands.plan.seats, {chair.guest: chair.seat for chair in chairs}
    moved = sum(before.get(guest) != after.get(guest) for guest in before.keys() | after.keys())
    kept: dict[str, Any] = {"chairs": row.chairs, "pins": row.pins}
    row.chairs, row.pins, row.revision = _pairs(chairs), sorted(pins), row.revision + 1
    session.add(
        SeatingChange(
            edition_id=row.edition_id,
            ceremony_id=row.ceremony_id,
            user_id=by.id,
            revision=row.revision,
            before=kept,
            moved=moved,
        )
    )
    session.flush()
    return moved


def _pairs(chairs: Iterable[Chair]) -> list[list[int]]:
    return sorted([chair.guest, chair.seat] for chair in chairs)


def _counts(row: Seating, moved: int) -> dict[str, int]:
    return {"moved": moved, "seated": len(row.chairs), "pins": len(row.pins)}


def _refuse(findings: Sequence[Finding]) -> None:
    if blocking := [finding for finding in findings if finding.blocks]:
        raise BrokenRulesError(blocking)


def revision_of(session: Session, ceremony: Ceremony) -> int:
    return session.scalar(select(Seating.revision).where(Seating.ceremony_id == ceremony.id)) or 0
