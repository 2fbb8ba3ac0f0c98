"""How lines, chains and room for vehicles are written in one cell or one field, and how we write them back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from festival_ops.programme.grammar import UnreadableError
from festival_ops.programme.grammar.reading import items
from festival_ops.traffic.geometry import Point

MOST_POINTS = 2000
MOST_SEGMENTS = 60
LONGEST_HALT = 120
_HALT = re.compile(r"(?P<name>.+?)\s+(?P<minutes>\d{1,3})(\s*(phút|min|minutes?|'|′))?")
_NUMBER = r"(-?\d{1,3}(?:[.,]\d{1,15})?)"
_POINT = re.compile(rf"{_NUMBER}\s*[,/]?\s*{_NUMBER}")
# Shapes of GeoJSON that are no single line.
_SHAPES = ("Point", "MultiPoint", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")


def parse_line(text: str) -> list[Point]:
    """`16.4669 107.5907; 16.4627 107.5920`: latitude, then longitude, from the first junction to the second."""
    shape = next((shape for shape in _SHAPES if text.strip() == shape), None)
    if shape is not None:
        raise UnreadableError(_("A segment is one line, and this is a %(shape)s; split it into lines.", shape=shape))
    parts = re.split(r"[;\r\n]+", text.strip().strip(";"))
    if len(parts) > MOST_POINTS:
        raise UnreadableError(
            _("The line has %(count)d points; at most %(most)d can be read.", count=len(parts), most=MOST_POINTS)
        )
    points = [_point(part.strip()) for part in parts if part.strip()]
    if len(points) < 2:
        raise UnreadableError(_("A line has two points or more; leave it empty where the street runs straight."))
    return points


def show_line(line: Iterable[Sequence[float]]) -> str:
    return "\n".join(f"{latitude} {longitude}" for longitude, latitude in line)


def parse_chain(text: str) -> list[str]:
    """Codes of segments in their order, one a line; what follows a code after ` · ` is for people and not read."""
    codes = [item.partition(" · ")[0].strip() for item in items(text)]
    if len(codes) > MOST_SEGMENTS:
        raise UnreadableError(
            _("The chain has %(count)d segments; at most %(most)d can be read.", count=len(codes), most=MOST_SEGMENTS)
        )
    return codes


def parse_halts(text: str) -> list[tuple[str, int]]:
    """`Ngã tư Hùng Vương 5`: at this junction for five minutes; one a line."""
    found = []
    for item in items(text):
        match = _HALT.fullmatch(item)
        if match is None or not 1 <= int(match["minutes"]) <= LONGEST_HALT:
            raise UnreadableError(
                _(
                    "“%(text)s” is no halt; write the junction and 1 to %(most)d minutes, as Ngã tư Hùng Vương 5.",
                    text=item[:80],
                    most=LONGEST_HALT,
                )
            )
        found.append((match["name"], int(match["minutes"])))
    names = [name.casefold() for name, _minutes in found]
    for name in dict.fromkeys(name for name, _minutes in found if names.count(name.casefold()) > 1):
        raise UnreadableError(_("“%(junction)s” stands there twice; write one line with the sum.", junction=name))
    return found


def show_halts(halts: Iterable[tuple[str, int]]) -> str:
    return "\n".join(f"{name} {minutes}" for name, minutes in halts)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise UnreadableError(
            _("“%(text)s” is not a point; write latitude and longitude, as 16.4669 107.5907.", text=text[:80])
        )
    latitude, longitude = (float(part.replace(",", ".")) for part in match.groups())
    if not (-180 <= longitude <= 180 and -180 <= latitude <= 180):
        raise UnreadableError(_("“%(text)s” is no place on earth.", text=text[:80]))
    return longitude, latitude
