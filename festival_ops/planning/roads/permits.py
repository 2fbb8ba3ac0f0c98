"""Closures whose permit is missing, late, refused, or granted for other days: told, never held against a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.deadlines import exchanged
from festival_ops.planning.roads.hours import Holding
from festival_ops.programme.filings import Filing
from festival_ops.programme.models import Edition, Permit
from festival_ops.programme.working_days import Exchanged, working_days_between
from festival_ops.traffic.kinds import BANNING
from festival_ops.traffic.models import Closure
from festival_ops.web.telling import by_name, day


@dataclass(frozen=True)
class Unmet:
    """`grave`: too late, or turned down."""

    closure: Closure
    told: str
    grave: bool = False


def unmet(session: Session, edition: Edition, holdings: Iterable[Holding]) -> list[Unmet]:
    """What is not in order with the permits of roads that are still to be closed, by name."""
    today, held = edition.local(now()).date(), dict[int, list[Holding]]()
    for each in holdings:
        if each.closure.measure in BANNING and each.closure.chain and edition.local(each.until).date() >= today:
            held.setdefault(each.closure.id, []).append(each)
    if not held:
        return []
    office = _Office(edition, today, exchanged(session, edition))
    rows = sorted(held.values(), key=lambda found: found[0].closure.sort_key)
    return [each for found in rows for each in office.judged(found)]


def uncovered(edition: Edition, closure: Closure, holdings: Iterable[Holding]) -> str:
    """Why a granted permit does not hold for these hours; empty if it does, or bounds no days."""
    permit = closure.permit
    if permit is None or permit.state != "granted":
        return ""
    for each in holdings:
        starts, ends = edition.local(each.starts).date(), edition.local(each.until).date()
        if (permit.since or starts) > starts or (permit.until or ends) < ends:
            return _(
                "%(permit)s is granted from %(since)s to %(until)s, and does not cover the closure on %(day)s.",
                permit=by_name(permit),
                since=day(permit.since) if permit.since else "…",
                until=day(permit.until) if permit.until else "…",
                day=day(starts),
            )
    return ""


@dataclass(frozen=True)
class _Office:
    edition: Edition
    today: date
    exchanged: Exchanged

    def judged(self, held: list[Holding]) -> Iterator[Unmet]:
        closure = held[0].closure
        first = min(self.edition.local(each.starts).date() for each in held)
        if closure.permit is None:
            yield Unmet(
                closure,
                _("No permit is named for it; it is closed for the first time on %(day)s.", day=day(first)),
                first <= self.today,
            )
        elif closure.permit.state == "refused":
            yield Unmet(closure, _("%(permit)s was refused.", permit=by_name(closure.permit)), True)
        elif closure.permit.state == "to file":
            yield self._to_file(closure, closure.permit, first)
        elif told := uncovered(self.edition, closure, held):
            yield self._again(closure, closure.permit, told, first)

    def _to_file(self, closure: Closure, permit: Permit, first: date) -> Unmet:
        due, facts = self._due(permit, first)
        if due < self.today:
            return Unmet(
                closure,
                _("%(permit)s is not filed, and had to be until %(due)s, %(lead)s before %(first)s: ask %(authority)s "
                  "for a decision on urgent grounds.", **facts),
                True,
            )  # fmt: skip
        left = working_days_between(self.today, due, self.exchanged)
        told = ngettext(
            "%(permit)s has to be filed until %(due)s, %(lead)s before %(first)s: %(num)s working day is left.",
            "%(permit)s has to be filed until %(due)s, %(lead)s before %(first)s: %(num)s working days are left.",
            left,
            **facts,
        )
        return Unmet(closure, told)

    def _again(self, closure: Closure, permit: Permit, told: str, first: date) -> Unmet:
        due, facts = self._due(permit, first)
        if due < self.today:
            late = _("A new application had to be filed until %(due)s, %(lead)s before %(first)s.", **facts)
            return Unmet(closure, f"{told} {late}", True)
        return Unmet(closure, f"{told} " + _("It has to be applied for anew until %(due)s.", **facts))

    def _due(self, permit: Permit, first: date) -> tuple[date, Mapping[str, str]]:
        filing = Filing(permit.name, permit.authority, permit.lead, "", working=permit.working)
        due = filing.due(first, self.exchanged)
        facts = {"permit": by_name(permit), "due": day(due), "lead": filing.lead_told(), "first": day(first)}
        return due, {**facts, "authority": permit.authority}
