"""What cannot simply move with a festival that is postponed: each as a sentence with its dates before and after.

Rites bound to the lunar calendar, notices and applications with their last days, stays that are booked, hours of single
days, and what is closed on the new dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from festival_ops.database import now
from festival_ops.planning import events
from festival_ops.planning.clock import Clock
from festival_ops.planning.deadlines import Dated, Deadline, deadlines
from festival_ops.planning.guest_rechecks import guests
from festival_ops.planning.shifted import Sentences, Shift, at, day_of
from festival_ops.programme import filings, lunar
from festival_ops.programme.models import Blackout, Edition, Performance, Stage, Troupe
from solver.playbooks import WEEK
from solver.problem import Slot


@dataclass(frozen=True)
class Section:
    """Sentences, each with whether somebody must act on it, or deadlines."""

    title: str
    sentences: Sentences
    note: str = ""
    deadlines: tuple[Deadline, ...] = ()


def shift_fault(edition: Edition, days: int) -> str | None:
    """Why a festival cannot be postponed so: what has begun is not taken back, and nothing begins in the past."""
    today, first, last = edition.local(now()).date(), edition.first_day, edition.last_day
    if not days:
        return _("Please say by how many days.")
    if first <= today <= last:
        return _("The festival has begun; cancel the days that are left one by one.")
    begins, ends = first + timedelta(days=days), last + timedelta(days=days)
    if begins <= today and not ends < today > last:
        return _("It would begin on %(day)s, and that is not to come any more.", day=day_of(begins))
    return None


def of(
    session: Session,
    edition: Edition,
    event: events.Event | None,
    slots: Collection[Slot],
    proposed: Collection[Slot],
    *,
    guarded: bool,
) -> list[Section]:
    """`slots` are the plan that is postponed, `proposed` where it will stand; other events leave nothing to say.

    `guarded`: the reader may know of guests."""
    if event is None or event["kind"] != events.POSTPONED:
        return []
    first, last = (date.fromisoformat(event[name]) for name in ("first_day", "last_day"))
    shift = Shift(edition, first, last, event["days"])
    stood = {slot.act: slot.starts for slot in slots}
    clock = replace(Clock.of(edition), first_day=first)
    later = replace(clock, first_day=first + shift.later)
    dated = deadlines(session, edition, Dated.of(clock, slots), Dated.of(later, proposed))
    sections = (
        Section(_("Rites of the lunar calendar"), list(_rites(session, shift, stood))),
        Section(_("Notices, applications and permits"), [], filings.note(), tuple(dated)),
        Section(_("Stays of troupes"), list(_stays(session, shift, event["staying"]))),
        Section(_("Guests and ceremonies"), guests(session, shift, guarded=guarded)),
        Section(
            _("Hours and closures of the new dates"),
            [*_hours(session, shift, event.get("along", ())), *_closures(session, shift)],
        ),
    )
    return [section for section in sections if section.sentences or section.deadlines]


def _rites(session: Session, shift: Shift, stood: dict[int, int]) -> Iterator[tuple[str, bool]]:
    clock = Clock(shift.first, 1, Clock.of(shift.edition).cutoff, shift.edition.tz)
    bound = select(Performance).where(Performance.edition_id == shift.edition.id, Performance.lunar != "")
    for row in session.scalars(bound.order_by(Performance.sort_key, Performance.id)):
        wanted = lunar.read(row.lunar)
        if wanted is None:
            continue
        if row.id not in stood:
            yield _unplaced(shift, row, wanted)
            continue
        before = clock.day_of(stood[row.id])
        after = before + shift.later
        if lunar.lunar(after) != wanted:
            facts = {"before": _both(before), "after": _both(after), "keeps": _kept(shift, wanted)}
            yield (
                _(
                    "“%(title)s” is bound to lunar date %(wanted)s. It stands on %(before)s; with the festival it "
                    "would move to %(after)s. %(keeps)s",
                    title=row.name,
                    wanted=wanted,
                    **facts,
                ),
                True,
            )


def _unplaced(shift: Shift, row: Performance, wanted: lunar.LunarDay) -> tuple[str, bool]:
    text = _("“%(title)s” is bound to lunar date %(wanted)s and has no place yet. %(keeps)s",
             title=row.name, wanted=wanted, keeps=_kept(shift, wanted))  # fmt: skip
    return text, True


def _kept(shift: Shift, wanted: lunar.LunarDay) -> str:
    first, last = shift.first + shift.later, shift.last + shift.later
    days = [day_of(day) for day in lunar.held_on(wanted, first, (last - first).days + 1)]
    if days:
        return _("Within the new dates it can be held on %(days)s.", days=", ".join(days))
    return _(
        "The new dates have no such day, so it cannot be part of the festival; after it, the next one is %(day)s.",
        day=day_of(lunar.next_held(wanted, last)),
    )


def _stays(session: Session, shift: Shift, staying: list[int]) -> Iterator[tuple[str, bool]]:
    rows = select(Troupe).where(Troupe.edition_id == shift.edition.id).order_by(Troupe.sort_key, Troupe.id)
    for row in session.scalars(rows):
        if row.id in staying:
            yield _("%(troupe)s keeps its dates; its shows look for places within them.", troupe=row.name), False
        elif row.arrives or row.departs:
            yield _stay(shift, row), True


def _stay(shift: Shift, row: Troupe) -> str:
    facts = {"troupe": row.name, "arrives": shift.moved(row.arrives), "departs": shift.moved(row.departs)}
    if not row.departs:
        return _("%(troupe)s has to confirm: arrival %(arrives)s.", **facts)
    if not row.arrives:
        return _("%(troupe)s has to confirm: departure %(departs)s.", **facts)
    return _("%(troupe)s has to confirm: arrival %(arrives)s, departure %(departs)s.", **facts)


def _hours(session: Session, shift: Shift, along: Collection[int]) -> Iterator[tuple[str, bool]]:
    if shift.days % WEEK == 0:
        return
    rows = select(Stage).where(Stage.edition_id == shift.edition.id).order_by(Stage.sort_key, Stage.id)
    stages = session.scalars(rows.options(selectinload(Stage.opening_hours), selectinload(Stage.quiet_hours)))
    dated = [stage for stage in stages if _hours_by_day(stage)]
    moved, others = ([it.name for it in dated if (it.id in along) == moves] for moves in (True, False))
    if moved:
        yield (
            _(
                "Hours of single days: those of %(stages)s go along with the festival. Please confirm them.",
                stages=", ".join(moved),
            ),
            True,
        )
    if others:
        yield (
            _(
                "Hours of single days: each new day takes those of the same day of the week, where the festival had "
                "one. Please confirm them with %(stages)s.",
                stages=", ".join(others),
            ),
            True,
        )


def _hours_by_day(stage: Stage) -> bool:
    return any(row.on for row in stage.opening_hours) or any(row.on for row in stage.quiet_hours)


def _closures(session: Session, shift: Shift) -> Iterator[tuple[str, bool]]:
    first = shift.edition.at(shift.first + shift.later, shift.edition.cutoff)
    last = shift.edition.at(shift.last + shift.later + timedelta(days=1), shift.edition.cutoff)
    rows = select(Blackout).where(Blackout.edition_id == shift.edition.id, Blackout.active)
    for row in session.scalars(rows.where(Blackout.starts < last, Blackout.ends > first).order_by(Blackout.starts)):
        span = {"starts": at(shift.edition.local(row.starts)), "ends": at(shift.edition.local(row.ends))}
        yield _("“%(reason)s” keeps its dates and falls into the new ones: %(starts)s to %(ends)s.",
                reason=row.reason, **span), True  # fmt: skip


def _both(day: date) -> str:
    """A day by both calendars."""
    told = lunar.lunar(day)
    facts = {"date": day_of(day), "lunar": str(told)}
    if told.leap:
        return _("%(date)s (lunar %(lunar)s of the leap month)", **facts)
    return _("%(date)s (lunar %(lunar)s)", **facts)
