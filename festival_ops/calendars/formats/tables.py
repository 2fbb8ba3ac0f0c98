"""The programme as plain rows: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

from festival_ops.calendars.formats.letters import carried
from festival_ops.calendars.timetable import Line, Timetable

COLUMNS = ("id", "day", "starts", "ends", "state", "title", "genre", "troupes", "stage", "venue", "address")
# A cell that begins so is taken for a formula by spreadsheet programs.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\n")


def sheet(timetable: Timetable) -> bytes:
    """With the byte order mark by which Excel recognises UTF-8."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for line in timetable.lines:
        facts = _facts(line) | {"day": f"{line.day:%d/%m/%Y}", "troupes": "; ".join(line.troupes)}
        facts |= {"starts": f"{line.starts:%d/%m/%Y %H:%M}", "ends": f"{line.ends:%d/%m/%Y %H:%M}"}
        rows.writerow(_cell(facts[name]) for name in COLUMNS)
    return written.getvalue().encode("utf-8-sig")


def text(timetable: Timetable) -> bytes:
    heading = timetable.heading
    programme = {
        "name": heading.name,
        "release": heading.release,
        "released": heading.released.isoformat(),
        "language": heading.language,
        "zone": heading.zone,
        "performances": [_facts(line) | _place(line) for line in timetable.lines],
    }
    return (json.dumps(programme, ensure_ascii=False, indent=1) + "\n").encode()


def _facts(line: Line) -> dict[str, Any]:
    return {
        "id": line.performance_id,
        "day": line.day.isoformat(),
        "starts": line.starts.isoformat(),
        "ends": line.ends.isoformat(),
        "state": line.state.value,
        "title": line.title,
        "genre": line.genre,
        "troupes": list(line.troupes),
        "stage": line.stage,
        "venue": line.venue,
        "address": line.address,
    }


def _place(line: Line) -> dict[str, Any]:
    return {
        "latitude": line.latitude,
        "longitude": line.longitude,
        "stops": [
            {"stage": stop.stage, "starts": stop.starts.isoformat(), "ends": stop.ends.isoformat()}
            for stop in line.stops
        ],
        "sequence": line.sequence,
        "changed": line.changed.isoformat(),
    }


def _cell(value: Any) -> str:
    words = carried(str(value))
    return f"'{words}" if words.startswith(FORMULA_SIGNS) else words
