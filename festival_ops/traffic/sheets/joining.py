"""Segments that a file brings are tied to each other: ends that nearly meet are put on one junction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.names import Entry
from festival_ops.traffic.geometry import Point, metres
from festival_ops.traffic.snapping import NEARLY_MEETS, Places

_ENDS = (("first", 0), ("second", -1))
# Ends that miss their junction by less are told by nobody: maps are rounded to tenths of a metre.
_UNSEEN = 0.2


class Joining:
    """The end of a line goes to the junction that its row names, or else to the one it nearly meets, or else becomes a
    junction itself, to which the next ends may come."""

    def __init__(self, book: Book) -> None:
        self._junctions = book.names("junctions")
        self._places = Places()
        for entry in self._junctions:
            if point := _place(entry):
                self._places.add(point, entry)
        self._made: dict[Entry, list[Entry]] = {}

    def settle(self, entry: Entry, facts: dict[str, Any]) -> Iterator[str]:
        line = facts.get("geometry")
        if not line:
            return
        ends = facts["geometry"] = [list(point) for point in line]
        for key, at in _ENDS:
            point = (ends[at][0], ends[at][1])
            named = entry.fact(key)
            junction = named or self._junction(point, entry)
            if named is None:
                facts[key] = junction
            if junction in self._made:
                self._made[junction].append(entry)
            place = _place(junction)
            if place is None or not 0 < (apart := metres([place, point])) <= NEARLY_MEETS:
                continue
            ends[at] = list(place)
            if apart > _UNSEEN:
                yield self._told(junction, apart)

    def brought(self) -> Iterator[tuple[str, Entry]]:
        for junction, segments in self._made.items():
            streets = list(dict.fromkeys(str(each.fact("street") or each.name) for each in segments))
            codes = " / ".join(dict.fromkeys(each.name for each in segments))
            name = self._free(" – ".join(streets)[:150] if len(streets) > 1 else f"{streets[0]} · {codes}"[:150])
            junction.name = junction.facts["name"] = name  # type: ignore[index]
            self._junctions.add(junction, (name.casefold(),))
            yield "junctions", junction

    def _junction(self, point: Point, segment: Entry) -> Entry:
        met = self._places.nearest(point)
        if met:
            return met[2]
        longitude, latitude = point
        facts = {"name": "", "latitude": latitude, "longitude": longitude, "source": segment.fact("source") or ""}
        junction = Entry("", number=segment.number, facts=facts)
        self._made[junction] = []
        self._places.add(point, junction)
        return junction

    def _told(self, junction: Entry, apart: float) -> str:
        if junction in self._made:
            others = [each.name for each in self._made[junction][:-1]]
            return _(
                "An end lay %(metres)s m from an end of “%(segment)s”; both are put on one junction.",
                metres=round(apart, 1),
                segment=others[0] if others else "",
            )
        return _(
            "An end lay %(metres)s m from “%(junction)s” and is put on this junction.",
            metres=round(apart, 1),
            junction=junction.name,
        )

    def _free(self, name: str) -> str:
        """A name that no junction bears yet."""
        found, number = name, 1
        while self._junctions.with_key((found.casefold(),)) is not None:
            number += 1
            found = f"{name} ({number})"
        return found


def _place(junction: Entry) -> Point | None:
    longitude, latitude = junction.fact("longitude"), junction.fact("latitude")
    return None if longitude is None or latitude is None else (longitude, latitude)
