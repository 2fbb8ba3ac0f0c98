"""A PostgreSQL server of one's own: in a temporary folder, reached by a local socket only, gone with its starter.

Nothing on it survives a power cut, which is what makes it fast; it is for tests and measurements.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from festival_ops.lifeline import die_with

OWNER = "festival"
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=100")
START_SECONDS = 30.0
# Databases copied in memory are ready three times as fast.
MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder of our own inside it
MEMORY_BYTES = 2 * 1024**3


def binaries() -> Path | None:
    """Where this machine keeps the newest server, if it has one."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in installed), key=lambda path: int(path.parent.name), default=None)


def address(folder: Path, database: str = "postgres") -> str:
    return f"postgresql://{OWNER}@/{database}?host={folder}"


def _as_somebody(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to serve as root: then its files and processes belong to another."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    person = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, person.pw_uid, person.pw_gid)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _wait_until_open(folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(address(folder)).close()
        except psycopg.OperationalError as refusal:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((folder / "log").read_text()) from refusal
            time.sleep(0.05)
        else:
            return


@contextmanager
def private_server(programs: Path) -> Iterator[Path]:
    """Gives the folder of the running server; `address` makes a database address of it."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_BYTES
    folder = Path(tempfile.mkdtemp(prefix="festival-pg-", dir=MEMORY if roomy else None))
    owner = _as_somebody(folder)
    store = folder / "data"
    make = [programs / "initdb", "-D", store, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    settings = [word for setting in (*CARELESS, f"unix_socket_directories={folder}") for word in ("-c", setting)]
    try:
        subprocess.run(make, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", store, *settings],
                cwd=folder,
                stdout=log,
                stderr=log,
                preexec_fn=die_with(os.getpid(), signal.SIGINT),
                **owner,
            )
        _wait_until_open(folder, server)
        yield folder
        server.send_signal(signal.SIGINT)
        server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
