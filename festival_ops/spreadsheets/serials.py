"""Days and hours as spreadsheet programs count them: days since the end of 1899, hours as a part of a day."""

from __future__ import annotations

from datetime import datetime, timedelta

_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a count of days has no zone
EARLIEST, LATEST = 1, 109_574  # to the end of 2199


def clock_of(serial: float) -> str:
    """0.8125 is 19:30; 19.3 was meant as 19.30, and a plain 19 as the full hour."""
    if serial < 1 or serial >= 24:
        return f"{_moment(serial % 1):%H:%M}"
    return f"{serial:.2f}" if serial % 1 else f"{serial:.0f}:00"


def moment_of(serial: float) -> str:
    return f"{_moment(serial):%Y-%m-%dT%H:%M}" if EARLIEST <= serial <= LATEST else f"{serial:g}"


def day_of(serial: float) -> str:
    return f"{_moment(serial):%Y-%m-%d}" if EARLIEST <= serial <= LATEST else f"{serial:g}"


def _moment(serial: float) -> datetime:
    return _FIRST + timedelta(minutes=round(serial * 24 * 60))
