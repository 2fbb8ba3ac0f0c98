"""Fields of this room: a place on the map, a line, a chain of segments, room for vehicles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from festival_ops.database import db
from festival_ops.programme.forms.fields import PartsField
from festival_ops.programme.grammar import Need, UnreadableError, parse_needs, show_needs
from festival_ops.programme.lookup import Lookup
from festival_ops.traffic import grammar
from festival_ops.traffic.kinds import VEHICLES
from festival_ops.traffic.models import (
    ClosureSegment,
    DetourSegment,
    Junction,
    ParadeHalt,
    ParadeSegment,
    ParkingCapacity,
    RouteSegment,
    Segment,
    StandardSegment,
)
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import NumberField, WrittenField
from festival_ops.web.scope import visible
from festival_ops.web.telling import called
from festival_ops.words import fold


@dataclass(frozen=True)
class SegmentAt:
    """A segment that has been found, at its place in a chain."""

    segment: Segment
    position: int


@dataclass(frozen=True)
class HaltAt:
    """Minutes at a junction that has been found."""

    junction: Junction
    minutes: int


@dataclass(frozen=True)
class Room:
    vehicle: str
    places: int


def latitude_field(**more: Any) -> NumberField:
    return NumberField(_("Latitude"), least=-90, most=90, **more)


def longitude_field(**more: Any) -> NumberField:
    return NumberField(_("Longitude"), least=-180, most=180, **more)


def line_field() -> WrittenField:
    return WrittenField(
        _("Line on the map"),
        read=lambda text: [list(point) for point in grammar.parse_line(text)],
        show=grammar.show_line,
        lines=True,
        hint=_(
            "One point a line, latitude and longitude, from the first junction to the second: 16.4669 107.5907. "
            "Empty means straight."
        ),
    )


Part = type[ClosureSegment] | type[DetourSegment] | type[ParadeSegment] | type[RouteSegment] | type[StandardSegment]


def chain_field(label: Any, part: Part, **more: Any) -> PartsField:
    return PartsField(
        label,
        part=part,
        facts=("segment", "position"),
        key=("segment",),
        read=_read_chain,
        show=_show_chain,
        **{"hint": _("One code a line, in the order of the way. What follows the code is only for reading.")} | more,
    )


def halts_field(**more: Any) -> PartsField:
    return PartsField(
        _("Halts"),
        part=ParadeHalt,
        facts=("junction", "minutes"),
        key=("junction",),
        read=_read_halts,
        show=lambda rows: grammar.show_halts((row.junction.name, row.minutes) for row in rows),
        **more,
    )


def capacities_field() -> PartsField:
    return PartsField(
        _("Room for"),
        part=ParkingCapacity,
        facts=("vehicle", "places"),
        key=("vehicle",),
        read=_read_capacities,
        show=_show_capacities,
        hint=_("One kind a line: Motorbikes × 300, then Cars × 40."),
    )


def vehicle_called(name: str) -> str:
    """The kind of vehicle that somebody has named. Raises UnreadableError with those there are."""
    known = {fold(str(title)): value for value, title in VEHICLES} | {value: value for value, _title in VEHICLES}
    if fold(name) not in known:
        words = ", ".join(str(title) for _value, title in VEHICLES)
        raise UnreadableError(gettext("“%(name)s” is no kind of vehicle; write one of: %(words)s.", name=name[:80],
                                      words=words))  # fmt: skip
    return known[fold(name)]


def _read_chain(text: str) -> list[SegmentAt]:
    lookup: Lookup[Segment] = Lookup(db.session.scalars(visible(Segment, Secrecy.ROADS)))
    codes = grammar.parse_chain(text)
    lookup.find_all(codes)
    return [SegmentAt(lookup.find(code), position) for position, code in enumerate(codes, start=1)]


def _show_chain(chain: Iterable[Any]) -> str:
    return "\n".join(called(link.segment) for link in chain)


def _read_halts(text: str) -> list[HaltAt]:
    lookup: Lookup[Junction] = Lookup(db.session.scalars(visible(Junction, Secrecy.ROADS)))
    halts = grammar.parse_halts(text)
    lookup.find_all([name for name, _minutes in halts])
    return [HaltAt(lookup.find(name), minutes) for name, minutes in halts]


def _read_capacities(text: str) -> list[Room]:
    rooms = [Room(vehicle_called(need.name), need.quantity) for need in parse_needs(text)]
    if len({room.vehicle for room in rooms}) < len(rooms):
        raise UnreadableError(gettext("The same kind of vehicle stands there twice; write one line with the sum."))
    return rooms


def _show_capacities(rows: Iterable[Any]) -> str:
    words = dict(VEHICLES)
    return show_needs(Need(str(words[row.vehicle]), row.places) for row in rows)
