"""The network as GeoJSON: for the map, and to be taken along and brought in again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from festival_ops.traffic.kinds import BANNING
from festival_ops.traffic.models import Closure, Segment


def collection(
    segments: Iterable[Segment], closed: Mapping[int, Sequence[Closure]], round_about: Collection[int] = ()
) -> dict[str, Any]:
    """`round_about` are the segments of a way round."""
    features = [_feature(row, closed.get(row.id, ()), row.id in round_about) for row in segments]
    return {"type": "FeatureCollection", "features": features}


def look(held: Sequence[Closure]) -> str:
    """How a segment is drawn: closed to vehicles, under another measure, or open."""
    if any(row.measure in BANNING for row in held):
        return "closed"
    return "held" if held else "open"


def _feature(row: Segment, held: Sequence[Closure], round_about: bool) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row.id,
        "properties": {
            "code": row.code,
            "street": row.street.name,
            "first": row.first.name,
            "second": row.second.name,
            "kind": row.kind,
            "one_way": "yes" if row.one_way else "no",
            "width": row.width,
            "source": row.source,
            "status": row.status,
            "closed": "round" if round_about else look(held),
            "by": [each.name for each in held],
        },
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in row.line]},
    }
