"""Changes of the roster, by hand or by accepting a search: always judged by the rules, and one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.planning.actions import duty_changes
from festival_ops.planning.actions.deciding import DecidedError, decide
from festival_ops.planning.actions.duty_changes import Given
from festival_ops.planning.models import Duty, DutyChange, Roster, RosterRun
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.judging import Finding, broken_by, told
from festival_ops.planning.roster.kept import standing
from festival_ops.planning.roster.proposed import Proposed, breaks_anew, proposed
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, Deed, record, record_all, snapshot
from solver.crew import problem as core

ACCEPTED, REFUSED = "accepted", "refused"
ASSIGNED, TAKEN_OFF = "assigned", "taken off"
LEFT_OUT, TAKEN_IN, TAKEN_BACK, CLEARED = "left out", "taken in", "taken back", "cleared"


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


class ChangedMeanwhileError(Exception):
    """What is to be taken back is no longer as its maker left it."""


class OtherChoiceError(Exception):
    """Somebody has left out other changes than the reader saw."""


def assign(
    session: Session, edition: Edition, officer: int, need: NeedOn, by: User, language: str = "vi"
) -> list[Finding]:
    """Puts an officer there and answers with what it warns of. The same again changes nothing.

    Raises UnknownNeedError, TakenError, RefusedError.
    """
    roster = hold(session, edition)
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
    duty_changes.remember(session, edition, by, added=[Given(officer, need, by_hand=True)])
    _advance(session, roster)
    record(session, duty, ASSIGNED, by=by, after=snapshot(duty))
    return findings


def take_off(session: Session, edition: Edition, duty: Duty, by: Actor) -> None:
    """Ends one duty."""
    roster = hold(session, edition)
    before = snapshot(duty)
    session.delete(duty)
    duty_changes.remember(session, edition, by, ended=[duty_changes.given(duty)])
    _advance(session, roster)
    record(session, duty, TAKEN_OFF, by=by, before=before)


def accept(session: Session, run: RosterRun, by: User, language: str = "vi", *, left_out: Collection[int] = ()) -> None:
    """Lays the answer of a search over the roster that it began from; duties that stay keep who gave them.

    `left_out` are the people whose changes its reader saw left out. Raises DecidedError, StaleRosterError,
    OtherChoiceError, RefusedError.
    """
    edition = session.get_one(Edition, run.edition_id)
    roster = hold(session, edition)
    decide(session, run, ACCEPTED, by)
    same_days = run.problem["first_day"] == edition.first_day.isoformat()
    if roster.revision != run.revision or run.answer is None or not same_days:
        raise StaleRosterError
    if set(left_out) != set(run.left_out):
        raise OtherChoiceError
    shown = proposed(edition, standing(session, edition, language), run)
    if findings := shown.breaks():
        raise RefusedError(findings)
    before = set(shown.now.problem.current)
    gone = {_key(edition, duty) for duty in before - shown.after}
    new = [Given(*_key(edition, duty)) for duty in shown.after - before]
    ended = duty_changes.lay(session, edition, gone, new, by)
    duty_changes.remember(session, edition, by, added=new, ended=ended)
    _advance(session, roster)
    record(session, run, ACCEPTED, by=by, before=_listed(before), after=_listed(set(shown.after)))


def leave_out(session: Session, run: RosterRun, officer: int, by: User, language: str = "vi") -> None:
    """The person's duties stay as they are, whatever the search proposes; the same again changes nothing.

    Raises DecidedError, RefusedError where the rules do not allow it.
    """
    edition = session.get_one(Edition, run.edition_id)
    _undecided(session, edition, run)
    if officer in run.left_out:
        return
    shown = proposed(edition, standing(session, edition, language), run)
    run.left_out = sorted({*run.left_out, officer})
    _refuse_worse(shown, proposed(edition, shown.now, run))
    session.flush()
    record(session, run, LEFT_OUT, by=by, after={"officer": officer})


def take_in(session: Session, run: RosterRun, officer: int, by: User, language: str = "vi") -> None:
    """The person's changes count again. Raises as `leave_out`."""
    edition = session.get_one(Edition, run.edition_id)
    _undecided(session, edition, run)
    if officer not in run.left_out:
        return
    shown = proposed(edition, standing(session, edition, language), run)
    run.left_out = [id for id in run.left_out if id != officer]
    _refuse_worse(shown, proposed(edition, shown.now, run))
    session.flush()
    record(session, run, TAKEN_IN, by=by, after={"officer": officer})


