"""Changes of when cars stop at the gates, by hand or by accepting a search: always judged by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.planning.actions.deciding import decide
from festival_ops.planning.arrivals.snapshot import known_slots
from festival_ops.planning.arrivals.standing import Finding, Standing, standing
from festival_ops.planning.models import ArrivalChange, ArrivalRun, GateArrivals, Plan
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Ceremony
from festival_ops.web.history import Actor, record
from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import Slot

ACCEPTED, REFUSED, TAKEN_BACK, CHANGED = "accepted", "refused", "taken back", "changed"
KEPT = ("gap", "badge", "gates", "slots", "pins")


class BrokenRulesError(Exception):
    """The change would break what is never broken."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class StaleArrivalsError(Exception):
    """Somebody changed when cars come after what is to be changed was seen."""


def choose_gates(
    session: Session, ceremony: Ceremony, seen: int, gap: int, badge: bool, gates: list[list[Any]], by: User
) -> None:
    """Says at which gates guests get out and how close cars may follow. What no longer fits is told, not refused.

    Raises StaleArrivalsError.
    """
    row = _seen(session, ceremony, seen)
    before = _whole(row)
    row.gap, row.badge, row.gates = gap, badge, gates
    _keep(session, row, before, 0, by)
    record(session, row, CHANGED, by=by, after={"gates": len(gates), "gap": gap, "badge": badge})


def move(
    session: Session, edition: Edition, plan: Plan | None, ceremony: Ceremony, seen: int, car: int,
    stop: tuple[int, int] | None, by: User,
) -> list[Finding]:  # fmt: skip
    """Lets a car stop at a gate at a second on the clock of the problem, or nowhere. Gives what that warns of.

    Raises StaleArrivalsError, BrokenRulesError.
    """
    row = _seen(session, ceremony, seen)
    stands = _stands(session, edition, plan, ceremony)
    if car not in stands.facts.comers or (stop is not None and stop[0] not in {one.id for one in stands.problem.gates}):
        raise StaleArrivalsError
    slots = {slot for slot in stands.plan.slots if slot.car != car} | ({Slot(car, *stop)} if stop else set())
    # Whoever moves a fixed slot by hand fixes it anew where it is then.
    findings = [each for each in stands.anew(ArrivalPlan(tuple(sorted(slots)))) if each.rule != "kept"]
    _refuse(findings)
    before = _whole(row)
    row.pins = [pin for pin in row.pins if stop is not None or pin != car]
    moved = _lay(row, stands, slots)
    _keep(session, row, before, moved, by)
    record(session, row, CHANGED, by=by, after={"moved": moved, "slots": len(row.slots)})
    return findings


def pin(session: Session, ceremony: Ceremony, seen: int, car: int, fixed: bool, by: User) -> None:
    """Fixes the slot of a car, or lets it go. Raises StaleArrivalsError."""
    row = _seen(session, ceremony, seen)
    if car not in {each[0] for each in row.slots}:
        raise StaleArrivalsError
    before = _whole(row)
    row.pins = sorted({*row.pins, car} if fixed else {*row.pins} - {car})
    _keep(session, row, before, 0, by)
    record(session, row, CHANGED, by=by, after={"pins": len(row.pins)})


def accept(session: Session, edition: Edition, plan: Plan | None, run: ArrivalRun, by: User) -> None:
    """Lays the answer of a search over the slots from which it began.

    Raises DecidedError, StaleArrivalsError, BrokenRulesError.
    """
    row = hold(session, run.ceremony)
    decide(session, run, ACCEPTED, by)
    if row.revision != run.revision or run.answer is None:
        raise StaleArrivalsError
    stands = _stands(session, edition, plan, run.ceremony)
    slots = answered(run, stands)
    _refuse(stands.anew(ArrivalPlan(slots)))
    before = _whole(row)
    moved = _lay(row, stands, slots)
    _keep(session, row, before, moved, by)
    record(session, run, ACCEPTED, by=by, after={"moved": moved})


def refuse(session: Session, run: ArrivalRun, by: Actor) -> None:
    """Raises DecidedError."""
    hold(session, run.ceremony)
    decide(session, run, REFUSED, by)
    record(session, run, REFUSED, by=by)


