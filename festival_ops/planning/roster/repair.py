"""Repairs of the roster with the least change: who is away is noted, and the solver asked who stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.models import RosterRun
from festival_ops.planning.roster import search
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.planning.snapshot import minute_now
from festival_ops.programme.models import Edition
from festival_ops.security.models import Absence, Officer
from festival_ops.security.models.people import UNWANTED
from festival_ops.web.history import Actor, Deed, record_all, snapshot
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Need
from solver.problem import Span

SECONDS = 5
# Who begins sooner has been told and is on the way.
HOURS = 12


@dataclass(frozen=True)
class Away:
    """People of whom is said that they are away for a while."""

    officers: Sequence[Officer]
    kind: str
    starts: datetime
    ends: datetime
    note: str = ""


def ask_for_a_repair(session: Session, edition: Edition, away: Away, hours: int, by: Actor) -> RosterRun:
    """Notes who is away and asks for the least change that makes the roster whole; the caller commits.

    No duty that begins within so many hours from now changes, unless its officer is away.
    """
    note_absences(session, edition, away, by)
    stands = standing(session, edition)
    minute = minute_now(edition, now())
    frozen = None if minute is None else minute + hours * 60
    problem = stands.problem if minute is None else as_of(stands.problem, minute)
    options = {"frozen": frozen, "hours": hours, "away": [officer.id for officer in away.officers]}
    return search.ask_for_a_repair(session, stands, problem, SECONDS, options, by)


def note_absences(session: Session, edition: Edition, away: Away, by: Actor) -> list[Absence]:
    """Adds what is not noted yet; an absence that is known already is not written twice."""
    ids = [officer.id for officer in away.officers]
    rows = select(Absence).where(Absence.edition_id == edition.id, Absence.officer_id.in_(ids))
    rows = rows.where(Absence.kind != UNWANTED)
    known: dict[int, list[Absence]] = {}
    for row in session.scalars(rows.order_by(Absence.starts)):
        known.setdefault(row.officer_id, []).append(row)
    made = [
        Absence(edition_id=edition.id, officer=officer, kind=away.kind, starts=starts, ends=ends, note=away.note)
        for officer in away.officers
        for starts, ends in _uncovered(away.starts, away.ends, known.get(officer.id, ()))
    ]
    session.add_all(made)
    session.flush()
    record_all(session, [Deed(row, "created", after=snapshot(row)) for row in made], by=by)
    return made


def as_of(problem: CrewProblem, minute: int) -> CrewProblem:
    """What can still be changed: nobody is called for what is over, nor released from it."""
    has = CrewPlan(problem.current)

    def still(need: Need) -> Need:
        there = len(has.officers_on(need.id))
        over = need.span.ends <= minute
        return replace(need, least=min(need.least, there), most=max(need.most, there)) if over else need

    officers = tuple(
        replace(officer, away=tuple(_from(minute, officer.away))) if officer.away else officer
        for officer in problem.officers
    )
    return replace(problem, needs=tuple(map(still, problem.needs)), officers=officers)


def away_on_duty(stands: Standing) -> list[str]:
    """Names of people who are noted as away in the time of one of their duties."""
    officers = {officer for breach in stands.breaches if breach.rule == "available" for officer in breach.officers}
    return sorted(stands.problem.officer(officer).name for officer in officers)


def _uncovered(starts: datetime, ends: datetime, known: Iterable[Absence]) -> Iterator[tuple[datetime, datetime]]:
    for row in known:
        if row.starts >= ends:
            break
        if starts < row.starts:
            yield starts, row.starts
        starts = max(starts, row.ends)
    if starts < ends:
        yield starts, ends


def _from(minute: int, spans: Iterable[Span]) -> Iterator[Span]:
    return (Span(max(span.starts, minute), span.ends) for span in spans if span.ends > minute)
