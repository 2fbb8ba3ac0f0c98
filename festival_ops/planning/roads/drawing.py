"""The network as GeoJSON: for the map, and to be taken along and brought in again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from festival_ops.planning.roads.hours import Holding
from festival_ops.traffic.kinds import BANNING
from festival_ops.traffic.models import Segment


def collection(segments: Iterable[Segment], closed: Mapping[int, Sequence[Holding]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [_feature(row, closed.get(row.id, ())) for row in segments]}


def look(held: Sequence[Holding]) -> str:
    """How a segment is drawn: closed to vehicles, under another measure, or open."""
    if any(each.closure.measure in BANNING for each in held):
        return "closed"
    return "held" if held else "open"


def _feature(row: Segment, held: Sequence[Holding]) -> dict[str, Any]:
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
            "closed": look(held),
            "by": [each.closure.name for each in held],
        },
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in row.line]},
    }
