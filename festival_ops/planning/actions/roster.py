"""Changes of the roster, by hand or by accepting a search: always judged by the rules, and one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.database import now
from festival_ops.planning.models import Duty, Roster, RosterRun
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.judging import Finding, broken_by, told
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record, snapshot
from solver.crew import problem as core
from solver.crew.check import check
from solver.crew.plan import CrewPlan

ACCEPTED, REFUSED = "accepted", "refused"
ASSIGNED, TAKEN_OFF = "assigned", "taken off"


class UnknownNeedError(Exception):
    """Nothing is needed there on that day any more."""


class TakenError(Exception):
    """Somebody else has put the officer there before."""

    def __init__(self, duty: Duty) -> None:
        super().__init__()
        self.duty = duty


class RefusedError(Exception):
    """The change would break what this edition never breaks."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class StaleRosterError(Exception):
    """Somebody changed the roster after what we are about to lay over it was made."""


class DecidedError(Exception):
    """Somebody has decided on this search before."""


def assign(
    session: Session, edition: Edition, officer: int, need: NeedOn, by: User, language: str = "vi"
) -> list[Finding]:
    """Puts an officer there and answers with what it warns of. The same again changes nothing.

    Raises UnknownNeedError, TakenError, RefusedError.
    """
    roster = _held(session, edition)
    there = _found(session, officer, need)
    if there is not None:
        if there.user_id == by.id:
            return []
        raise TakenError(there)
    stands = standing(session, edition, language)
    number = need.number(edition.first_day)
    if number not in stands.needs or not stands.serves(officer):
        raise UnknownNeedError
    findings = told(stands.problem, broken_by(stands.problem, stands.plan, officer, number))
    if any(finding.blocks for finding in findings):
        raise RefusedError([finding for finding in findings if finding.blocks])
    duty = Duty(edition_id=edition.id, officer_id=officer, by_hand=True, user_id=by.id, **_columns(need))
    session.add(duty)
    _advance(session, roster)
    record(session, duty, ASSIGNED, by=by, after=snapshot(duty))
    return findings


def take_off(session: Session, edition: Edition, duty: Duty, by: Actor) -> None:
    """Ends one duty."""
    roster = _held(session, edition)
    before = snapshot(duty)
    session.delete(duty)
    _advance(session, roster)
    record(session, duty, TAKEN_OFF, by=by, before=before)


def accept(session: Session, run: RosterRun, by: User, language: str = "vi") -> None:
    """Lays the answer of a search over the roster that it began from; duties that stay keep who gave them.

    Raises DecidedError, StaleRosterError, RefusedError.
    """
    edition = session.get_one(Edition, run.edition_id)
    roster = _held(session, edition)
    _decide(session, run, ACCEPTED, by)
    same_days = run.problem["first_day"] == edition.first_day.isoformat()
    if roster.revision != run.revision or run.answer is None or not same_days:
        raise StaleRosterError
    stands = standing(session, edition, language)
    before, after = set(stands.problem.current), _still_possible(stands, run.answer["plan"]["duties"])
    _refuse_breaches(stands, after)
    _lay(session, edition, before, after, by)
    _advance(session, roster)
    record(session, run, ACCEPTED, by=by, before=_listed(before), after=_listed(after))


def refuse(session: Session, run: RosterRun, by: Actor) -> None:
    _held(session, session.get_one(Edition, run.edition_id))
    _decide(session, run, REFUSED, by)
    record(session, run, REFUSED, by=by)


def move_duties(session: Session, edition: Edition, days: int) -> None:
    """Duties move with a festival that is postponed; the later day first where it moves on, so that none meet."""
    roster = _held(session, edition)
    held = select(Duty.day).where(Duty.edition_id == edition.id).distinct()
    for day in sorted(session.scalars(held), reverse=days > 0):
        there = update(Duty).where(Duty.edition_id == edition.id, Duty.day == day)
        session.execute(there.values(day=day + timedelta(days=days), version=Duty.version + 1))
    _advance(session, roster)


def _held(session: Session, edition: Edition) -> Roster:
    """The roster's row, locked until the caller commits; made at its first use."""
    locked = select(Roster).where(Roster.edition_id == edition.id).with_for_update()
    roster = session.scalar(locked.execution_options(populate_existing=True))
    if roster is None:
        try:
            with session.begin_nested():
                session.add(Roster(edition_id=edition.id))
        except IntegrityError:
            session.expire_all()
        roster = session.scalars(locked).one()
    return roster


def _advance(session: Session, roster: Roster) -> None:
    roster.revision += 1
    session.flush()


def _columns(need: NeedOn) -> dict[str, Any]:
    return {"need_id": need.need, "day": need.day, "stretch": need.stretch}


def _found(session: Session, officer: int, need: NeedOn) -> Duty | None:
    return session.scalar(select(Duty).filter_by(officer_id=officer, **_columns(need)))


def _still_possible(stands: Standing, kept: Iterable[dict[str, int]]) -> set[core.Duty]:
    """Duties of people and needs that exist still."""
    duties = (core.Duty(duty["officer"], duty["need"]) for duty in kept)
    return {duty for duty in duties if duty.need in stands.needs and stands.serves(duty.officer)}


def _refuse_breaches(stands: Standing, after: set[core.Duty]) -> None:
    """People or needs may have changed since the search began: what an officer may not do is not laid."""
    known = {breach.subject for breach in stands.breaches}
    found = check(stands.problem, CrewPlan(tuple(sorted(after))))
    anew = [breach for breach in found if breach.officers and breach.subject not in known]
    findings = [finding for finding in told(stands.problem, anew) if finding.blocks]
    if findings:
        raise RefusedError(findings)


def _lay(session: Session, edition: Edition, before: set[core.Duty], after: set[core.Duty], by: User) -> None:
    """Duties of people or needs that the problem does not know stay in the table and out of sight."""
    gone = {(duty.officer, NeedOn.of(duty.need, edition.first_day)) for duty in before - after}
    rows = session.scalars(select(Duty).where(Duty.edition_id == edition.id))
    ids = [row.id for row in rows if (row.officer_id, NeedOn(row.need_id, row.day, row.stretch)) in gone]
    for begin in range(0, len(ids), 500):
        session.execute(delete(Duty).where(Duty.id.in_(ids[begin : begin + 500])))
    moment = now()
    new = [
        {"edition_id": edition.id, "officer_id": duty.officer, "user_id": by.id, "at": moment, "version": 1,
         "by_hand": False, **_columns(NeedOn.of(duty.need, edition.first_day))}
        for duty in sorted(after - before)
    ]  # fmt: skip
    if new:
        session.execute(insert(Duty), new)


def _listed(duties: set[core.Duty]) -> dict[str, Any]:
    return {"duties": [[duty.officer, duty.need] for duty in sorted(duties)]}


def _decide(session: Session, run: RosterRun, decision: str, by: Actor) -> None:
    decided = {"decision": decision, "decided_at": now(), "decided_by_id": by.id, "version": RosterRun.version + 1}
    undecided = update(RosterRun).where(RosterRun.id == run.id, RosterRun.decision.is_(None))
    if cast("CursorResult[Any]", session.execute(undecided.values(decided))).rowcount != 1:
        raise DecidedError
    session.refresh(run, ["decision", "decided_at", "decided_by_id", "version"])
