"""Making the passes that are asked for, and what becomes of them: printed, handed out, given back, lost, void."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.actions.transfers import ChangedSinceError
from festival_ops.planning.models import PassTaking, VehiclePass
from festival_ops.planning.passes.asked_for import PassDraft, PassDrafting, PassLine, pass_drafting
from festival_ops.planning.passes.openings import Desk
from festival_ops.planning.rides.asked_for import STANDS
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Pass
from festival_ops.protocol.pass_kinds import HANDED, LOST, NEXT, OUT, PRINTED, VEHICLE, VOID
from festival_ops.web.history import Actor, Deed, record_all, snapshot


class AlteredSinceError(Exception):
    """Somebody has changed, printed or removed one of these passes since."""


@dataclass(frozen=True)
class PassesChosen:
    """Lines by their key, with the stamp under which they were seen; or, with `seen`, all that was offered."""

    picked: Mapping[str, str] = field(default_factory=dict)
    seen: str | None = None

    def lines(self, found: PassDrafting) -> list[PassLine]:
        """Those that are still to be taken over. Raises ChangedSinceError where others were seen."""
        if self.seen is not None:
            if found.offered and found.stamp != self.seen:
                raise ChangedSinceError
            return found.offered
        there = {line.key: line for line in found.lines}
        lines = [there[key] for key in self.picked if key in there and there[key].state != STANDS]
        if any(self.picked[line.key] != line.stamp for line in lines):
            raise ChangedSinceError
        return lines


@dataclass(frozen=True)
class PassesTaken:
    made: int = 0
    changed: int = 0
    voided: int = 0


def take_over(desk: Desk, chosen: PassesChosen, by: Actor, why: str) -> PassesTaken:
    """Makes, changes and voids what is chosen. The caller commits. Raises ChangedSinceError."""
    _hold(desk)
    session, number = desk.session, _last_number(desk)
    before, rows = {}, []
    for line in chosen.lines(pass_drafting(desk)):
        row = line.row
        if row is None and line.draft is not None:
            number += 1
            row = _made(session, desk.edition, line.draft, number)
        elif row is not None:
            before[row.number] = (snapshot(row), _kept(row))
            _follow(row, line.draft, why)
        if row is not None:
            rows.append(row)
    session.flush()
    told = ((row, before[row.number][0] if row.number in before else None) for row in rows)
    record_all(session, [Deed(row, _act(row, old), old, snapshot(row), why) for row, old in told], by=by)
    kept = [{"pass": row.id, "version": row.version, "before": before.get(row.number, (None, None))[1]} for row in rows]
    if kept:
        session.add(PassTaking(edition_id=desk.edition.id, user_id=by.id, written=kept))
        session.flush()
    voided = sum(row.state == VOID for row in rows)
    return PassesTaken(len(rows) - len(before), len(before) - voided, voided)


def last_taking(session: Session, edition: Edition) -> PassTaking | None:
    """What was taken over last, unless it was taken back: nothing earlier can be before it is."""
    rows = select(PassTaking).where(PassTaking.edition_id == edition.id).order_by(PassTaking.id.desc())
    newest = session.scalars(rows.limit(1)).first()
    return newest if newest is not None and newest.undone_at is None else None


def takeable_back(session: Session, edition: Edition) -> PassTaking | None:
    """What was taken over last, as long as nobody has changed, printed or removed one of its passes since."""
    taking = last_taking(session, edition)
    return taking if taking is not None and _as_left(session, taking) else None


def take_back(desk: Desk, taking: PassTaking, by: Actor, why: str) -> None:
    """Every pass is what it was. Raises AlteredSinceError and changes nothing."""
    _hold(desk)
    session = desk.session
    session.refresh(taking)
    ids = [entry["pass"] for entry in taking.written]
    rows = {row.id: row for row in session.scalars(select(Pass).where(Pass.id.in_(ids)))}
    if taking.undone_at or not _as_left(session, taking):
        raise AlteredSinceError
    deeds = []
    for entry in taking.written:
        row = rows[entry["pass"]]
        old = snapshot(row)
        if entry["before"] is None:
            deeds.append(Deed(row, "removed", old, reason=why))
            session.delete(row)
            continue
        for name, value in entry["before"].items():
            setattr(row, name, value)
        session.flush()
        deeds.append(Deed(row, "changed", old, snapshot(row), why))
    record_all(session, deeds, by=by)
    session.flush()
    taking.undone_at = now()


def say(desk: Desk, row: Pass, state: str, reason: str, by: Actor) -> bool:
    """Writes down what has become of a pass; whether that can be after what it was. The caller commits."""
    if state not in may_become(desk, row):
        return False
    _become(desk.session, [row], state, reason, by)
    return True


def may_become(desk: Desk, row: Pass) -> tuple[str, ...]:
    """One that is found again is not handed out beside the one that took its place."""
    replaced = row.state == LOST and _has_another(desk, row)
    return tuple(state for state in NEXT[row.state] if not (replaced and state == HANDED))


def may_replace(desk: Desk, row: Pass) -> bool:
    return row.state in OUT or (row.state == LOST and not _has_another(desk, row))


def replace(desk: Desk, row: Pass, reason: str, by: Actor) -> Pass | None:
    """The pass is lost, and its bearer gets another with a number of its own; None where it is replaced already."""
    _hold(desk)
    desk.session.refresh(row)
    if not may_replace(desk, row):
        return None
    if row.state != LOST:
        _become(desk.session, [row], LOST, reason, by)
    links = ("kind_id", "guest_id", "delegation_id", "escort_id", "troupe_id", "holder", "heads", "starts", "ends")
    facts = {name: getattr(row, name) for name in (*links, "grounds", "source", "status")}
    new = Pass(edition_id=row.edition_id, number=_last_number(desk) + 1, more=list(row.more), **facts)
    desk.session.add(new)
    desk.session.flush()
    if row.id in desk.vehicles:
        desk.session.add(VehiclePass(edition_id=row.edition_id, of=new, vehicle=desk.vehicles[row.id]))
    record_all(desk.session, [Deed(new, "created", after=snapshot(new))], by=by)
    return new


def keep_printed(desk: Desk, seen: Mapping[int, str], secret: str, stamp: Any, by: Actor) -> int:
    """Notes that these badges are out as they were seen, by the stamp of each. Raises ChangedSinceError."""
    _hold(desk)
    rows = list(desk.session.scalars(select(Pass).where(Pass.edition_id == desk.edition.id, Pass.id.in_(seen))))
    told = {row.id: desk.told(row, secret) for row in rows}
    if len(rows) != len(seen) or any(stamp(row, told[row.id]) != seen[row.id] for row in rows):
        raise ChangedSinceError
    for row in rows:
        row.printed, row.printed_at, row.printing = told[row.id], now(), row.printing + 1
    _become(desk.session, rows, PRINTED, "", by)
    return len(rows)


def _become(session: Session, rows: Iterable[Pass], state: str, reason: str, by: Actor) -> None:
    deeds = []
    for row in rows:
        before = snapshot(row)
        row.state, row.state_at, row.reason = state, now(), reason
        deeds.append((row, before))
    session.flush()
    record_all(session, [Deed(row, "changed", before, snapshot(row)) for row, before in deeds], by=by)


def _made(session: Session, edition: Edition, draft: PassDraft, number: int) -> Pass:
    kind, id = draft.bearer
    row = Pass(edition_id=edition.id, number=number, kind=draft.kind, heads=draft.heads, grounds=draft.facts)
    row.status = getattr(draft.who, "status", "")
    if kind == VEHICLE:
        session.add(VehiclePass(edition_id=edition.id, of=row, vehicle=draft.who))
    else:
        setattr(row, f"{kind}_id", id)
    session.add(row)
    return row


def _as_left(session: Session, taking: PassTaking) -> bool:
    ids = [entry["pass"] for entry in taking.written]
    versions = {row.id: row.version for row in session.execute(select(Pass.id, Pass.version).where(Pass.id.in_(ids)))}
    return all(versions.get(entry["pass"]) == entry["version"] for entry in taking.written)


def _follow(row: Pass, draft: PassDraft | None, why: str) -> None:
    if draft is None:
        row.state, row.state_at, row.reason = VOID, now(), why
    else:
        row.kind, row.kind_id, row.heads, row.grounds = draft.kind, draft.kind.id, draft.heads, draft.facts


def _kept(row: Pass) -> dict[str, Any]:
    return {**{f"{name}": getattr(row, name) for name in ("kind_id", "heads", "grounds", "state", "reason")}}


def _act(row: Pass, before: Any) -> str:
    return "changed" if before else "created"


def _has_another(desk: Desk, row: Pass) -> bool:
    later = select(Pass.id).where(Pass.edition_id == row.edition_id, Pass.number > row.number, Pass.state != VOID)
    alike = [getattr(Pass, name).is_not_distinct_from(getattr(row, name)) for name in
             ("guest_id", "delegation_id", "escort_id", "troupe_id", "holder")]  # fmt: skip
    if row.id in desk.vehicles:
        mine = select(VehiclePass.pass_id).where(VehiclePass.vehicle_id == desk.vehicles[row.id].id)
        alike = [Pass.id.in_(mine)]
    return desk.session.scalar(later.where(*alike).limit(1)) is not None


def _last_number(desk: Desk) -> int:
    return desk.session.scalar(select(func.max(Pass.number)).where(Pass.edition_id == desk.edition.id)) or 0


def _hold(desk: Desk) -> None:
    """Two desks at once do not give the same number, nor one bearer two passes."""
    desk.session.scalar(select(Edition.id).where(Edition.id == desk.edition.id).with_for_update())
