"""Map files in GeoJSON as rows: each feature is one, its properties are the columns and its shape is another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from festival_ops.spreadsheets.refusal import Refusal, RefusalError

Cell = str | int | float | bool
# A list is no map either, and is told so as one, not as a table that nobody recognises.
_BEGINS = re.compile(rb"[\xef\xbb\xbf\s]*(\{|\[\s*[\[{\]])")
SHAPE, POINT = "geometry", ("latitude", "longitude")


def is_map(content: bytes) -> bool:
    return _BEGINS.match(content) is not None


def rows_of_map(content: bytes) -> Iterator[list[Cell]]:
    """A heading of all properties, then a row a feature. A line stands as `latitude longitude; …`; of any other shape
    there is its kind, for the column of lines to refuse."""
    features = _features(content)
    names = dict.fromkeys(name for feature in features for name in _properties(feature))
    shaped = [name for name in names if name not in (SHAPE, *POINT)]
    yield [*shaped, SHAPE, *POINT]
    for feature in features:
        known, shape = _properties(feature), _shape(feature)
        yield [*(_plain(known.get(name, "")) for name in shaped), *shape]


def _features(content: bytes) -> list[Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise RefusalError(Refusal.NOT_A_MAP) from None
    features = found.get("features") if isinstance(found, dict) else None
    if features is None or found.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise RefusalError(Refusal.NOT_A_MAP)
    return features


def _properties(feature: Any) -> dict[str, Any]:
    known = feature.get("properties") if isinstance(feature, dict) else None
    return known if isinstance(known, dict) else {}


def _shape(feature: Any) -> list[Cell]:
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    kind, places = (shape.get("type"), shape.get("coordinates")) if isinstance(shape, dict) else ("", None)
    if kind == "Point" and _is_point(places):
        return ["", places[1], places[0]]  # type: ignore[index]
    if kind == "LineString" and isinstance(places, list) and all(map(_is_point, places)):
        return ["; ".join(f"{latitude} {longitude}" for longitude, latitude, *_height in places), "", ""]
    return [str(kind or "–"), "", ""]


def _is_point(place: Any) -> bool:
    numbers = place[:2] if isinstance(place, list) else []
    return len(numbers) == 2 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers)


def _plain(value: Any) -> Cell:
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | bool) else json.dumps(value, ensure_ascii=False)
