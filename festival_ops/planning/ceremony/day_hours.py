"""What happens at a ceremony's day and when, each as a sentence with notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from festival_ops.planning.ceremony.script import Script
from festival_ops.planning.escorts.judging import task_title
from festival_ops.planning.escorts.matrix import Item
from festival_ops.planning.guest_rides.driven import Driven
from festival_ops.planning.guest_rides.moves import BACK, Occasion
from festival_ops.protocol.kinds import ARRIVAL, MODES
from festival_ops.protocol.models import GuestPlace, Leg, ScriptLine
from festival_ops.traffic.whom import whom_told
from festival_ops.web.telling import by_name, called

DOORS, LINE, LEG, CAR, ESCORT = "doors", "line", "leg", "car", "escort"


@dataclass(frozen=True)
class Moment:
    """`grave`: somebody must act on one of the notes."""

    at: datetime
    until: datetime | None
    kind: str
    sentence: str
    notes: tuple[str, ...] = ()
    grave: bool = False


def moments(
    script: Script, legs: Iterable[Leg], rides: Iterable[Driven], items: Sequence[Item], *, phones: bool
) -> list[Moment]:
    """`phones`: the reader may know those of drivers."""
    found = [*_doors(script), *_lines(script), *_legs(legs, items), *_cars(rides, phones), *_escorts(items)]
    return sorted(found, key=lambda each: each.at)


def _doors(script: Script) -> Iterator[Moment]:
    if script.hours is not None:
        occasion = Occasion(script.ceremony, script.hours)
        yield Moment(occasion.opens, occasion.closes, DOORS, _("Doors are open to guests."))
        yield Moment(occasion.closes, None, DOORS, _("Guests are seated."))


def _lines(script: Script) -> Iterator[Moment]:
    for line in script.lines:
        if line.starts is not None:
            yield Moment(
                line.starts,
                line.ends if line.row.minutes else None,
                LINE,
                _text(line.row),
                tuple(_who(line.row, len(line.greeted))),
                line.late > 0,
            )


def _text(row: ScriptLine) -> str:
    return row.text_en if row.text_en and str(get_locale()) == "en" else row.text


def _who(row: ScriptLine, greeted: int) -> Iterator[str]:
    if row.invitation is not None:
        yield called(row.invitation.who)
    if row.by:
        yield row.by
    if greeted:
        yield ngettext("%(num)s guest is greeted by name", "%(num)s guests are greeted by name", greeted)


def _legs(legs: Iterable[Leg], items: Iterable[Item]) -> Iterator[Moment]:
    """Each with who meets it or sees it off."""
    along: dict[int, list[Item]] = {}
    for item in items:
        if item.row.leg_id is not None:
            along.setdefault(item.row.leg_id, []).append(item)
    for row in legs:
        yield _leg(row, along.get(row.id, []))


def _leg(row: Leg, along: Sequence[Item]) -> Moment:
    facts = {"who": called(row.guest or row.delegation), "how": row.number or str(dict(MODES)[row.mode])}
    facts["place"] = by_name(row.place)
    if row.way == ARRIVAL:
        sentence = _("%(who)s arrives: %(how)s, %(place)s.", **facts)
    else:
        sentence = _("%(who)s leaves: %(how)s, %(place)s.", **facts)
    people = ngettext("%(num)s person", "%(num)s people", row.people)
    late = [_("late")] if row.state == "late" else []
    roles = [f"{task_title(item.task.pair)}: {_names(item)}" for item in along]
    lacks = any(item.missing for item in along)
    return Moment(row.at, None, LEG, sentence, (people, *_host(row), *roles, *late), bool(late) or lacks)


def _host(row: Leg) -> Iterator[str]:
    if row.way == ARRIVAL and row.delegation.host is not None:
        yield _("Received by %(host)s", host=called(row.delegation.host))


def _cars(rides: Iterable[Driven], phones: bool) -> Iterator[Moment]:
    for each in rides:
        who = called(each.tie.whose) if each.tie.whose else whom_told(each.transfer.for_whom)
        warnings = tuple(each.warnings)
        wanted = each.transfer.pickup_starts
        if not each.rides and wanted is not None:
            yield Moment(wanted, None, CAR, _car(each, who, ""), warnings, True)
        for ride in each.rides:
            vehicle = f"{called(ride.vehicle)} {ride.vehicle.plate}".strip()
            driver = f"{called(ride.driver)} {ride.driver.phone if phones else ''}".strip()
            yield Moment(ride.fetched, ride.out, CAR, _car(each, who, vehicle), (driver, *warnings), bool(warnings))


def _car(each: Driven, who: str, vehicle: str) -> str:
    origin, destination = (called(place) for place in (each.transfer.origin, each.transfer.destination))
    facts = {"who": who, "origin": origin, "destination": destination, "vehicle": vehicle or "–"}
    if each.tie.purpose == BACK:
        return _("%(who)s is driven back from %(origin)s to %(destination)s: %(vehicle)s.", **facts)
    return _("%(who)s is driven from %(origin)s to %(destination)s: %(vehicle)s.", **facts)


def _escorts(items: Iterable[Item]) -> Iterator[Moment]:
    """Who goes to the ceremony stands with each delegation; here it is one moment for all who begin together."""
    together: dict[tuple[datetime, datetime], list[Item]] = {}
    for item in items:
        if item.row.ceremony_id is not None:
            together.setdefault((item.starts, item.ends), []).append(item)
        elif item.row.leg_id is None:
            yield _escort(item)
    for (starts, ends), held in together.items():
        count = len({item.row.delegation_id for item in held})
        missing, place = sum(item.missing for item in held), _place(held[0])
        told = ngettext(
            "%(num)s delegation is accompanied to the ceremony.",
            "%(num)s delegations are accompanied to the ceremony.",
            count,
        )
        yield Moment(starts, ends, ESCORT, told, tuple(_stands(place, missing)), missing > 0)


def _stands(place: GuestPlace | None, missing: int) -> Iterator[str]:
    if place is not None:
        yield _("stands at %(place)s", place=by_name(place))
    if missing:
        yield ngettext("%(num)s is missing", "%(num)s are missing", missing)


def _place(item: Item) -> GuestPlace | None:
    return item.row.place or (item.row.ceremony.place if item.row.ceremony else None)


def _names(item: Item) -> str:
    return ", ".join(called(escort) for escort in item.escorts) or _("nobody yet")


def _escort(item: Item) -> Moment:
    row = item.row
    facts = {"delegation": row.delegation.code, "what": by_name(row), "role": task_title(item.task.pair)}
    sentence = _("%(delegation)s · %(what)s: %(role)s – %(names)s.", **facts, names=_names(item))
    return Moment(
        item.starts, item.ends, ESCORT, sentence, tuple(_stands(_place(item), item.missing)), item.missing > 0
    )
