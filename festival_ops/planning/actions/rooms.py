"""Taking over proposed rooms, all or some, and taking that back: judged by the rules, one person after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.actions.deciding import DecidedError
from festival_ops.planning.lodging.proposal import Line, Proposed
from festival_ops.planning.lodging.standing import Finding, Standing, standing
from festival_ops.planning.models import RoomChange, RoomRun
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Lodging
from festival_ops.web.history import Actor, Deed, record, record_all, snapshot

ACCEPTED, REFUSED, TAKEN_BACK = "accepted", "refused", "taken back"


class BrokenRulesError(Exception):
    """The rooms would break what is never broken."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class ChangedSinceError(Exception):
    """Rooms or stays are no longer as their sender saw them."""


def take_over(session: Session, edition: Edition, run: RoomRun, picked: Mapping[str, str], by: Actor) -> list[Line]:
    """Gives the guests of these lines their rooms, with whoever must leave one first; `picked` are the stamps under
    which the lines were seen. Gives what was taken over.

    Raises DecidedError, ChangedSinceError, BrokenRulesError.
    """
    hold(session, edition, run)
    found = Proposed(standing(session, edition), run)
    there = {line.key: line for line in found.lines}
    if not picked or any(key not in there or there[key].stamp != stamp or there[key].stale
                         for key, stamp in picked.items()):  # fmt: skip
        raise ChangedSinceError
    lines = found.with_what_belongs(picked)
    given = found.laid(lines)
    _refuse(found.stands, given)
    if len(lines) == len(there):
        _decide(run, ACCEPTED, by)
    stays = [stay for line in lines for stay in line.stays]
    before = [[stay, found.stands.facts.given.get(stay)] for stay in stays]
    after = [[stay, given.get(stay)] for stay in stays]
    _lay(session, found.stands, after, by)
    session.add(RoomChange(edition_id=edition.id, run_id=run.id, user_id=by.id, before=before, after=after))
    session.flush()
    record(session, run, ACCEPTED, by=by, after={"rooms": len(after)})
    return lines


def refuse(session: Session, edition: Edition, run: RoomRun, by: Actor) -> None:
    """Raises DecidedError."""
    hold(session, edition, run)
    _decide(run, REFUSED, by)
    session.flush()
    record(session, run, REFUSED, by=by)


def undo(session: Session, edition: Edition, change: RoomChange, by: Actor) -> None:
    """Brings back the rooms of before, as long as all that it changed still stands; the same again changes nothing.

    Raises ChangedSinceError, BrokenRulesError.
    """
    hold(session, edition)
    session.refresh(change)
    if change.undone:
        return
    stands = standing(session, edition)
    if not _stands(stands, change):
        raise ChangedSinceError
    given = dict(stands.facts.given)
    for stay, allotment in change.before:
        given.pop(stay, None)
        if allotment is not None:
            given[stay] = allotment
    _refuse(stands, given)
    change.undone = True
    _lay(session, stands, change.before, by)
    run = session.get(RoomRun, change.run_id) if change.run_id is not None else None
    if run is not None:
        run.decision = run.decided_at = run.decided_by_id = None
        session.flush()
        record(session, run, TAKEN_BACK, by=by, after={"rooms": len(change.before)})


def undoable(session: Session, stands: Standing, edition: Edition, by: Actor) -> RoomChange | None:
    """The person's last change, if all of it still stands."""
    mine = select(RoomChange).where(RoomChange.edition_id == edition.id, RoomChange.user_id == by.id)
    last = session.scalar(mine.where(RoomChange.undone.is_(False)).order_by(RoomChange.id.desc()).limit(1))
    return last if last is not None and _stands(stands, last) else None


def hold(session: Session, edition: Edition, run: RoomRun | None = None) -> None:
    """Whoever gives rooms waits here until the one before has done so. Raises DecidedError."""
    session.scalar(select(Edition.id).where(Edition.id == edition.id).with_for_update())
    if run is not None:
        session.refresh(run)
        if run.decision is not None:
            raise DecidedError
    stays = select(Lodging).where(Lodging.edition_id == edition.id)
    session.scalars(stays.execution_options(populate_existing=True)).all()


def _stands(stands: Standing, change: RoomChange) -> bool:
    facts = stands.facts
    return all(
        stay in facts.rows
        and facts.given.get(stay) == allotment
        and not (facts.rows[stay].fixed or facts.rows[stay].room)
        for stay, allotment in change.after
    ) and all(allotment is None or allotment in facts.allotments for _stay, allotment in change.before)


def _lay(session: Session, stands: Standing, rooms: Iterable[Sequence[Any]], by: Actor) -> None:
    deeds = []
    for stay, allotment in rooms:
        row = stands.facts.rows[stay]
        before = snapshot(row)
        row.allotment = stands.facts.allotments[allotment] if allotment is not None else None
        row.room = ""
        deeds.append((row, before))
    session.flush()
    record_all(session, [Deed(row, "changed", before, snapshot(row)) for row, before in deeds], by=by)


def _refuse(stands: Standing, given: Mapping[int, int]) -> None:
    if blocking := [finding for finding in stands.told(stands.worse(given)) if finding.blocks]:
        raise BrokenRulesError(blocking)


def _decide(run: RoomRun, decision: str, by: Actor) -> None:
    run.decision, run.decided_at, run.decided_by_id = decision, now(), by.id
