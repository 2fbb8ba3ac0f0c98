"""Changes of who goes along, by hand or by accepting a search: always judged by the rules, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.actions.deciding import decide
from festival_ops.planning.escorts.drafting import Draft
from festival_ops.planning.escorts.judging import Finding, anew
from festival_ops.planning.escorts.snapshot import known_duties
from festival_ops.planning.escorts.standing import Standing, standing
from festival_ops.planning.models import EngagementTaking, EscortBook, EscortRun, Plan
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Engagement, Escort
from festival_ops.web.history import Actor, Deed, record, record_all, snapshot
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import Duty

ACCEPTED, REFUSED, CHANGED, AWAY, BACK = "accepted", "refused", "changed", "away", "back"


class BrokenRulesError(Exception):
    """The change would break what is never broken."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class StaleBookError(Exception):
    """Somebody changed who goes along after what is to be changed was seen."""


def take_over(session: Session, edition: Edition, offered: Sequence[Draft], by: Actor, why: str) -> int:
    """Writes all drafted engagements down; gives how many."""
    pairs = select(Engagement.delegation_id, Engagement.name).where(Engagement.edition_id == edition.id)
    taken = {(delegation, name) for delegation, name in session.execute(pairs)}
    rows = [draft.row(taken) for draft in offered]
    session.add_all(rows)
    session.flush()
    record_all(session, [Deed(row, "created", after=snapshot(row), reason=why) for row in rows], by=by)
    if rows:
        written = [[row.id, row.version] for row in rows]
        session.add(EngagementTaking(edition_id=edition.id, user_id=by.id, written=written))
        session.flush()
    return len(rows)


def give(
    session: Session, edition: Edition, plan: Plan | None, seen: int, old: Duty | None, new: Duty | None, by: Actor
) -> list[Finding]:
    """Takes one duty from somebody, gives one to somebody, or both at once; what a hand takes away is not held fast
    any more. Gives what that warns of. Raises StaleBookError, BrokenRulesError.
    """
    row = hold(session, edition)
    if row.revision == seen and old is not None:
        row.pins = [pin for pin in row.pins if pin != _plain(old)]
    stands = standing(session, edition, plan)
    had = set(stands.plan.duties)
    gone = row.revision != seen or (old is not None and old not in had)
    if gone or (new is not None and ((new.engagement, new.pair) not in stands.problem.tasks or new in had)):
        raise StaleBookError
    duties = (had - {old}) | ({new} if new else set())
    findings = anew(stands, EscortPlan(tuple(sorted(duties))))
    _refuse(findings)
    _lay(session, row, duties)
    record(session, row, CHANGED, by=by, after={"duties": len(duties)})
    return findings


def pin(
    session: Session, edition: Edition, plan: Plan | None, seen: int, duty: Duty, *, fixed: bool, whole: bool, by: Actor
) -> int:
    """Holds a duty fast, or lets it go; `whole` means everything of the kind that the escort does with the delegation.
    Gives how many duties. Raises StaleBookError."""
    row = hold(session, edition)
    stands = standing(session, edition, plan)
    if row.revision != seen or duty not in stands.plan.duties:
        raise StaleBookError
    problem = stands.problem
    group = problem.engagement(duty.engagement).delegation, duty.pair
    mine = [each for each in stands.plan.of(duty.escort) if whole or each == duty]
    chosen = {each for each in mine if (problem.engagement(each.engagement).delegation, each.pair) == group}
    pins = (set(problem.pins) | chosen) if fixed else (set(problem.pins) - chosen)
    row.pins, row.revision = [_plain(each) for each in sorted(pins)], row.revision + 1
    session.flush()
    record(session, row, CHANGED, by=by, after={"duties": len(row.duties), "pins": len(row.pins)})
    return len(chosen)


def note_away(
    session: Session, edition: Edition, plan: Plan | None, escort: Escort, starts: datetime, ends: datetime, by: Actor
) -> None:
    """Notes that somebody cannot come after all; a repair finds who takes over. Nothing of those hours is held fast."""
    row = hold(session, edition)
    facts = standing(session, edition, plan).facts
    meets = {id for id, hours in facts.hours.items() if hours.starts < ends and hours.ends > starts}
    row.pins = [pin for pin in row.pins if pin[0] != escort.id or pin[1] not in meets]
    row.away = [*row.away, _absence(escort, starts, ends)]
    row.revision += 1
    session.flush()
    record(session, row, AWAY, by=by, after={"escort": escort.code})


def forget_away(
    session: Session, edition: Edition, escort: Escort, starts: datetime, ends: datetime, by: Actor
) -> bool:
    """The escort can come again; who has taken over stays. Gives whether anything was noted."""
    row = hold(session, edition)
    noted = _absence(escort, starts, ends)
    if noted not in row.away:
        return False
    row.away = [each for each in row.away if each != noted]
    row.revision += 1
    session.flush()
    record(session, row, BACK, by=by, after={"escort": escort.code})
    return True


def accept(session: Session, edition: Edition, plan: Plan | None, run: EscortRun, by: Actor) -> None:
    """Lays the answer of a search over the book from which it began.

    Raises DecidedError, StaleBookError, BrokenRulesError.
    """
    row = hold(session, edition)
    decide(session, run, ACCEPTED, by)
    if row.revision != run.revision or run.answer is None:
        raise StaleBookError
    stands = standing(session, edition, plan)
    duties = answered(run, stands)
    _refuse(anew(stands, EscortPlan(duties)))
    _lay(session, row, duties)
    record(session, run, ACCEPTED, by=by, after={"duties": len(duties)})


def refuse(session: Session, edition: Edition, run: EscortRun, by: Actor) -> None:
    """Raises DecidedError."""
    hold(session, edition)
    decide(session, run, REFUSED, by)
    record(session, run, REFUSED, by=by)


def answered(run: EscortRun, stands: Standing) -> tuple[Duty, ...]:
    """The duties of the answer, as far as the people are still there and the engagements still have hours."""
    found = (run.answer or {"plan": {"duties": []}})["plan"]["duties"]
    written = ([one["escort"], one["engagement"], one["pair"]] for one in found)
    problem = stands.problem
    return known_duties(written, {one.id for one in problem.escorts}, {one.id for one in problem.engagements})


def hold(session: Session, edition: Edition) -> EscortBook:
    """The row of who goes along, locked until the caller commits; made at its first use."""
    locked = select(EscortBook).where(EscortBook.edition_id == edition.id).with_for_update()
    row = session.scalar(locked.execution_options(populate_existing=True))
    if row is None:
        try:
            with session.begin_nested():
                session.add(EscortBook(edition_id=edition.id))
        except IntegrityError:
            session.expire_all()
        row = session.scalars(locked).one()
    return row


def revision_of(session: Session, edition: Edition) -> int:
    return session.scalar(select(EscortBook.revision).where(EscortBook.edition_id == edition.id)) or 0


def _lay(session: Session, row: EscortBook, duties: Iterable[Duty]) -> None:
    row.duties = [_plain(duty) for duty in sorted(duties)]
    row.revision += 1
    session.flush()


def _plain(duty: Duty) -> list[Any]:
    return [duty.escort, duty.engagement, duty.pair]


def _absence(escort: Escort, starts: datetime, ends: datetime) -> list[Any]:
    return [escort.id, starts.isoformat(), ends.isoformat()]


def _refuse(findings: Sequence[Finding]) -> None:
    if blocking := [finding for finding in findings if finding.blocks]:
        raise BrokenRulesError(blocking)
