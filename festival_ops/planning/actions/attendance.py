"""Writing down who came to a duty and who has gone: once, however many people say so and however often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.database import now
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Attendance
from festival_ops.planning.roster.kept import Standing
from festival_ops.planning.roster.presence import EARLY, DutyOn
from festival_ops.programme.models import Edition
from festival_ops.web.history import record, snapshot

# A tap that was longer on its way counts from when the office learned of it.
LONGEST_WAY = timedelta(hours=12)


class Act(StrEnum):
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    NO_ARRIVAL = "arrival-removal"
    NO_DEPARTURE = "departure-removal"


class Result(StrEnum):
    DONE = "done"
    EARLIER = "earlier"
    KNOWN = "known"
    UNLISTED = "unlisted"
    TOO_EARLY = "too early"
    OVER = "over"
    NOT_HERE = "not here"


@dataclass(frozen=True)
class Tap:
    """What somebody says of people at a post; `moment` is when they said it, as far as it may count."""

    act: Act
    moment: datetime
    how: str = "list"


@dataclass(frozen=True)
class Outcome:
    """What became of it. `at` and `by` are what stands written, or the hour that stood in the way."""

    duty: DutyOn
    act: Act
    result: Result
    at: datetime | None = None
    by: User | None = None

    @property
    def refused(self) -> bool:
        return self.result in (Result.UNLISTED, Result.TOO_EARLY, Result.OVER, Result.NOT_HERE)


def counted(received: datetime, drawn: datetime | None, waited: timedelta) -> datetime:
    """The moment of a tap that waited for the network: never before its page was drawn, nor after it arrived.

    Only how long it waited is taken from the phone, so that a wrong clock there changes nothing.
    """
    if drawn is None or not timedelta() <= waited <= LONGEST_WAY:
        return received
    return min(received, max(drawn, received - waited))


def note(session: Session, edition: Edition, stands: Standing, duty: DutyOn, tap: Tap, by: User) -> Outcome:
    """Writes one tap down, or says why not."""
    row = session.scalar(_locked(edition, duty))
    match tap.act:
        case Act.ARRIVAL:
            return _arrive(session, edition, stands, duty, tap, by, row)
        case Act.DEPARTURE:
            return _depart(session, duty, tap, by, row)
        case Act.NO_ARRIVAL:
            return _take_back(session, duty, tap, by, row, ("arrived", "departed"))
        case Act.NO_DEPARTURE:
            return _take_back(session, duty, tap, by, row, ("departed",))


def _arrive(
    session: Session, edition: Edition, stands: Standing, duty: DutyOn, tap: Tap, by: User, row: Attendance | None
) -> Outcome:
    if row is not None and row.arrived is not None:
        return _once_more(session, duty, tap, by, row)
    number = duty.key.number(edition.first_day)
    if duty.officer not in stands.plan.officers_on(number):
        return Outcome(duty, tap.act, Result.UNLISTED)
    need, clock = stands.problem.need(number), Clock.of(edition)
    starts, ends = clock.moment(need.span.starts), clock.moment(need.span.ends)
    if tap.moment < starts - EARLY:
        return Outcome(duty, tap.act, Result.TOO_EARLY, starts - EARLY)
    if tap.moment >= ends:
        return Outcome(duty, tap.act, Result.OVER, ends)
    row = row or _begun(session, edition, duty, need.post)
    if row.arrived is not None:
        return _once_more(session, duty, tap, by, row)
    row.starts, row.ends, row.how = starts, ends, tap.how
    return _stamp_arrival(session, duty, tap, by, row, Result.DONE)


def _once_more(session: Session, duty: DutyOn, tap: Tap, by: User, row: Attendance) -> Outcome:
    """Two people saw the same officer: whoever saw him first is right, and both are told."""
    before_the_shift = tap.moment < row.starts - EARLY
    if row.arrived is not None and tap.moment < row.arrived and not before_the_shift:
        return _stamp_arrival(session, duty, tap, by, row, Result.EARLIER)
    return Outcome(duty, tap.act, Result.KNOWN, row.arrived, row.arrival_by)


def _stamp_arrival(session: Session, duty: DutyOn, tap: Tap, by: User, row: Attendance, result: Result) -> Outcome:
    before = snapshot(row)
    row.arrived, row.arrival_noted, row.arrival_by = tap.moment, now(), by
    session.flush()
    record(session, row, "checked in", by=by, before=before, after=snapshot(row))
    return Outcome(duty, tap.act, result, row.arrived, by)


def _depart(session: Session, duty: DutyOn, tap: Tap, by: User, row: Attendance | None) -> Outcome:
    if row is None or row.arrived is None:
        return Outcome(duty, tap.act, Result.NOT_HERE)
    if row.departed is not None:
        return Outcome(duty, tap.act, Result.KNOWN, row.departed, row.departure_by)
    before = snapshot(row)
    row.departed, row.departure_noted, row.departure_by = max(tap.moment, row.arrived), now(), by
    session.flush()
    record(session, row, "checked out", by=by, before=before, after=snapshot(row))
    return Outcome(duty, tap.act, Result.DONE, row.departed, by)


def _take_back(
    session: Session, duty: DutyOn, tap: Tap, by: User, row: Attendance | None, what: tuple[str, ...]
) -> Outcome:
    """Empties a mistaken check-in or check-out; a check-in takes the check-out along."""
    if row is None or getattr(row, what[0]) is None:
        return Outcome(duty, tap.act, Result.KNOWN)
    before = snapshot(row)
    if "arrived" in what:
        row.arrived = row.arrival_noted = row.arrival_by = None
    row.departed = row.departure_noted = row.departure_by = None
    session.flush()
    act = "check-in taken back" if "arrived" in what else "check-out taken back"
    record(session, row, act, by=by, before=before, after=snapshot(row))
    return Outcome(duty, tap.act, Result.DONE)


def _begun(session: Session, edition: Edition, duty: DutyOn, post: int) -> Attendance:
    """A row for the duty; whoever makes it in the same moment makes the one that both go on with."""
    columns = {"officer_id": duty.officer, "need_id": duty.key.need, "day": duty.key.day, "stretch": duty.key.stretch}
    moment = now()
    row = Attendance(edition_id=edition.id, post_id=post, starts=moment, ends=moment, **columns)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        session.expire_all()
    return session.scalars(_locked(edition, duty)).one()


def _locked(edition: Edition, duty: DutyOn) -> Select[Attendance]:
    """The row of the duty, if it has one, locked until the caller commits."""
    key = duty.key
    wanted = select(Attendance).where(Attendance.edition_id == edition.id, Attendance.officer_id == duty.officer)
    same = wanted.where(Attendance.need_id == key.need, Attendance.day == key.day, Attendance.stretch == key.stretch)
    return same.with_for_update().execution_options(populate_existing=True)
