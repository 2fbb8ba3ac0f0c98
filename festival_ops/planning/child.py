"""The solver as a child process: limited in memory and time, tied to our life, spoken to by lines of JSON."""

from __future__ import annotations

import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import solver
from festival_ops import lifeline

ROOT = Path(solver.__file__).parents[1]
LISTEN_SECONDS = 0.5
NICE = 5
# What Python, C++ and the libraries of the solver say when they may not take more.
SHORT_OF_MEMORY = ("MemoryError", "bad_alloc", "emory allocation", "allocate memory", "failed to map segment")


class FailedError(Exception):
    """The child ended without an answer; `reason` is "memory", "time" or "fault"."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(f"{reason}: {said}")
        self.reason = reason


@dataclass
class Child:
    process: subprocess.Popen[bytes]
    complaints: Path
    deadline: float

    def messages(self) -> Iterator[dict[str, Any] | None]:
        """What the child says, line by line; None whenever it has been silent for half a second."""
        if self.process.stdout is None:
            raise ValueError("A child without an output cannot be listened to.")
        heard = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while True:
                if time.monotonic() > self.deadline:
                    raise FailedError("time")
                if not selector.select(LISTEN_SECONDS):
                    yield None
                    continue
                part = os.read(self.process.stdout.fileno(), 1 << 16)
                if not part:
                    break
                *lines, heard = (heard + part).split(b"\n")
                yield from (json.loads(line) for line in lines if line.strip())
        self._judge(self.process.wait())

    def stop(self) -> None:
        """Asks for the best plan so far; the child then ends by itself."""
        if self.process.stdin is not None and not self.process.stdin.closed:
            with suppress(BrokenPipeError):
                self.process.stdin.write(b"cancel\n")
                self.process.stdin.close()

    def _judge(self, code: int) -> None:
        if code == 0:
            return
        said = self.complaints.read_text(encoding="utf-8", errors="replace")[-2000:]
        short = code == -signal.SIGKILL or any(sign in said for sign in SHORT_OF_MEMORY)
        raise FailedError("memory" if short else "fault", said)


@contextmanager
def start(
    files: dict[str, str],
    options: Callable[[Path], list[str]],
    seconds: float,
    memory_mb: int,
    *,
    module: str = "solver",
) -> Iterator[Child]:
    """Runs `python -m solver`, or another stage, on files of their own; whatever happens, nothing of it stays behind.

    The watchdog's patience is the limit and a half and ten seconds: a search may overrun its limit a little.
    """
    with tempfile.TemporaryDirectory(prefix="festival-solve-") as name:
        folder = Path(name)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        complaints = folder / "complaints"
        with complaints.open("wb") as stderr:
            process = subprocess.Popen(  # noqa: S603 - our own command on our own files
                [sys.executable, "-m", module, *options(folder)],
                cwd=ROOT,
                env={"PATH": os.environ.get("PATH", ""), "MALLOC_ARENA_MAX": "2", "PYTHONHASHSEED": "0"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                start_new_session=True,
                preexec_fn=_limits(memory_mb),
            )
        try:
            yield Child(process, complaints, time.monotonic() + seconds * 1.5 + 10)
        finally:
            _end(process)


def _limits(memory_mb: int) -> Callable[[], None]:
    bind = lifeline.die_with(os.getpid())

    def limit() -> None:
        bind()
        os.nice(NICE)
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb << 20, memory_mb << 20))

    return limit


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
