"""The running office: one command, a web server, its worker, and no orphan after any kind of end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.offices import Office

PATIENCE_SECONDS = 60.0


def family(pid: int) -> dict[int, str]:
    """Every living descendant of a process, with its command line."""
    parents, commands = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            commands[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ").strip()
        except OSError:
            continue
        if state != "Z":
            parents[int(folder.name)] = int(parent)
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return {child: commands[child] for child in found - {pid}}


def workers(office: Office) -> list[int]:
    assert office.server is not None
    return [pid for pid, command in family(office.server.pid).items() if command.endswith("--app manage worker")]


def eventually(happens: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.05)
    return happens()


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.from_cold
@pytest.mark.databases("sqlite")
def test_a_dead_worker_is_replaced(live_server: Office) -> None:
    assert eventually(lambda: len(workers(live_server)) == 1)
    first = workers(live_server)
    os.kill(first[0], signal.SIGKILL)
    assert eventually(lambda: len(set(workers(live_server)) - set(first)) == 1)


@pytest.mark.from_cold
@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("end", [Office.stop, Office.kill])
def test_nobody_outlives_the_office(live_server: Office, end: Callable[[Office], None]) -> None:
    assert eventually(lambda: len(workers(live_server)) == 1)
    assert live_server.server is not None
    everybody = list(family(live_server.server.pid))
    assert len(everybody) == 3  # a web process, the keeper, the worker
    end(live_server)
    assert eventually(lambda: alive(everybody) == [])
