"""How long an import takes and how much memory: files of a synthetic edition through the door that planners use.

`python -m bench import --rows 5000` works on a fresh SQLite database in a process of its own. Memory is the kernel's
peak resident size (ru_maxrss) of that process, which is the web process with all its pages, and of the file reader.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flask_migrate
from flask import g

from bench.machine import table
from festival_ops.accounts.policy import Access
from festival_ops.cli import create_office
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.programme.generator import Generated, generate
from festival_ops.programme.invention import Size
from festival_ops.programme.models import Edition
from festival_ops.sheets import SHEETS
from festival_ops.spreadsheets import actions, undo
from festival_ops.spreadsheets.actions import File
from festival_ops.spreadsheets.book import Book

SECONDS, MIB = "30", "300"


def run(rows: int = 5000) -> str:
    command = [sys.executable, "-m", "bench.imports", str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return table(("what", "measured", "limit"), json.loads(done.stdout.splitlines()[-1]))


def measure(rows: int, folder: Path) -> list[tuple[str, str, str]]:
    invented = _edition(rows)
    app = create_office(Settings(folder=folder, secret_key="bench"))  # noqa: S106
    with app.app_context():
        flask_migrate.upgrade()
        g.access = Access()
        steps = _steps(invented)
        seconds = {name: _timed(step) for name, step in steps.items()}
        db.engine.dispose()
    count = sum(content.count(b"\n") - 1 for _, content in invented.files)
    own, reader = (
        resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    told = [(f"{name} {count} rows, s", f"{taken:.1f}", "") for name, taken in seconds.items()]
    whole = sum(taken for name, taken in seconds.items() if name != "undo")
    return [
        *told,
        ("from upload to applied, s", f"{whole:.1f}", SECONDS),
        ("web process, peak MiB", str(own), MIB),
        ("file reader, peak MiB", str(reader), "512"),
    ]


def _edition(rows: int) -> Generated:
    """An edition whose spreadsheets have about so many rows, a little more than asked."""
    return generate(Size(int(rows * 0.64), max(15, rows // 40), max(4, rows // 16), 20, 1))


def _steps(invented: Generated) -> dict[str, Callable[[], None]]:
    held: dict[str, Any] = {}

    def book() -> Book:
        return Book(db.session(), held["edition"], SHEETS)

    def upload() -> None:
        held["edition"] = Edition(**invented.facts)
        db.session.add(held["edition"])
        db.session.flush()
        files = [File(name, content) for name, content in invented.files]
        held["upload"] = actions.receive(db.session(), held["edition"], actions.unpack(files), SHEETS.values(), None)
        db.session.commit()

    def preview() -> None:
        read = book()
        actions.read(read, held["upload"]).fingerprint(read)
        db.session.rollback()

    def apply() -> None:
        read = book()
        found = actions.read(read, held["upload"])
        if found.faults:
            raise ValueError(found.faults[:3])
        actions.apply(db.session(), read, held["upload"], found, None)
        db.session.commit()

    def take_back() -> None:
        undo.undo(db.session(), book(), held["upload"], None)
        db.session.commit()

    return {"upload": upload, "preview": preview, "apply": apply, "undo": take_back}


def _timed(step: Callable[[], None]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(int(sys.argv[1]), Path(folder))))
