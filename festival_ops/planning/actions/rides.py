"""Changes of rides, by hand or by accepting a search: always judged by the rules, and one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from festival_ops.accounts.models import User
from festival_ops.planning.actions.deciding import decide
from festival_ops.planning.actions.ride_changes import lay, plain, read, remember, undoable
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Outage, Ride, RideBook, RideChange, RideRun
from festival_ops.planning.rides.answers import ENDED, NEW, STAYS, proposed
from festival_ops.planning.rides.judging import Finding, anew, near
from festival_ops.planning.rides.kept import Standing, standing
from festival_ops.planning.rides.standing import known
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.rides import problem as core

ACCEPTED, REFUSED, TAKEN_BACK = "accepted", "refused", "taken back"


class BrokenRulesError(Exception):
    """The change would break what this edition never breaks."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class StaleRidesError(Exception):
    """Somebody changed rides after what we are about to lay over them was made."""


class ChangedMeanwhileError(Exception):
    """What is to be changed or taken back is no longer as it was seen."""


def accept(session: Session, run: RideRun, by: User, language: str = "vi") -> None:
    """Lays the answer of a search over the rides that it began from; those that stay are not touched.

    Raises DecidedError, StaleRidesError, BrokenRulesError.
    """
    edition = session.get_one(Edition, run.edition_id)
    book = hold(session, edition)
    decide(session, run, ACCEPTED, by)
    same_days = run.problem["first_day"] == edition.first_day.isoformat()
    if book.revision != run.revision or run.answer is None or not same_days:
        raise StaleRidesError
    stands = standing(session, edition, language)
    shown = proposed(stands, run)
    _refuse(anew(stands.problem, stands.problem.current, shown.whole))
    clock, wanted, new = Clock.of(edition), dict[int, dict[str, Any] | None](), []
    for one in shown.differences:
        if one.kind == NEW:
            new.append(plain(clock, one.shown))
        elif one.kind != STAYS and one.before is not None:
            wanted[stands.numbers[one.before]] = None if one.kind == ENDED else plain(clock, one.shown)
    remember(session, book, by, *lay(session, edition, book, wanted, new, by))
    record(session, run, ACCEPTED, by=by, after=run.outline)


def refuse(session: Session, run: RideRun, by: Actor) -> None:
    """Raises DecidedError."""
    hold(session, session.get_one(Edition, run.edition_id))
    decide(session, run, REFUSED, by)
    record(session, run, REFUSED, by=by)


def add(
    session: Session, edition: Edition, ride: core.Ride, by: User, language: str = "vi"
) -> tuple[int, list[Finding]]:
    """A ride made by hand: its number, and what it warns of. Raises BrokenRulesError."""
    book = hold(session, edition)
    findings = _judged(standing(session, edition, language), None, ride)
    before, after = lay(session, edition, book, {}, [plain(Clock.of(edition), ride, by_hand=True)], by)
    remember(session, book, by, before, after)
    return next(iter(after)), findings


def change(
    session: Session, edition: Edition, row: Ride, seen: int, ride: core.Ride | None, by: User, language: str = "vi"
) -> list[Finding]:
    """Makes a ride so, or cancels it where nobody is left on it, and answers with what that warns of. `seen` is the
    version that its sender saw.

    Raises ChangedMeanwhileError, BrokenRulesError.
    """
    book = hold(session, edition)
    session.refresh(row)
    stands = standing(session, edition, language)
    if row.version != seen or row.id not in stands.rides:
        raise ChangedMeanwhileError
    findings = _judged(stands, row.id, ride)
    wanted = {row.id: None if ride is None else plain(Clock.of(edition), ride, by_hand=True)}
    remember(session, book, by, *lay(session, edition, book, wanted, (), by))
    return findings


def judged(stands: Standing, number: int | None, ride: core.Ride | None) -> list[Finding]:
    """What the rides would break that they do not break yet, with this one in the place of that of the number."""
    then = {**stands.rides}
    old = then.pop(number) if number is not None else None
    changed = [one for one in (old, ride) if one is not None]
    after = [*then.values(), *([] if ride is None else [ride])]
    return anew(stands.problem, near(stands.problem.current, *changed), near(after, *changed))


def undo(session: Session, edition: Edition, last: RideChange, by: User, language: str = "vi") -> None:
    """Takes the person's last change back, as long as nobody has changed rides since. The same again changes nothing.

    Raises ChangedMeanwhileError, BrokenRulesError where the rules do not let rides back.
    """
    book = hold(session, edition)
    session.refresh(last)
    if last.undone:
        return
    stands = standing(session, edition, language)
    found = undoable(session, edition, by)
    if found is None or found.id != last.id:
        raise ChangedMeanwhileError
    clock, back = Clock.of(edition), dict(last.before)
    gone = {id for id, _ in last.after}
    again = {id: read(clock, facts) for id, facts in back.items()}
    if known(stands.problem, again) != again:
        raise ChangedMeanwhileError
    staying = [ride for number, ride in stands.rides.items() if number not in gone]
    _refuse(anew(stands.problem, stands.problem.current, [*staying, *again.values()]))
    lay(session, edition, book, {**dict.fromkeys(gone), **back}, (), by)
    last.undone = True
    session.flush()
    record(session, book, TAKEN_BACK, by=by, after={"rides": len(gone | set(back))})


def move_rides(session: Session, edition: Edition, days: int) -> None:
    """Rides, and who is away, move with a festival that is postponed."""
    book, later = hold(session, edition), timedelta(days=days)
    rides = select(Ride).where(Ride.edition_id == edition.id).options(selectinload(Ride.stops))
    for ride in session.scalars(rides):
        ride.starts, ride.ends = ride.starts + later, ride.ends + later
        for stop in ride.stops:
            stop.arrives, stop.begins, stop.departs = (
                moment + later for moment in (stop.arrives, stop.begins, stop.departs)
            )
    for away in session.scalars(select(Outage).where(Outage.edition_id == edition.id)):
        away.starts, away.ends = away.starts + later, away.ends + later
    book.revision += 1
    session.flush()


def hold(session: Session, edition: Edition) -> RideBook:
    """The row of all rides, locked until the caller commits; made at its first use."""
    locked = select(RideBook).where(RideBook.edition_id == edition.id).with_for_update()
    book = session.scalar(locked.execution_options(populate_existing=True))
    if book is None:
        try:
            with session.begin_nested():
                session.add(RideBook(edition_id=edition.id))
        except IntegrityError:
            session.expire_all()
        book = session.scalars(locked).one()
    return book


def _judged(stands: Standing, number: int | None, ride: core.Ride | None) -> list[Finding]:
    findings = judged(stands, number, ride)
    _refuse(findings)
    return findings


def _refuse(findings: Sequence[Finding]) -> None:
    if blocking := [finding for finding in findings if finding.blocks]:
        raise BrokenRulesError(blocking)
