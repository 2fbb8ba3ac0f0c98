"""A process that has read the program and its templates once, and forks offices and workers from there.

To read the program takes three seconds of a processor, and an office reads it twice. What is forked is a process of
its own all the same: gunicorn with its web process and a worker, or a worker alone, with the environment that it is
given. Tests of how the office itself begins and ends are marked `from_cold`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.cli import ScriptInfo
from gunicorn.app.wsgiapp import WSGIApplication
from jinja2 import FileSystemBytecodeCache

from festival_ops import lifeline
from festival_ops.config import Settings
from festival_ops.jobs.worker import worker

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "tests/support/nursery_gunicorn.py"
LOOK_SECONDS = 0.02


@dataclass
class Child:
    """What a nursery forked, asked and told as a `Popen` is."""

    nursery: Nursery
    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self.nursery.ask({"ended": self.pid})
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        deadline = time.monotonic() + timeout if timeout is not None else None
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            time.sleep(LOOK_SECONDS)
        return code

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


class Nursery:
    """Reads the program with the settings of this environment; its children may have others, but for the database."""

    def __init__(self, environment: Mapping[str, str], translated: Path) -> None:
        self.matron = subprocess.Popen(
            [sys.executable, "-m", "tests.support.nursery", translated],
            cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            preexec_fn=lifeline.die_with(os.getpid()),
        )  # fmt: skip

    def ask(self, question: dict[str, Any]) -> Any:
        assert self.matron.stdin is not None
        assert self.matron.stdout is not None
        print(json.dumps(question), file=self.matron.stdin, flush=True)
        return json.loads(self.matron.stdout.readline())

    def fork(self, words: list[str], environment: Mapping[str, str], log: Path) -> Child:
        """`words` are those of the worker's command, or "office"."""
        return Child(self, self.ask({"words": words, "environment": dict(environment), "log": str(log)}))

    def close(self) -> None:
        self.matron.kill()
        self.matron.communicate()


class Nurseries:
    """One for each database that offices open."""

    def __init__(self, translated: Path) -> None:
        self.translated = translated
        self.open: dict[str, Nursery] = {}

    def of(self, environment: Mapping[str, str]) -> Nursery:
        address = environment["FESTIVAL_DATABASE_URL"]
        if address not in self.open:
            self.open[address] = Nursery(environment, self.translated)
        return self.open[address]


@pytest.fixture(scope="session")
def nurseries(translated: Path) -> Iterator[Nurseries]:
    made = Nurseries(translated)
    yield made
    for nursery in made.open.values():
        nursery.close()


def watch(translated: str) -> None:
    """The nursery itself: forks when it is asked to, and tells how its children ended."""
    app = _read(translated)
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        question = json.loads(line)
        if "ended" in question:
            answer = _ended(question["ended"])
        elif (answer := os.fork()) == 0:
            _live(app, **question)
        print(json.dumps(answer), file=answers, flush=True)


def _read(translated: str) -> Any:
    import wsgi  # noqa: PLC0415 - makes the application with the environment that the nursery was given

    wsgi.app.jinja_env.bytecode_cache = FileSystemBytecodeCache(translated)
    for name in wsgi.app.jinja_env.list_templates():
        wsgi.app.jinja_env.get_template(name)
    return wsgi.app


def _ended(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _live(app: Any, words: list[str], environment: dict[str, str], log: str) -> None:
    """The life of a child; never comes back."""
    code: Any = 1
    with contextlib.suppress(BaseException):
        lifeline.die_with(os.getppid(), signal.SIGTERM)()
        sheet = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(sheet, 1)
        os.dup2(sheet, 2)
        os.environ.clear()
        os.environ.update(environment)
        app.extensions["settings"] = Settings.of(os.environ)
        try:
            _office(app) if words == ["office"] else _work(app, words)
        except SystemExit as left:
            code = left.code or 0
    os._exit(code if isinstance(code, int) else 1)


def _work(app: Any, words: list[str]) -> None:
    worker.main(words, "worker", obj=ScriptInfo(create_app=lambda: app))


def _office(app: Any) -> None:
    whole = os.getpid()
    if os.fork() == 0:
        lifeline.die_with(whole)()
        _work(app, [])
    sys.argv = ["gunicorn", "--config", str(CONFIGURATION), "wsgi:app"]
    WSGIApplication("%(prog)s").run()


if __name__ == "__main__":
    watch(sys.argv[1])
