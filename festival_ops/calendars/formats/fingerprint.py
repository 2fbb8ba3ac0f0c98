"""A strong ETag that is known before anything is written."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from festival_ops.calendars.timetable import Heading

_ROOM = Path(__file__).parents[1]


def fingerprint(heading: Heading, file: str) -> str:
    """Releases never change, so heading and program together decide the bytes."""
    return hashlib.sha256(f"{file} {heading!r} {_program()}".encode()).hexdigest()[:32]


@cache
def _program() -> str:
    """The writers, their words and their library: a new version of the program is a new ETag."""
    catalogues = (_ROOM.parent / "translations").rglob("*.mo")
    digest = hashlib.sha256(version("icalendar").encode())
    for source in sorted((*_ROOM.rglob("*.py"), *catalogues)):
        digest.update(source.read_bytes())
    return digest.hexdigest()
