"""Whether the guests of a ceremony can be there at all: not elsewhere, not still in the air, and brought in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from festival_ops.planning.arrivals.cars import Comer
from festival_ops.planning.arrivals.kept import car_of
from festival_ops.planning.arrivals.standing import Standing
from festival_ops.planning.escorts.hours import engagements_of
from festival_ops.planning.escorts.hours import hours_of as engagement_hours
from festival_ops.planning.guest_rides import driven
from festival_ops.planning.guest_rides.asked_for import clashes_of
from festival_ops.planning.guest_rides.moves import BACK
from festival_ops.planning.models import Plan
from festival_ops.programme.models import Edition
from festival_ops.protocol.kinds import CANCELLED, DEPARTURE
from festival_ops.protocol.models import Delegation, Leg
from festival_ops.web.telling import by_name, called, moment
from solver.arrivals.problem import MINUTE

# So many minutes before or after its slot a ride still counts as in time.
LEEWAY = timedelta(minutes=5)


def attendance(session: Session, edition: Edition, plan: Plan | None, stands: Standing | None) -> list[str]:
    """What stands against it, each as a sentence with names, for protocol alone."""
    if stands is None:
        return [_("Nobody knows when this ceremony is, so nobody can say who will be there.")]
    found = [
        *_elsewhere(stands),
        *_journeys(stands),
        *_engaged(session, edition, plan, stands),
        *_rides(session, edition, plan, stands),
    ]
    return list(dict.fromkeys(found))


def _elsewhere(stands: Standing) -> Iterator[str]:
    for guest, one, other in clashes_of(stands.facts.parties):
        if stands.facts.ceremony in (one.ceremony, other.ceremony):
            told = {"guest": called(guest), "one": by_name(one.ceremony), "other": by_name(other.ceremony)}
            yield _("%(guest)s is invited to “%(one)s” and to “%(other)s”, and cannot be at both.", **told)


def _journeys(stands: Standing) -> Iterator[str]:
    for comer in stands.facts.comers.values():
        if comer.leg is not None and _too_late(stands, comer):
            told = {"who": called(comer.who), "journey": comer.leg.number or by_name(comer.leg.place)}
            yield _("%(who)s arrives with %(journey)s at %(at)s, too late for the doors of this ceremony.",
                    at=moment(comer.leg.at), **told)  # fmt: skip
        for leg in _away(comer):
            if stands.facts.hours.starts <= leg.at < stands.facts.hours.ends:
                told = {"who": called(comer.who), "at": moment(leg.at)}
                yield _("%(who)s leaves at %(at)s, before the ceremony is over.", **told)


def _too_late(stands: Standing, comer: Comer) -> bool:
    """Whether no gate can be reached before the doors close; without gates, whether the town can."""
    problem, car = stands.problem, stands.problem.car(comer.id)
    if car.ready is None:
        return False
    there = [at for gate in problem.gates if (at := problem.there(car, gate)) is not None]
    return min(there, default=car.ready * MINUTE) + comer.seconds > problem.latest(car)


def _away(comer: Comer) -> list[Leg]:
    """How its guests leave."""
    if not isinstance(comer.who, Delegation):
        return []
    mine = (None, *(guest.id for guest in comer.guests))
    return [leg for leg in comer.who.legs if leg.way == DEPARTURE and leg.state != CANCELLED and leg.guest_id in mine]


def _engaged(session: Session, edition: Edition, plan: Plan | None, stands: Standing) -> Iterator[str]:
    """Whom a delegation meets while its guests sit here."""
    coming = {comer.who.id: comer.who for comer in stands.facts.comers.values() if isinstance(comer.who, Delegation)}
    rows = [row for row in engagements_of(session, edition) if row.delegation_id in coming]
    held = engagement_hours(session, plan, rows)
    here = stands.facts.hours
    for row in rows:
        hours = held.get(row.id)
        apart = row.ceremony_id is None and row.leg_id is None
        if apart and hours is not None and hours.starts < here.ends and here.starts < hours.ends:
            told = {"who": called(row.delegation), "what": by_name(row), "at": moment(hours.starts)}
            yield _("%(who)s has “%(what)s” at %(at)s, which meets this ceremony.", **told)


def _rides(session: Session, edition: Edition, plan: Plan | None, stands: Standing) -> Iterator[str]:
    for each in driven.of_ceremony(session, plan, edition, stands.facts.ceremony):
        whose = each.tie.whose
        if each.tie.purpose == BACK or whose is None:
            continue
        slot = stands.plan.of(car_of(each.tie.purpose, each.tie.key))
        leeway = LEEWAY + timedelta(minutes=each.transfer.alighting)
        for ride in each.rides:
            told = {"who": called(whose), "out": moment(ride.out)}
            if each.closes is not None and ride.out > each.closes:
                yield _("The ride of %(who)s sets its people down at %(out)s, after the doors close at %(closes)s.",
                        closes=f"{each.closes:%H:%M}", **told)  # fmt: skip
            elif slot is not None and abs(ride.out - stands.moment(slot)) > leeway:
                yield _("The ride of %(who)s sets its people down at %(out)s, and its slot at the gate is at %(slot)s.",
                        slot=moment(stands.moment(slot)), **told)  # fmt: skip
