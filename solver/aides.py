"""Who does the tasks of a search: a thread of this process, or child processes that use the other cores.

A child is this file run as a module; it reads pickled tasks from its input, writes pickled answers to its output, and
ends when its input does, so that none outlives us.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from solver.problem import Problem
from solver.search import Found, Searcher, Task


@dataclass(frozen=True)
class Lost:
    """An aide has died, most likely for want of memory."""


Message = Found | Lost
Inbox = queue.SimpleQueue[tuple[int, Message]]


class Aide(Protocol):
    """Does one task at a time; what it finds comes into the inbox under its number."""

    number: int
    busy: bool

    def begin(self, task: Task) -> None: ...

    def end(self) -> None: ...


class InThread:
    def __init__(self, number: int, problem: Problem, seed: int, inbox: Inbox) -> None:
        self.number = number
        self.busy = False
        self._searcher = Searcher(problem, seed)
        self._inbox = inbox
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, task: Task) -> None:
        self.busy = True
        self._thread = threading.Thread(target=self._run, args=(task,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _run(self, task: Task) -> None:
        try:
            self._tell(self._searcher.run(task, self._stop.is_set, self._tell))
        except MemoryError:
            self._inbox.put((self.number, Lost()))

    def _tell(self, found: Found) -> None:
        self._inbox.put((self.number, found))


class InChild:
    def __init__(self, number: int, problem: Problem, seed: int, inbox: Inbox) -> None:
        self.number = number
        self.busy = False
        self._inbox = inbox
        root = str(Path(__file__).resolve().parent.parent)
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "solver.aides"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._send((problem, seed))
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def begin(self, task: Task) -> None:
        self.busy = True
        self._send(task)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _send(self, message: Any) -> None:
        if self._process.stdin:
            try:
                pickle.dump(message, self._process.stdin)
                self._process.stdin.flush()
            except BrokenPipeError:
                self._inbox.put((self.number, Lost()))

    def _read(self) -> None:
        try:
            while self._process.stdout:
                self._inbox.put((self.number, pickle.load(self._process.stdout)))  # noqa: S301 - from our own child
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._inbox.put((self.number, Lost()))


def serve() -> None:
    """The child's side."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    problem, seed = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    searcher, tasks, lock = Searcher(problem, seed), queue.SimpleQueue[Task](), threading.Lock()

    def tell(found: Found) -> None:
        with lock, suppress(BrokenPipeError):
            pickle.dump(found, answers)
            answers.flush()

    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    while True:
        tell(searcher.run(tasks.get(), lambda: False, tell))


def _listen(tasks: queue.SimpleQueue[Task]) -> None:
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own parent
    except EOFError:
        os._exit(0)


if __name__ == "__main__":
    serve()
