"""The worker as it runs for real: a process of its own on the test's database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from festival_ops import lifeline
from festival_ops.config import Settings
from tests.support.offices import ROOT

PATIENCE_SECONDS = 90.0


@dataclass
class Workers:
    settings: Settings
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "FESTIVAL_DATABASE_URL": self.settings.database,
            "FESTIVAL_FOLDER": str(self.settings.folder),
            "FESTIVAL_SECRET_KEY": self.settings.secret,
            "FESTIVAL_SOLVE_MEMORY_MB": str(self.settings.solve_memory_mb),
        }
        with (self.settings.folder / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "manage", "worker", *words],
                cwd=ROOT, env=environment, stdout=log, stderr=log, preexec_fn=lifeline.die_with(os.getpid()),
            )  # fmt: skip
        self.running.append(worker)
        return worker

    def work(self) -> None:
        """Does all that waits, and comes back."""
        code = self.start("--once").wait(PATIENCE_SECONDS)
        assert code == 0, (self.settings.folder / "worker.log").read_text()


@pytest.fixture
def workers(settings: Settings) -> Iterator[Workers]:
    made = Workers(settings)
    yield made
    for worker in made.running:
        worker.kill()
        worker.wait()


def eventually(happens: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.1)
    return happens()
