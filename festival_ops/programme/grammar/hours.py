"""Hours of a place and windows of a performance: days, clock times, and what holds then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from flask_babel import gettext as _

from festival_ops.programme.grammar.clock import CLOCK, parse_clock, show_clock
from festival_ops.programme.grammar.days import DASH, days_in, runs, show_run
from festival_ops.programme.grammar.reading import UnreadableError, each, word

HEAVIEST = 10
LOUDEST = 3

_BOTH = re.compile(rf"(?:từ\s+|from\s+)?({CLOCK}){DASH}({CLOCK})", re.IGNORECASE)
_FROM = re.compile(rf"(?:(?:từ|from|sau|after)\s+({CLOCK})|({CLOCK})\s*[–—-])", re.IGNORECASE)
_UNTIL = re.compile(rf"(?:đến|until|till|to|trước|before|[–—-])\s*({CLOCK})", re.IGNORECASE)
_PREFER = re.compile(r"(?:ưu tiên|mong muốn|prefer(?:red|s)?|wish)(?:\s*:\s*|\s+)", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*(?:[×x*]\s*(\d{1,3})|\(\s*(\d{1,3})\s*\))$", re.IGNORECASE)
_LOUDEST = re.compile(r"[\s,:]*(?:≤|<=|max\.?|tối đa|at most)\s*(\d{1,3})$", re.IGNORECASE)


@dataclass(frozen=True)
class Hours:
    """On one day, or on every day of the edition when `on` is None."""

    on: date | None
    starts: time
    ends: time


@dataclass(frozen=True)
class QuietSpan:
    """Hours in which nothing louder than `loudest` (0 unamplified … 3 very loud) may sound."""

    on: date | None
    starts: time
    ends: time
    loudest: int = 1


@dataclass(frozen=True)
class Window:
    """When a performance must stand (`strict`) or would like to, with a weight of 1 to 10; what is None is open."""

    on: date | None
    starts: time | None
    ends: time | None
    strict: bool = True
    weight: int = 1


class Spanning(Protocol):
    @property
    def on(self) -> date | None: ...
    @property
    def starts(self) -> time | None: ...
    @property
    def ends(self) -> time | None: ...


class Quiet(Spanning, Protocol):
    @property
    def loudest(self) -> int: ...


class Wished(Spanning, Protocol):
    @property
    def strict(self) -> bool: ...
    @property
    def weight(self) -> int: ...


def parse_opening_hours(text: str, near: date) -> list[Hours]:
    """`08/06 19:30–23:00`, `07/06–12/06 18h–24h`, `19:30–23:00` (every day), `08/06 9:00–11:00, 14:00–17:00`."""
    return sorted(each(text, lambda item: _closed(item, near)), key=_order)


def show_opening_hours(rows: Iterable[Spanning], near: date) -> str:
    return _lines(((row, ("", "")) for row in rows), near)


def parse_quiet_hours(text: str, near: date) -> list[QuietSpan]:
    """Hours as of a stage, each followed by the loudest that may sound: `22:00–06:00 ≤1`; 1 when not said."""

    def read(item: str) -> Iterator[QuietSpan]:
        match = _LOUDEST.search(item)
        loudest = int(match[1]) if match else 1
        if loudest > LOUDEST:
            raise UnreadableError(_("Loudness goes from 0 (unamplified) to 3 (very loud)."))
        for hours in _closed(item[: match.start()] if match else item, near):
            yield QuietSpan(hours.on, hours.starts, hours.ends, loudest)

    return sorted(each(text, read), key=lambda quiet: (_order(quiet), quiet.loudest))


def show_quiet_hours(rows: Iterable[Quiet], near: date) -> str:
    return _lines(((row, ("", f" ≤{row.loudest}")) for row in rows), near)


def parse_windows(text: str, near: date) -> list[Window]:
    """`08/06 19:30–22:00`, `08/06`, `from 19:00`, and as wishes `prefer 09/06 until 21:00 ×3`."""

    def read(item: str) -> Iterator[Window]:
        wish = _PREFER.match(item)
        said = item[wish.end() :] if wish else item
        heavy = _WEIGHT.search(said) if wish else None
        weight = int(heavy[1] or heavy[2]) if heavy else 1
        if not 1 <= weight <= HEAVIEST:
            raise UnreadableError(_("The weight of a wish goes from 1 (nice) to 10 (badly wanted)."))
        days, rest = days_in(said[: heavy.start()] if heavy else said, near)
        if days == [None] and not rest:
            raise UnreadableError(_("It names neither a day nor an hour."))
        for on in days:
            for starts, ends in [_open(part) for part in rest.split(",")] if rest else [(None, None)]:
                yield Window(on, starts, ends, not wish, weight)

    return sorted(each(text, read), key=lambda window: (not window.strict, _order(window), window.weight))


def show_windows(rows: Iterable[Wished], near: date) -> str:
    wish = f"{word('prefer')} "
    return _lines(((row, ("", "") if row.strict else (wish, f" ×{row.weight}")) for row in rows), near)


def _closed(item: str, near: date) -> Iterator[Hours]:
    days, rest = days_in(item, near)
    for on in days:
        for part in rest.split(","):
            match = _BOTH.fullmatch(part.strip())
            if match is None:
                raise UnreadableError(_("It needs an hour from and an hour to; write it as 08/06 19:30–23:00."))
            yield Hours(on, parse_clock(match[1]), parse_clock(match[2]))


def _open(part: str) -> tuple[time | None, time | None]:
    written = part.strip()
    if match := _BOTH.fullmatch(written):
        return parse_clock(match[1]), parse_clock(match[2])
    if match := _FROM.fullmatch(written):
        return parse_clock(match[1] or match[2]), None
    if match := _UNTIL.fullmatch(written):
        return None, parse_clock(match[1])
    raise UnreadableError(_("It is neither a day nor hours; write it as 08/06 19:30–22:00, from 19:00 or until 22:00."))


def _lines(rows: Iterable[tuple[Spanning, tuple[str, str]]], near: date) -> str:
    """One line for each run of days that share their hours."""
    days: dict[tuple[time | None, time | None, tuple[str, str]], set[date | None]] = {}
    for row, marks in rows:
        days.setdefault((row.starts, row.ends, marks), set()).add(row.on)
    lines = []
    for (starts, ends, marks), on in days.items():
        for first, last in runs(on):
            shown = " ".join(part for part in (show_run(first, last, near), _show_clocks(starts, ends)) if part)
            order = (marks[0], first is not None, first or date.min, starts or time.min, ends or time.min, marks[1])
            lines.append((order, f"{marks[0]}{shown}{marks[1]}"))
    return "\n".join(line for _order, line in sorted(lines))


def _show_clocks(starts: time | None, ends: time | None) -> str:
    if starts is not None and ends is not None:
        return f"{show_clock(starts)}–{show_clock(ends, ending=True)}"
    if starts is not None:
        return f"{word('from')} {show_clock(starts)}"
    return f"{word('until')} {show_clock(ends, ending=True)}" if ends is not None else ""


def _order(row: Spanning) -> tuple[bool, date, bool, time, bool, time]:
    return (
        row.on is not None,
        row.on or date.min,
        row.starts is not None,
        row.starts or time.min,
        row.ends is not None,
        row.ends or time.min,
    )
