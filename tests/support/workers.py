"""The worker as it runs for real: a process of its own on the test's database."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from festival_ops.config import Settings
from tests.support.nursery import Child, Nurseries

PATIENCE_SECONDS = 90.0


@dataclass
class Workers:
    settings: Settings
    nurseries: Nurseries
    running: list[Child] = field(default_factory=list)

    def start(self, *words: str) -> Child:
        environment = {
            **os.environ,
            "FESTIVAL_DATABASE_URL": self.settings.database,
            "FESTIVAL_FOLDER": str(self.settings.folder),
            "FESTIVAL_SECRET_KEY": self.settings.secret,
            "FESTIVAL_SOLVE_MEMORY_MB": str(self.settings.solve_memory_mb),
        }
        worker = self.nurseries.of(environment).fork(list(words), environment, self.settings.folder / "worker.log")
        self.running.append(worker)
        return worker

    def work(self) -> None:
        """Does all that waits, and comes back."""
        code = self.start("--once").wait(PATIENCE_SECONDS)
        assert code == 0, (self.settings.folder / "worker.log").read_text()


@pytest.fixture
def workers(settings: Settings, nurseries: Nurseries) -> Iterator[Workers]:
    made = Workers(settings, nurseries)
    yield made
    for worker in made.running:
        worker.kill()
        worker.wait()


def eventually(happens: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.1)
    return happens()
