"""Every dated row of an edition, so many days later; what belongs to the calendar stays there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from festival_ops.planning.actions.rides import move_rides
from festival_ops.planning.actions.roster import move_duties
from festival_ops.planning.events import Event
from festival_ops.planning.guest_rides.shifting import booked, move_grounds
from festival_ops.planning.models import Pin, Placement, Plan
from festival_ops.programme.models import (
    Edition,
    OpeningHours,
    Party,
    Performance,
    QuietHours,
    Rehearsal,
    Stage,
    Troupe,
)
from festival_ops.protocol.shifting import move_guests
from festival_ops.security.actions import move_days
from festival_ops.traffic.models import Stay, Transfer
from festival_ops.traffic.ride_sense import OWN_HOURS
from festival_ops.web.history import Actor, Deed, record_all, snapshot
from solver.playbooks import WEEK

HOURS = ("opening_hours", "quiet_hours")


def shift(session: Session, edition: Edition, event: Event, by: Actor) -> dict[str, Any]:
    """Shifts the edition and what is dated with it; its answer is what shifts it back."""
    stages = list(session.scalars(select(Stage).where(Stage.edition_id == edition.id).order_by(Stage.id)))
    kept = {str(stage.id): {name: _plain(getattr(stage, name)) for name in HOURS} for stage in stages}
    dated = {id: hours for id, hours in kept.items() if any(on for rows in hours.values() for on, *_rest in rows)}
    old, days = edition.days, int(event["days"])
    with _recorded(session, [stage for stage in stages if str(stage.id) in dated], by) as touched:
        for stage in touched:
            _rehang(stage, _as_it_was(old, days) if stage.id in event.get("along", ()) else _by_weekday(old, days))
    _shift_all(session, edition, days, event["staying"], by)
    return {"days": days, "staying": list(event["staying"]), "hours": dated}


def shift_back(session: Session, edition: Edition, kept: dict[str, Any], by: Actor) -> None:
    _shift_all(session, edition, -kept["days"], kept["staying"], by)
    ids = [int(id) for id in kept["hours"]]
    stages = list(session.scalars(select(Stage).where(Stage.id.in_(ids)).order_by(Stage.id)))
    with _recorded(session, stages, by) as touched:
        for stage in touched:
            hours = kept["hours"][str(stage.id)]
            stage.opening_hours = [OpeningHours(**_hours(row)) for row in hours["opening_hours"]]
            stage.quiet_hours = [QuietHours(**_hours(row), loudest=row[3]) for row in hours["quiet_hours"]]


def _shift_all(session: Session, edition: Edition, days: int, staying: Collection[int], by: Actor) -> None:
    with _recorded(session, [edition], by):
        edition.first_day, edition.last_day = (
            day + timedelta(days=days) for day in (edition.first_day, edition.last_day)
        )
    rows = select(Performance).where(Performance.edition_id == edition.id).order_by(Performance.id)
    dated = [row for row in session.scalars(rows) if row.announced_starts or any(part.on for part in row.windows)]
    with _recorded(session, dated, by):
        for row in dated:
            row.announced_starts = edition.later(row.announced_starts, days)
            for window in row.windows:
                window.on = window.on and window.on + timedelta(days=days)
    _shift_rows(session, edition, Troupe, ("arrives", "departs"), days, staying, by, itself="id")
    _shift_rows(session, edition, Party, ("arrives", "departs"), days, (), by)
    _shift_rows(session, edition, Rehearsal, ("starts",), days, (), by)
    _shift_rows(session, edition, Stay, ("arrives", "departs"), days, staying, by)
    held = booked(session, edition)
    _shift_rows(session, edition, Transfer, (*OWN_HOURS, "moves_from"), days, staying, by, but=held)
    move_guests(session, edition, days, by)
    move_grounds(session, edition, days)
    move_days(session, edition, days, by)
    move_duties(session, edition, days)
    move_rides(session, edition, days)
    _shift_pins(session, edition, days, by)
    _shift_plans(session, edition, days)


def _shift_rows(
    session: Session,
    edition: Edition,
    model: Any,
    moments: Collection[str],
    days: int,
    staying: Collection[int],
    by: Actor,
    *,
    itself: str = "troupe_id",
    but: Collection[int] = (),
) -> None:
    """Moments that were written down by hand; those of troupes that keep their dates stay, and the rows in `but`."""
    rows = session.scalars(select(model).where(model.edition_id == edition.id).order_by(model.id))
    dated = [row for row in rows if row.id not in but and any(getattr(row, name) for name in moments)]
    along = [row for row in dated if not staying or getattr(row, itself) not in staying]
    with _recorded(session, along, by):
        for row in along:
            for name in moments:
                setattr(row, name, edition.later(getattr(row, name), days))


def _shift_pins(session: Session, edition: Edition, days: int, by: Actor) -> None:
    """Not when they expire: that is a promise to people who wait today."""
    pins = list(session.scalars(select(Pin).where(Pin.edition_id == edition.id).order_by(Pin.id)))
    before = [snapshot(pin) for pin in pins]
    for pin in pins:
        pin.day = pin.day and pin.day + timedelta(days=days)
        pin.starts = edition.later(pin.starts, days)
    session.flush()
    told = zip(pins, before, strict=True)
    record_all(session, [Deed(pin.performance, "pinned", was, snapshot(pin)) for pin, was in told], by=by)


def _shift_plans(session: Session, edition: Edition, days: int) -> None:
    """Every plan; what was computed on one before, is stale."""
    plans = list(session.scalars(select(Plan).where(Plan.edition_id == edition.id)))
    for row in session.scalars(select(Placement).where(Placement.plan_id.in_([plan.id for plan in plans]))):
        row.starts = edition.later(row.starts, days) or row.starts
    session.flush()
    others = update(Plan).where(Plan.edition_id == edition.id, Plan.main.is_(False))
    session.execute(others.values(revision=Plan.revision + 1))
    session.expire_all()


@contextmanager
def _recorded(session: Session, rows: Collection[Any], by: Actor) -> Iterator[Collection[Any]]:
    """What happens to the rows inside is written into the history, row by row."""
    before = [snapshot(row) for row in rows]
    yield rows
    session.flush()
    deeds = (Deed(row, "changed", was, snapshot(row)) for row, was in zip(rows, before, strict=True))
    record_all(session, [deed for deed in deeds if deed.before != deed.after], by=by)


def _rehang(stage: Stage, of: dict[date, list[date]]) -> None:
    """Hours that hang on a date hang on every new day that is like it."""
    for name in HOURS:
        rows = getattr(stage, name)
        for row in list(rows):
            if row.on is not None:
                rows.remove(row)
                facts = {key: getattr(row, key) for key in _facts(row)}
                rows.extend(type(row)(**facts, on=day) for day in of.get(row.on, ()))


def _as_it_was(old: list[date], later: int) -> dict[date, list[date]]:
    return {day: [day + timedelta(days=later)] for day in old}


def _by_weekday(old: list[date], later: int) -> dict[date, list[date]]:
    """For each old day the new days that take its hours: those of its day of the week, else of its place in the row."""
    found: dict[date, list[date]] = {}
    for day in old:
        new = day + timedelta(days=later)
        alike = [each for each in old if (new - each).days % WEEK == 0]
        of = min(alike, key=lambda each: abs((each - day).days), default=day)
        found.setdefault(of, []).append(new)
    return found


def _facts(row: Any) -> tuple[str, ...]:
    return ("starts", "ends", "loudest") if isinstance(row, QuietHours) else ("starts", "ends")


def _plain(rows: Iterable[Any]) -> list[list[Any]]:
    return [[row.on and row.on.isoformat(), *(_kept(getattr(row, key)) for key in _facts(row))] for row in rows]


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, time) else value


def _hours(row: list[Any]) -> dict[str, Any]:
    on, starts, ends = row[:3]
    return {
        "on": date.fromisoformat(on) if on else None,
        "starts": time.fromisoformat(starts),
        "ends": time.fromisoformat(ends),
    }
