"""The whole office as it runs for real: gunicorn, its worker, a port, a folder and a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from festival_ops import lifeline
from festival_ops.config import Settings
from tests.support.nursery import Child, Nurseries

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Office:
    """`start`, `stop` (asked politely) and `kill` (not asked at all) may follow each other on the same database.

    With nurseries it is forked from a process that has read the program; without, begun as `make run` begins it."""

    settings: Settings
    nurseries: Nurseries | None = None
    port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | Child | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.settings.folder / "office.log"

    def start(self) -> None:
        environment = {
            **os.environ,
            "FESTIVAL_BIND": f"127.0.0.1:{self.port}",
            "FESTIVAL_DATABASE_URL": self.settings.database,
            "FESTIVAL_FOLDER": str(self.settings.folder),
            "FESTIVAL_SECRET_KEY": self.settings.secret,
            "FESTIVAL_TWO_FACTOR_REQUIRED": str(self.settings.two_factor_required),
            "FESTIVAL_WEB_PROCESSES": "1",
            "FESTIVAL_WEB_THREADS": "8",
        }
        self.server = (
            self.nurseries.of(environment).fork(["office"], environment, self.log)
            if self.nurseries
            else self._from_cold(environment)
        )
        self._wait_until_open()

    def _from_cold(self, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "wsgi:app"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                preexec_fn=lifeline.die_with(os.getpid(), signal.SIGTERM),
            )

    def stop(self) -> None:
        if self.server is not None:
            lifeline.stop(self.server)
            self.server = None

    def kill(self) -> None:
        """As a power cut does to the web server; the worker must not outlive it."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None

    def _wait_until_open(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.server is None or self.server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"The office did not open:\n{self.log.read_text()}", pytrace=False)
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/static/icons.txt", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False


@pytest.fixture
def live_server(request: pytest.FixtureRequest, settings: Settings, nurseries: Nurseries) -> Iterator[Office]:
    """An office that is open. It shares the database of the test's `app`, `session` and `sign_in`.

    `@pytest.mark.from_cold` is for tests of how the office itself begins, is watched and ends."""
    office = Office(settings, None if request.node.get_closest_marker("from_cold") else nurseries)
    office.start()
    yield office
    # Asked politely it would wait ten seconds for boards that listen still.
    office.kill()