def _undecided(session: Session, edition: Edition, run: RosterRun) -> None:
    hold(session, edition)
    session.refresh(run, ["decision", "left_out"])
    if run.decision is not None:
        raise DecidedError


def _refuse_worse(before: Proposed, after: Proposed) -> None:
    """Refuses what the proposal would break only because of this choice."""
    known = before.blocking()
    if findings := [finding for finding in after.blocking() if finding not in known]:
        raise RefusedError(findings)


def clear(session: Session, edition: Edition, duties: Iterable[Duty], by: Actor) -> None:
    """Removes duties that no roster knows any more."""
    roster = hold(session, edition)
    deeds = [Deed(row, CLEARED, before=snapshot(row)) for row in duties]
    for deed in deeds:
        session.delete(deed.row)
    if deeds:
        _advance(session, roster)
        record_all(session, deeds, by=by)


def undo(session: Session, edition: Edition, change: DutyChange, by: User, language: str = "vi") -> None:
    """Takes the person's last change back. The same again changes nothing.

    Raises ChangedMeanwhileError where its duties are no longer as it left them, RefusedError where the rules do not
    let people back.
    """
    roster = hold(session, edition)
    session.refresh(change)
    if change.undone:
        return
    last = duty_changes.undoable(session, edition, by)
    if last is None or last.id != change.id or duty_changes.overtaken(session, edition, change):
        raise ChangedMeanwhileError
    added, ended = (list(map(Given.read, plain)) for plain in (change.added, change.ended))
    gone = {each.key for each in added}
    stands = standing(session, edition, language)
    back = {core.Duty(each.officer, each.need.number(edition.first_day)) for each in ended}
    after = {duty for duty in stands.problem.current if _key(edition, duty) not in gone}
    known = {duty for duty in back if duty.need in stands.needs and stands.serves(duty.officer)}
    if findings := breaks_anew(stands, after | known):
        raise RefusedError(findings)
    duty_changes.lay(session, edition, gone, ended, by)
    change.undone = True
    _advance(session, roster)
    left = {core.Duty(each.officer, each.need.number(edition.first_day)) for each in added}
    record(session, roster, TAKEN_BACK, by=by, before=_listed(left), after=_listed(back))


def refuse(session: Session, run: RosterRun, by: Actor) -> None:
    hold(session, session.get_one(Edition, run.edition_id))
    decide(session, run, REFUSED, by)
    record(session, run, REFUSED, by=by)


def move_duties(session: Session, edition: Edition, days: int) -> None:
    """Duties move with a festival that is postponed; the later day first where it moves on, so that none meet."""
    roster = hold(session, edition)
    held = select(Duty.day).where(Duty.edition_id == edition.id).distinct()
    for day in sorted(session.scalars(held), reverse=days > 0):
        there = update(Duty).where(Duty.edition_id == edition.id, Duty.day == day)
        session.execute(there.values(day=day + timedelta(days=days), version=Duty.version + 1))
    _advance(session, roster)


@contextmanager
def changing(session: Session, edition: Edition) -> Iterator[None]:
    """Whatever is done within it to needs with people at them is done before or after any other change of duties."""
    roster = hold(session, edition)
    yield
    _advance(session, roster)


def hold(session: Session, edition: Edition) -> Roster:
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


def _key(edition: Edition, duty: core.Duty) -> tuple[int, NeedOn]:
    return duty.officer, NeedOn.of(duty.need, edition.first_day)


def _listed(duties: set[core.Duty]) -> dict[str, Any]:
    return {"duties": [[duty.officer, duty.need] for duty in sorted(duties)]}
