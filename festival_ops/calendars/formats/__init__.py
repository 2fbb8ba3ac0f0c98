"""The table of contents: every way in which a timetable is written, by the name of its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from festival_ops.calendars.formats import frab, ics, tables
from festival_ops.calendars.lines import WrittenTable
from festival_ops.calendars.timetable import Timetable


@dataclass(frozen=True)
class Format:
    media: str
    write: Callable[[Timetable], bytes]


@dataclass(frozen=True)
class Calendar(Format):
    """One that duties and rides are written in as well."""

    write: Callable[[Timetable | WrittenTable], bytes]


SUBSCRIPTION = Calendar("text/calendar; charset=utf-8", ics.subscription)
COPY = Calendar("text/calendar; charset=utf-8", ics.copy)

FORMATS: dict[str, Format] = {
    "calendar.ics": SUBSCRIPTION,
    "schedule.xml": Format("application/xml; charset=utf-8", frab.xml),
    "schedule.json": Format("application/json; charset=utf-8", frab.text),
    "programme.csv": Format("text/csv; charset=utf-8", tables.sheet),
    "programme.json": Format("application/json; charset=utf-8", tables.text),
}
