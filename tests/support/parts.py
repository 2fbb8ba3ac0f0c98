"""The real parts that tests need beside Python, where they are found, and what to do when one is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tools import postgres

CLIENTS = Path(".build/clients/bin").absolute()
SYSTEM_PYTHON = Path("/usr/bin/python3")


@dataclass(frozen=True)
class Part:
    """`find` gives the path of the part on this machine; `without` says what is not checked when it has none."""

    find: Callable[[], Path | None]
    without: str
    remedy: str


def _program(*names: str) -> Callable[[], Path | None]:
    def find() -> Path | None:
        found = (shutil.which(name) or shutil.which(name, path=CLIENTS) for name in names)
        return next((Path(path) for path in found if path), None)

    return find


def _package(name: str) -> Callable[[], Path | None]:
    path = Path("node_modules", name).absolute()
    return lambda: path if path.exists() else None


def _libical() -> Path | None:
    """libical speaks through the system's own Python; the way to use it is a script run by that."""
    if not SYSTEM_PYTHON.exists():
        return None
    probe = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
    tried = subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True)
    return SYSTEM_PYTHON if tried.returncode == 0 else None


def _assets() -> Path | None:
    made = Path("static/vendor/made").absolute()
    return made.parent if made.exists() else None


PARTS = {
    "assets": Part(_assets, "pages have no fonts, icons or style", "run `make setup`"),
    "postgresql": Part(postgres.binaries, "nothing is tested on PostgreSQL", "install postgresql"),
    "chromium": Part(_program("chromium", "chromium-browser"), "no page is tested in a browser", "install chromium"),
    "node": Part(_program("node"), "feeds are not read by ical.js", "install nodejs"),
    "axe-core": Part(_package("axe-core/axe.min.js"), "pages are not tested for accessibility", "run `make setup`"),
    "ical.js": Part(_package("ical.js/dist/ical.js"), "feeds are not read by ical.js", "run `make setup`"),
    "libical": Part(_libical, "feeds are not read by libical", "install python3-gi and gir1.2-ical-3.0"),
    "khal": Part(_program("khal"), "feeds are not read by khal", "run `make clients`"),
    "vdirsyncer": Part(_program("vdirsyncer"), "feeds are not fetched by vdirsyncer", "run `make clients`"),
}


@cache
def find(name: str) -> Path | None:
    return PARTS[name].find()


def sentence(name: str) -> str:
    part = PARTS[name]
    return f"{name} is not on this machine: {part.without}; {part.remedy}."


def require(name: str) -> Path:
    """The part's path. Without it the test is skipped and says so, or fails where everything must be there."""
    path = find(name)
    if path is not None:
        return path
    if os.environ.get("FESTIVAL_TEST_REQUIRE_ALL") == "1":
        pytest.fail(sentence(name), pytrace=False)
    pytest.skip(sentence(name))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name in PARTS:
        if find(name) is None:
            terminalreporter.write_line(f"NOT RUN: {sentence(name)}", yellow=True)
