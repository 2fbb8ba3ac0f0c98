"""Notices, applications and permits of a festival whose dates change: until when, and whether that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from festival_ops.database import now
from festival_ops.planning.clock import Clock
from festival_ops.planning.telling import weekday
from festival_ops.programme import filings
from festival_ops.programme.filings import Filing
from festival_ops.programme.models import Edition, ExchangedDay, Permit
from festival_ops.programme.working_days import Exchanged, working_days_between
from solver.problem import Slot

Days = tuple[date, date]


@dataclass(frozen=True)
class Dated:
    """A plan on the dates that its festival has by this clock."""

    clock: Clock
    slots: dict[int, Slot]

    @classmethod
    def of(cls, clock: Clock, slots: Iterable[Slot]) -> Dated:
        return cls(clock, {slot.act: slot for slot in slots})

    @property
    def whole(self) -> Days:
        return self.clock.first_day, self.clock.day(self.clock.days - 1)

    def days(self, acts: Iterable[int]) -> Days | None:
        """The first and the last day on which one of these acts stands."""
        days = [self.clock.day_of(self.slots[act].starts) for act in acts if act in self.slots]
        return (min(days), max(days)) if days else None


@dataclass(frozen=True)
class Deadline:
    """`before` and `after` are the days it is for; `told` says what there is to do. `row` is its permit, if any."""

    what: str
    authority: str
    before: Days | None
    after: Days | None
    told: str
    due: str = ""
    kept: str = ""
    grave: bool = False
    row: Permit | None = None


def exchanged(session: Session, edition: Edition) -> Exchanged:
    rows = list(session.scalars(select(ExchangedDay).where(ExchangedDay.edition_id == edition.id)))
    return Exchanged(frozenset(row.off for row in rows), frozenset(row.worked for row in rows if row.worked))


def deadlines(session: Session, edition: Edition, before: Dated, after: Dated) -> list[Deadline]:
    """What every festival files, and then what this one has recorded, by name."""
    desk = _Desk(edition.local(now()).date(), exchanged(session, edition), before, after)
    rows = select(Permit).where(Permit.edition_id == edition.id).order_by(Permit.sort_key, Permit.id)
    permits = session.scalars(rows.options(selectinload(Permit.performances)))
    return [*desk.filings(), *(desk.permit(row) for row in permits)]


@dataclass(frozen=True)
class _Desk:
    today: date
    exchanged: Exchanged
    before: Dated
    after: Dated

    def filings(self) -> Iterator[Deadline]:
        first, later = self.before.whole[0], self.after.whole[0]
        for filing in filings.FILINGS:
            due, kept, late = self._due(filing, min(first, later) if filing.of_a_change else later)
            facts = {"before": self.before.whole, "after": self.after.whole, "due": due, "kept": kept, "grave": late}
            yield Deadline(str(filing.what), str(filing.authority), told=str(filing.source), **facts)  # type: ignore[arg-type]

    def permit(self, row: Permit) -> Deadline:
        acts = [act.id for act in row.performances]
        before, after = (dated.days(acts) if acts else dated.whole for dated in (self.before, self.after))
        told, needed = _told(row, after)
        due, kept, late = "", "", False
        if needed and after:
            due, kept, late = self._due(Filing(row.name, row.authority, row.lead, "", working=row.working), after[0])
        return Deadline(row.name, row.authority, before, after, told, due, kept, late or row.state == "refused", row)

    def _due(self, filing: Filing, first: date) -> tuple[str, str, bool]:
        """Its last day, whether that can still be kept, and whether it is too late."""
        due = filing.due(first, self.exchanged)
        facts = {"due": f"{weekday(due)} {_day(due)}", "lead": filing.lead_told(), "first": _day(first)}
        text = _("%(due)s, %(lead)s before %(first)s", **facts)
        if off := filing.holidays(due, first, self.exchanged):
            text += ". " + _("Not counted as working days: %(days)s.", days=", ".join(f"{day:%d/%m}" for day in off))
        if max(self.before.whole[1], self.after.whole[1]) < self.today:
            return text, "", False
        if due < self.today:
            late = _("That day has passed: ask the authority for a decision on urgent grounds, and record it.")
            return text, late, True
        left = working_days_between(self.today, due, self.exchanged)
        if not left:
            return text, _("It can be kept only today."), False
        told = ngettext(
            "It can be kept: %(num)s working day is left.", "It can be kept: %(num)s working days are left.", left
        )
        return text, told, False


def _told(row: Permit, after: Days | None) -> tuple[str, bool]:
    """What becomes of a permit, and whether anything has to be filed for it."""
    if after is None:
        return _("None of its performances has a place any more."), False
    if row.state == "to file":
        return _("It is not filed yet."), True
    if row.state == "filed":
        return _("It is filed: the authority has to be told the new dates."), True
    if row.state == "refused":
        return _("It was refused: nothing it is for may be shown without a new application."), True
    if row.since is None and row.until is None:
        return _("It is granted, and nobody has recorded for which days; please look whether it holds."), True
    span = {"since": _open(row.since), "until": _open(row.until)}
    if (row.since or after[0]) <= after[0] and after[1] <= (row.until or after[1]):
        return _("It is granted from %(since)s to %(until)s and holds for the new dates.", **span), False
    return _("It is granted from %(since)s to %(until)s only, and has to be changed for the new dates.", **span), True


def _open(day: date | None) -> str:
    return _day(day) if day else "…"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
