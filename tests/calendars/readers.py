"""Real calendar programs, each reading a feed in its own way and telling what it understood."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import icalendar

from tests.support import parts

SCRIPTS = Path(__file__).parent / "clients"

KHAL = """
[calendars]
[[feed]]
path = {folder}/items
readonly = True
[sqlite]
path = {folder}/khal.sqlite
[locale]
timeformat = %H:%M
dateformat = %d/%m/%Y
longdateformat = %d/%m/%Y
datetimeformat = %d/%m/%Y %H:%M
longdatetimeformat = %d/%m/%Y %H:%M
default_timezone = Asia/Ho_Chi_Minh
local_timezone = Asia/Ho_Chi_Minh
"""

VDIRSYNCER = """
[general]
status_path = "{folder}/status/"
[pair feed]
a = "kept"
b = "published"
collections = null
conflict_resolution = "b wins"
[storage kept]
type = "filesystem"
path = "{folder}/items/"
fileext = ".ics"
[storage published]
type = "http"
url = "{url}"
"""


@dataclass(frozen=True, order=True)
class Seen:
    """One event as a client understood it; moments in seconds since 1970."""

    uid: str
    title: str
    starts: int
    ends: int
    place: str
    words: str
    genre: str
    status: str
    sequence: int


def by_icalendar(body: bytes) -> list[Seen]:
    return sorted(map(_seen, icalendar.Calendar.from_ical(body).events))


def by_ical_js(body: bytes) -> list[Seen]:
    script = SCRIPTS / "read_by_ical_js.mjs"
    told = _run([parts.require("node"), script, parts.require("ical.js")], body)
    return sorted(Seen(**event) for event in json.loads(told)["events"])


def by_libical(body: bytes) -> list[Seen]:
    told = json.loads(_run([parts.require("libical"), SCRIPTS / "read_by_libical.py"], body))
    assert told["errors"] == 0, "libical found mistakes"
    return sorted(Seen(**event) for event in told["events"])


READERS: dict[str, Callable[[bytes], list[Seen]]] = {
    "icalendar": by_icalendar,
    "ical.js": by_ical_js,
    "libical": by_libical,
}


@dataclass(frozen=True)
class Subscriber:
    """Somebody who keeps a copy of a feed with vdirsyncer and looks at it with khal."""

    folder: Path

    def subscribe(self, url: str) -> None:
        (self.folder / "items").mkdir()
        self._write("khal", KHAL.format(folder=self.folder))
        config = self._write("vdirsyncer", VDIRSYNCER.format(folder=self.folder, url=url))
        _run([parts.require("vdirsyncer"), "-c", config, "discover"], b"y\ny\n")

    def synchronise(self) -> dict[str, tuple[bytes, int]]:
        """Every file that is kept afterwards, with its content and the moment it was last written."""
        _run([parts.require("vdirsyncer"), "-c", self.folder / "vdirsyncer.ini", "sync"])
        files = (self.folder / "items").iterdir()
        return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in files}

    def kept(self) -> list[Seen]:
        return sorted(seen for file in (self.folder / "items").iterdir() for seen in by_icalendar(file.read_bytes()))

    def shown(self, first: str, last: str) -> list[tuple[str, str, str, str]]:
        """Uid, title, start and status as khal lists them."""
        names = ("uid", "title", "start-full", "status")
        asked = [part for name in names for part in ("--json", name)]
        command = [parts.require("khal"), "-c", self.folder / "khal.ini", "list", *asked, first, last]
        days = [json.loads(line) for line in _run(command).splitlines() if line.startswith("[")]
        return sorted({tuple(str(event[name]) for name in names) for day in days for event in day})  # type: ignore[misc]

    def _write(self, program: str, words: str) -> Path:
        path = self.folder / f"{program}.ini"
        path.write_text(words)
        return path


def _run(command: list[str | Path], given: bytes = b"") -> str:
    ran = subprocess.run(command, input=given, capture_output=True, timeout=60)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


def _seen(event: icalendar.Event) -> Seen:
    categories = event.get("CATEGORIES")
    return Seen(
        uid=str(event["UID"]),
        title=str(event["SUMMARY"]),
        starts=int(event.start.timestamp()),
        ends=int(event.end.timestamp()),
        place=str(event.get("LOCATION", "")),
        words=str(event.get("DESCRIPTION", "")),
        genre=",".join(categories.cats) if categories else "",
        status=str(event["STATUS"]),
        sequence=int(event["SEQUENCE"]),
    )
