"""Tables that say where, when and how they were measured."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join(map(str, row))} |" for row in rows])


def page(title: str, arguments: Sequence[str], text: str) -> str:
    """The measured text under its title, machine, date and command."""
    command = " ".join(["python -m bench", *arguments])
    return f"# {title}\n\n{machine()}. {datetime.now(UTC):%d/%m/%Y}. `{command}`\n\n{text}\n"


def machine() -> str:
    cores = len(os.sched_getaffinity(0))
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) / 1024**2  # type: ignore[index]
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GiB, {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {python}, OR-Tools {version('ortools')}, PyVRP {version('pyvrp')}"
    )


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return found[1].strip() if found else platform.machine()
