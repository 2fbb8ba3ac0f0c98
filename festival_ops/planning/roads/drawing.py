"""The network as GeoJSON: to be taken along and brought in again, and for the map in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from festival_ops.traffic.kinds import BANNING
from festival_ops.traffic.models import Closure, Gate, Segment
from festival_ops.web.telling import by_name

Named = Callable[[Any], str]


def collection(segments: Iterable[Segment], closed: Mapping[int, Sequence[Closure]]) -> dict[str, Any]:
    """As it comes in again: names are those of the records."""
    features = [
        _feature(row, closed.get(row.id, ()), look(closed.get(row.id, ())), attrgetter("name")) for row in segments
    ]
    return {"type": "FeatureCollection", "features": features}


def drawn(
    segments: Iterable[Segment],
    gates: Iterable[Gate],
    closed: Mapping[int, Sequence[Closure]],
    round_about: Collection[int] = (),
) -> dict[str, Any]:
    """As it is looked at, with the gates; `round_about` are the segments of a way round."""
    roads = [
        _feature(row, held, "round" if row.id in round_about else look(held), by_name)
        for row in segments
        for held in [closed.get(row.id, ())]
    ]
    return {"type": "FeatureCollection", "features": [*roads, *map(_gate, gates)]}


def _gate(row: Gate) -> dict[str, Any]:
    facts = {"gate": by_name(row), "venue": by_name(row.venue), "emergency": row.emergency}
    place = list(row.point) if row.point else []
    return {"type": "Feature", "properties": facts, "geometry": {"type": "Point", "coordinates": place}}


def look(held: Sequence[Closure]) -> str:
    """How a segment is drawn: closed to vehicles, under another measure, or open."""
    if any(row.measure in BANNING for row in held):
        return "closed"
    return "held" if held else "open"


def _feature(row: Segment, held: Sequence[Closure], closed: str, named: Named) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row.id,
        "properties": {
            "code": row.code,
            "street": named(row.street),
            "first": named(row.first),
            "second": named(row.second),
            "kind": row.kind,
            "one_way": "yes" if row.one_way else "no",
            "width": row.width,
            "source": row.source,
            "status": row.status,
            "closed": closed,
            "by": [named(each) for each in held],
        },
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in row.line]},
    }
