"""Cells of the programme's spreadsheets that have a grammar: clock times, moments, hours, stops and needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from festival_ops.programme import grammar
from festival_ops.programme.grammar import Hours, Need, QuietSpan, Stop, Window
from festival_ops.programme.models import (
    EquipmentNeed,
    OpeningHours,
    ParadeStop,
    PerformanceWindow,
    QuietHours,
)
from festival_ops.spreadsheets import serials
from festival_ops.spreadsheets.book import Book
from festival_ops.spreadsheets.cells import Cell, Parsed, written
from festival_ops.spreadsheets.names import Entry
from festival_ops.spreadsheets.receiving import Raw


@dataclass(frozen=True)
class Records(Cell):
    """Rows that belong to this one alone, as items of one cell."""

    parse: Callable[[str, Any], Sequence[Any]]
    shown: Callable[[Iterable[Any], Any], str]
    fact: Callable[[Any], Any]
    row: Callable[[Any], Any]
    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[Any, ...]:
        edition: Any = book.edition
        return _ordered(self.parse(written(raw), edition.first_day))

    def show(self, value: tuple[Any, ...], book: Book) -> Raw:
        edition: Any = book.edition
        return self.shown(value, edition.first_day)

    def taken(self, row: Any, key: str, book: Book) -> tuple[Any, ...]:
        return _ordered(self.fact(part) for part in getattr(row, key))

    def give(self, row: Any, key: str, value: tuple[Any, ...]) -> None:
        setattr(row, key, [self.row(item) for item in value])


@dataclass(frozen=True)
class StopAt:
    """A stop whose stage has been found."""

    stage: Entry
    offset: int
    minutes: int


@dataclass(frozen=True)
class Stops(Cell):
    """A parade's way: each item names a stage of the stages' sheet."""

    empty: Any = field(default=(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> tuple[StopAt, ...]:
        known = book.names("stages")
        stops = grammar.parse_stops(written(raw))
        return tuple(StopAt(known.called(stop.name), stop.offset, stop.minutes) for stop in stops)

    def show(self, value: tuple[StopAt, ...], book: Book) -> Raw:
        return grammar.show_stops(Stop(stop.stage.name, stop.offset, stop.minutes) for stop in value)

    def taken(self, row: Any, key: str, book: Book) -> tuple[StopAt, ...]:
        known = book.names("stages")
        return tuple(StopAt(known.of(stop.stage), stop.offset, stop.minutes) for stop in row.stops)

    def give(self, row: Any, key: str, value: tuple[StopAt, ...]) -> None:
        row.stops = [
            ParadeStop(stage=stop.stage.row, position=position, offset=stop.offset, minutes=stop.minutes)
            for position, stop in enumerate(value, start=1)
        ]


@dataclass(frozen=True)
class Needs(Cell):
    """Equipment and how much of it: each item names a pool of the equipment's sheet."""

    empty: Any = field(default=frozenset(), kw_only=True)

    def read(self, raw: Raw, book: Book) -> frozenset[tuple[Entry, int]]:
        known = book.names("equipment")
        return frozenset((known.called(need.name), need.quantity) for need in grammar.parse_needs(written(raw)))

    def show(self, value: frozenset[tuple[Entry, int]], book: Book) -> Raw:
        needs = sorted((pool.name, quantity) for pool, quantity in value)
        return grammar.show_needs(Need(name, quantity) for name, quantity in needs)

    def taken(self, row: Any, key: str, book: Book) -> frozenset[tuple[Entry, int]]:
        known = book.names("equipment")
        return frozenset((known.of(need.equipment), need.quantity) for need in row.needs)

    def give(self, row: Any, key: str, value: frozenset[tuple[Entry, int]]) -> None:
        """Keeps the rows of pools that stay: the database would see a new one before the old one is gone."""
        kept = {need.equipment: need for need in row.needs}
        row.needs = [kept.get(pool.row) or EquipmentNeed(equipment=pool.row) for pool, _ in value]
        quantities = {pool.row: quantity for pool, quantity in value}
        for need in row.needs:
            need.quantity = quantities[need.equipment]


def _ordered(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(dict.fromkeys(items), key=repr))


CLOCK = Parsed(
    lambda text, edition: grammar.parse_clock(text), lambda clock, edition: grammar.show_clock(clock), serials.clock_of
)
MOMENT = Parsed(
    lambda text, edition: grammar.parse_moment(text, edition.tz, edition.first_day),
    lambda moment, edition: grammar.show_moment(moment, edition.tz),
    serials.moment_of,
)


def minutes(empty: int | None = None) -> Parsed:
    return Parsed(lambda text, edition: grammar.parse_minutes(text), lambda length, edition: int(length), empty=empty)


def yes(empty: bool = False) -> Parsed:
    return Parsed(
        lambda text, edition: grammar.parse_yes(text),
        lambda fact, edition: grammar.show_yes(fact),
        offers=lambda: (grammar.show_yes(True), grammar.show_yes(False)),
        empty=empty,
    )


FEATURES = Parsed(
    lambda text, edition: grammar.show_features(grammar.parse_features(text)), lambda text, edition: text, empty=""
)
OPENING_HOURS = Records(
    parse=grammar.parse_opening_hours,
    shown=grammar.show_opening_hours,
    fact=lambda row: Hours(row.on, row.starts, row.ends),
    row=lambda hours: OpeningHours(on=hours.on, starts=hours.starts, ends=hours.ends),
)
QUIET_HOURS = Records(
    parse=grammar.parse_quiet_hours,
    shown=grammar.show_quiet_hours,
    fact=lambda row: QuietSpan(row.on, row.starts, row.ends, row.loudest),
    row=lambda quiet: QuietHours(on=quiet.on, starts=quiet.starts, ends=quiet.ends, loudest=quiet.loudest),
)
WINDOWS = Records(
    parse=grammar.parse_windows,
    shown=grammar.show_windows,
    fact=lambda row: Window(row.on, row.starts, row.ends, row.strict, row.weight),
    row=lambda window: PerformanceWindow(
        on=window.on, starts=window.starts, ends=window.ends, strict=window.strict, weight=window.weight
    ),
)
