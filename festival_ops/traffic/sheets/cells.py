"""Cells of this room that have a grammar: lines, chains of segments, words of a list, room for vehicles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from festival_ops.programme.grammar import Need, UnreadableError, parse_names, parse_needs, show_needs
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Cell, Choice, Parsed, written
from festival_ops.spreadsheets.names import Entry
from festival_ops.spreadsheets.receiving import Raw
from festival_ops.traffic import grammar
from festival_ops.traffic.chains import Link
from festival_ops.traffic.kinds import EXEMPTIONS, VEHICLES
from festival_ops.traffic.models import (
    ClosureSegment,
    DetourSegment,
    ParadeHalt,
    ParadeSegment,
    ParkingCapacity,
    RouteSegment,
    StandardSegment,
)

OTHER_VEHICLES = {
    "xe máy": "motorbike",
    "mô tô": "motorbike",
    "xe đạp": "bicycle",
    "ô tô": "car",
    "ô tô con": "car",
    "xe tải nhỏ": "van",
    "xe khách": "coach",
    "xe du lịch": "coach",
    "xe tải": "truck",
    "xe buýt": "bus",
    "xe ưu tiên": "emergency",
    "xe cứu thương": "emergency",
}
OTHER_EXEMPTIONS = {
    "xe ưu tiên": "priority",
    "xe có phù hiệu": "badge",
    "phù hiệu ban tổ chức": "badge",
    "người dân": "residents",
    "cư dân": "residents",
    "nhân viên": "staff",
    "lực lượng làm nhiệm vụ": "staff",
    "xe buýt": "buses",
}
VEHICLE = Choice(dict(VEHICLES), OTHER_VEHICLES)
EXEMPTION = Choice(dict(EXEMPTIONS), OTHER_EXEMPTIONS)


def _line(text: str, edition: Any) -> list[list[float]]:
    return [list(point) for point in grammar.parse_line(text)]


LINE = Parsed(_line, lambda line, edition: grammar.show_line(line))


@dataclass(frozen=True)
class Words(Cell):
    """Some of a few words, kept in the order of their list."""

    word: Choice
    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[str, ...]:
        chosen = {self.word.read(name, book) for name in parse_names(written(raw).replace(",", ";"))}
        return tuple(value for value in self.word.words if value in chosen)

    def show(self, value: tuple[str, ...], book: Book) -> Raw:
        return "; ".join(str(self.word.words[each]) for each in value)

    def taken(self, row: Any, key: str, book: Book) -> tuple[str, ...]:
        return tuple(getattr(row, key))

    def give(self, row: Any, key: str, value: tuple[str, ...]) -> None:
        setattr(row, key, list(value))


@dataclass(frozen=True)
class Chain(Cell):
    """Segments in their order, as rows of the part; those that stay are kept."""

    part: type[ClosureSegment] | type[DetourSegment] | type[ParadeSegment] | type[RouteSegment] | type[StandardSegment]
    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[Entry, ...]:
        known = book.names("segments")
        return tuple(known.called(code) for code in grammar.parse_chain(written(raw)))

    def show(self, value: tuple[Entry, ...], book: Book) -> Raw:
        return "; ".join(entry.name for entry in value)

    def taken(self, row: Any, key: str, book: Book) -> tuple[Entry, ...]:
        known = book.names("segments")
        return tuple(known.of(link.segment) for link in getattr(row, key))

    def give(self, row: Any, key: str, value: Iterable[Entry]) -> None:
        kept = {link.segment: link for link in getattr(row, key)}
        chain = [kept.get(entry.row) or self.part(segment=entry.row) for entry in value]
        for position, link in enumerate(chain, start=1):
            link.position = position
        setattr(row, key, chain)


@dataclass(frozen=True)
class Halts(Cell):
    """Minutes at junctions, in the order in which they are written."""

    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[tuple[Entry, int], ...]:
        known = book.names("junctions")
        return tuple((known.called(name), minutes) for name, minutes in grammar.parse_halts(written(raw)))

    def show(self, value: tuple[tuple[Entry, int], ...], book: Book) -> Raw:
        return grammar.show_halts((entry.name, minutes) for entry, minutes in value)

    def taken(self, row: Any, key: str, book: Book) -> tuple[tuple[Entry, int], ...]:
        known = book.names("junctions")
        return tuple((known.of(halt.junction), halt.minutes) for halt in row.halts)

    def give(self, row: Any, key: str, value: Iterable[tuple[Entry, int]]) -> None:
        """Keeps the rows of junctions that stay: the database would see a new one before the old one is gone."""
        kept = {halt.junction: halt for halt in row.halts}
        row.halts = [kept.get(entry.row) or ParadeHalt(junction=entry.row) for entry, _minutes in value]
        for halt, (_entry, minutes) in zip(row.halts, value, strict=True):
            halt.minutes = minutes


def links(chain: Iterable[Entry]) -> list[Link]:
    """The chain as it will lie once the file is read; its junctions may come with the same file."""
    return [Link(entry.name, (_junction(entry, "first"), _junction(entry, "second"))) for entry in chain]


def _junction(entry: Entry, key: str) -> Any:
    found = entry.fact(key)
    return found.row or found if isinstance(found, Entry) else found


@dataclass(frozen=True)
class Rooms(Cell):
    """How many vehicles of which kind."""

    empty: Any = field(default=frozenset(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> frozenset[tuple[str, int]]:
        needs = parse_needs(written(raw))
        rooms: Mapping[str, int] = {VEHICLE.read(need.name, book): need.quantity for need in needs}
        if len(rooms) < len(needs):
            raise UnreadableError(_("The same kind of vehicle stands there twice; write one line with the sum."))
        return frozenset(rooms.items())

    def show(self, value: frozenset[tuple[str, int]], book: Book) -> Raw:
        return show_needs(Need(str(VEHICLE.show(vehicle, book)), places) for vehicle, places in sorted(value))

    def taken(self, row: Any, key: str, book: Book) -> frozenset[tuple[str, int]]:
        return frozenset((room.vehicle, room.places) for room in row.capacities)

    def give(self, row: Any, key: str, value: Iterable[tuple[str, int]]) -> None:
        """Keeps the rows of kinds that stay: the database would see a new one before the old one is gone."""
        kept = {room.vehicle: room for room in row.capacities}
        row.capacities = [kept.get(vehicle) or ParkingCapacity(vehicle=vehicle) for vehicle, _places in sorted(value)]
        places = dict(value)
        for room in row.capacities:
            room.places = places[room.vehicle]
