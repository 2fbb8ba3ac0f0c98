"""Events come true with the acceptance of what the solver proposes about them, and are undone with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.planning import events
from festival_ops.planning.actions import waivers
from festival_ops.planning.actions.shifting import shift, shift_back
from festival_ops.planning.clock import Clock
from festival_ops.planning.events import Event
from festival_ops.planning.models import Pin, Waiver
from festival_ops.programme import actions as programme
from festival_ops.programme.models import Blackout, Edition, Performance, Stage, Troupe
from festival_ops.web.history import Actor, record, snapshot
from solver.problem import Slot

BLACKOUTS = {events.STAGE_LOST: "site", events.RAIN: "rain", events.DAY_CANCELLED: "funeral"}
Effects = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """The plan before and after, by performance."""

    before: Mapping[int, Slot]
    after: Mapping[int, Slot]

    @classmethod
    def of(cls, before: Iterable[Slot], after: Iterable[Slot]) -> Change:
        return cls({slot.act: slot for slot in before}, {slot.act: slot for slot in after})

    def keeps(self, clock: Clock, act: int) -> bool:
        """Whether everybody who stays with the performance on its stage and day stays before it or after it."""
        stood, stands = self.before.get(act), self.after.get(act)
        if stood is None or stands is None:
            return True
        return all(
            (stood.starts - other.starts) * (stands.starts - self.after[other.act].starts) >= 0
            for other in self.before.values()
            if _together(clock, stood, other)
            and other.act in self.after
            and _together(clock, stands, self.after[other.act])
        )


def _together(clock: Clock, one: Slot, other: Slot) -> bool:
    return one.stage == other.stage and clock.day_of(one.starts) == clock.day_of(other.starts)


def come_true(
    session: Session, edition: Edition, event: Event, before: Iterable[Slot], slots: Iterable[Slot], by: Actor
) -> Effects:
    """Makes the event a fact and frees what moves from its promises; what was done comes back as JSON."""
    effects: Effects = {}
    if event["kind"] == events.POSTPONED:
        effects["edition"] = shift(session, edition, event, by)
    elif event["kind"] == events.TROUPE_LATE:
        effects["troupe"] = _delay(session, edition, event, by)
    else:
        effects["blackout"] = _close(session, edition, event, by)
    effects["promises"] = _promise_anew(session, edition, Change.of(before, slots), by)
    return effects


def take_back(session: Session, edition: Edition, effects: Effects, by: User) -> None:
    """The facts as they were before the event; what was removed from the programme since stays away."""
    blackout = session.get(Blackout, effects["blackout"]) if "blackout" in effects else None
    if blackout is not None and blackout.active:
        blackout.active = False
        session.flush()
        record(session, blackout, "switched off", by=by)
    if "troupe" in effects:
        id, arrives = effects["troupe"]
        _arrive(session, session.get(Troupe, id), _moment(arrives), by)
    for promise in effects.get("promises", ()):
        _restore(session, promise, by)
    for shown in session.scalars(select(Performance).where(Performance.id.in_(effects.get("cancelled", ())))):
        programme.restore(session, shown, by)
    for row in session.scalars(select(Waiver).where(Waiver.id.in_(effects.get("waivers", ())))):
        waivers.withdraw(session, row, by)
    if "edition" in effects:
        shift_back(session, edition, effects["edition"], by)


def cancel_all(session: Session, edition: Edition, ids: Iterable[int], reason: str, by: User) -> list[int]:
    """The performances that were not cancelled before."""
    named = select(Performance).where(Performance.edition_id == edition.id, Performance.id.in_(set(ids)))
    rows = [row for row in session.scalars(named.order_by(Performance.id)) if row.cancellation is None]
    for row in rows:
        programme.cancel(session, row, reason, by)
    return [row.id for row in rows]


def _close(session: Session, edition: Edition, event: Event, by: Actor) -> int:
    if event["kind"] == events.DAY_CANCELLED:
        clock = Clock.of(edition)
        whole = clock.span_of_day(date.fromisoformat(event["day"]))
        starts, ends = clock.moment(whole.starts), clock.moment(whole.ends)
    else:
        starts, ends = (datetime.fromisoformat(event[name]) for name in ("starts", "ends"))
    made = Blackout(
        edition_id=edition.id,
        kind=BLACKOUTS[event["kind"]],
        reason=event["reason"],
        starts=starts,
        ends=ends,
        outdoor_only=event["kind"] == events.RAIN,
        stages=[session.get_one(Stage, event["stage"])] if event["kind"] == events.STAGE_LOST else [],
    )
    session.add(made)
    session.flush()
    record(session, made, "created", by=by, after=snapshot(made))
    return made.id


def _delay(session: Session, edition: Edition, event: Event, by: Actor) -> list[Any]:
    troupe = session.get_one(Troupe, event["troupe"])
    before = troupe.arrives
    _arrive(session, troupe, datetime.fromisoformat(event["arrives"]), by)
    return [troupe.id, _plain(before)]


def _arrive(session: Session, troupe: Troupe | None, arrives: datetime | None, by: Actor) -> None:
    if troupe is None:
        return
    before = snapshot(troupe)
    troupe.arrives = arrives
    session.flush()
    record(session, troupe, "changed", by=by, before=before, after=snapshot(troupe))


def _promise_anew(session: Session, edition: Edition, change: Change, by: Actor) -> list[dict[str, Any]]:
    """What was announced or pinned elsewhere is announced where it stands now; allowed stages grow by its shelter."""
    clock, kept = Clock.of(edition), []
    rows = session.scalars(select(Performance).where(Performance.edition_id == edition.id))
    pins = {pin.performance_id: pin for pin in session.scalars(select(Pin).where(Pin.edition_id == edition.id))}
    for row in rows:
        slot = change.after.get(row.id)
        starts = clock.moment(slot.starts) if slot else None
        announced = row.fixed and row.announced_starts is not None
        elsewhere = announced and (
            slot is None or (row.announced_stage_id, row.announced_starts) != (slot.stage, starts)
        )
        strange = slot is not None and bool(row.stages) and slot.stage not in {stage.id for stage in row.stages}
        pin = pins.get(row.id)
        broken = pin is not None and not (_holds(clock, pin, slot) and (not pin.order or change.keeps(clock, row.id)))
        if elsewhere or strange or broken:
            kept.append(_free(session, row, slot, starts, pin if broken else None, announced=elsewhere, by=by))
    return kept


def _holds(clock: Clock, pin: Pin, slot: Slot | None) -> bool:
    if slot is None:
        return False
    starts = clock.moment(slot.starts)
    return (
        pin.stage_id in (None, slot.stage)
        and pin.starts in (None, starts)
        and pin.day in (None, clock.day_of(slot.starts))
    )


def _free(
    session: Session,
    row: Performance,
    slot: Slot | None,
    starts: datetime | None,
    pin: Pin | None,
    *,
    announced: bool,
    by: Actor,
) -> dict[str, Any]:
    before = snapshot(row)
    kept: dict[str, Any] = {
        "performance": row.id,
        "fixed": row.fixed,
        "announced": [row.announced_stage_id, _plain(row.announced_starts)],
        "stages": [stage.id for stage in row.stages],
    }
    if announced:
        row.fixed = slot is not None
        row.announced_stage_id, row.announced_starts = (slot.stage, starts) if slot else (None, None)
    if slot is not None and row.stages and slot.stage not in kept["stages"]:
        row.stages.append(session.get_one(Stage, slot.stage))
    session.flush()
    record(session, row, "changed", by=by, before=before, after=snapshot(row))
    if pin is not None:
        kept["pin"] = [
            pin.day.isoformat() if pin.day else None,
            pin.stage_id,
            _plain(pin.starts),
            pin.reason,
            pin.user_id,
            _plain(pin.expires),
            pin.order,
        ]
        told = snapshot(pin)
        session.delete(pin)
        session.flush()
        record(session, row, "unpinned", by=by, before=told)
    return kept


def _restore(session: Session, kept: dict[str, Any], by: Actor) -> None:
    row = session.get(Performance, kept["performance"])
    if row is None:
        return
    before = snapshot(row)
    row.fixed = kept["fixed"]
    stage, starts = kept["announced"]
    row.announced_stage_id, row.announced_starts = stage, _moment(starts)
    row.stages = list(session.scalars(select(Stage).where(Stage.id.in_(kept["stages"]))))
    session.flush()
    record(session, row, "changed", by=by, before=before, after=snapshot(row))
    held = select(Pin.id).where(Pin.performance_id == row.id)
    if "pin" in kept and session.scalar(held) is None:
        day, stage, starts, reason, user, expires, *order = kept["pin"]
        pin = Pin(edition_id=row.edition_id, performance_id=row.id, reason=reason, user_id=user, stage_id=stage)
        pin.order = any(order)  # Kept before pins held an order: none.
        pin.day = date.fromisoformat(day) if day else None
        pin.starts, pin.expires = _moment(starts), _moment(expires)
        session.add(pin)
        session.flush()
        record(session, row, "pinned", by=by, after=snapshot(pin))


def _plain(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _moment(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)