def answered(run: ArrivalRun, stands: Standing) -> tuple[Slot, ...]:
    """The slots of the answer, as far as cars still come and gates are still used; fixed slots stay in any case."""
    found = (run.answer or {"plan": {"slots": []}})["plan"]["slots"]
    cars, gates = set(stands.facts.comers), {gate.id for gate in stands.problem.gates}
    slots = known_slots(((one["car"], one["gate"], one["at"]) for one in found), cars, gates)
    fixed = {slot.car: slot for slot in stands.plan.slots if slot.car in stands.pins}
    return tuple(sorted([*fixed.values(), *(slot for slot in slots if slot.car not in fixed)]))


def undo(session: Session, ceremony: Ceremony, change: ArrivalChange, by: User) -> None:
    """Brings back the book before the person's last change, as long as nobody has changed it since.

    The same again changes nothing. Raises StaleArrivalsError.
    """
    row = hold(session, ceremony)
    session.refresh(change)
    if change.undone:
        return
    last = undoable(session, ceremony, by)
    if last is None or last.id != change.id:
        raise StaleArrivalsError
    for name in KEPT:
        setattr(row, name, change.before[name])
    change.undone = True
    row.revision += 1
    session.flush()
    record(session, row, TAKEN_BACK, by=by, after={"moved": change.moved, "slots": len(row.slots)})


def undoable(session: Session, ceremony: Ceremony, by: User) -> ArrivalChange | None:
    """The last change of the arrivals, if it is this person's and still stands."""
    revision = select(GateArrivals.revision).where(GateArrivals.ceremony_id == ceremony.id).scalar_subquery()
    mine = select(ArrivalChange).where(
        ArrivalChange.ceremony_id == ceremony.id,
        ArrivalChange.user_id == by.id,
        ArrivalChange.undone.is_(False),
        ArrivalChange.revision == revision,
    )
    return session.scalar(mine.order_by(ArrivalChange.id.desc()).limit(1))


def hold(session: Session, ceremony: Ceremony) -> GateArrivals:
    """The row of when cars come, locked until the caller commits; made at its first use."""
    locked = select(GateArrivals).where(GateArrivals.ceremony_id == ceremony.id).with_for_update()
    row = session.scalar(locked.execution_options(populate_existing=True))
    if row is None:
        try:
            with session.begin_nested():
                session.add(GateArrivals(edition_id=ceremony.edition_id, ceremony_id=ceremony.id))
        except IntegrityError:
            session.expire_all()
        row = session.scalars(locked).one()
    return row


def _seen(session: Session, ceremony: Ceremony, seen: int) -> GateArrivals:
    row = hold(session, ceremony)
    if row.revision != seen:
        raise StaleArrivalsError
    return row


def _stands(session: Session, edition: Edition, plan: Plan | None, ceremony: Ceremony) -> Standing:
    found = standing(session, edition, plan, ceremony)
    if found is None:
        raise StaleArrivalsError
    return found


def _whole(row: GateArrivals) -> dict[str, Any]:
    return {name: getattr(row, name) for name in KEPT}


def _lay(row: GateArrivals, stands: Standing, slots: Iterable[Slot]) -> int:
    """Writes the slots down; gives how many cars have another than before."""
    before, after = {slot.car: slot for slot in stands.plan.slots}, {slot.car: slot for slot in slots}
    row.slots = sorted([slot.car, slot.gate, slot.at - stands.facts.start] for slot in after.values())
    return sum(before.get(car) != after.get(car) for car in before.keys() | after.keys())


def _keep(session: Session, row: GateArrivals, before: dict[str, Any], moved: int, by: User) -> None:
    row.revision += 1
    facts: dict[str, Any] = {"revision": row.revision, "before": before, "moved": moved}
    session.add(ArrivalChange(edition_id=row.edition_id, ceremony_id=row.ceremony_id, user_id=by.id, **facts))
    session.flush()


def _refuse(findings: Sequence[Finding]) -> None:
    if blocking := [finding for finding in findings if finding.blocks]:
        raise BrokenRulesError(blocking)


def revision_of(session: Session, ceremony: Ceremony) -> int:
    return session.scalar(select(GateArrivals.revision).where(GateArrivals.ceremony_id == ceremony.id)) or 0
