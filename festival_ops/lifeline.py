"""Ties the life of a child process to that of its parent, so that no kill leaves an orphan behind.

As a program, `python -m festival_ops.lifeline` runs the worker and starts it again whenever it dies.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

WORKER = (sys.executable, "-m", "flask", "--app", "manage", "worker")
RESTART_SECONDS = 1.0
PATIENCE_SECONDS = 10.0


def die_with(parent: int, by: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """What a new child calls before anything else (`preexec_fn`): it gets this signal when its parent is gone.

    The kernel watches the parent's thread that made the child, so only long-lived threads may start children so.
    """

    def bind() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, by.value)
        if os.getppid() != parent:
            os.kill(os.getpid(), by)

    return bind


def start(command: Sequence[str], by: signal.Signals = signal.SIGKILL) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, preexec_fn=die_with(os.getpid(), by))  # noqa: S603 - our own commands


def stop(child: subprocess.Popen[bytes]) -> None:
    """Asks first and insists after a while."""
    child.terminate()
    try:
        child.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def keep(command: Sequence[str]) -> None:
    """Runs the command for ever; TERM or INT ends it and us."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    while True:
        child = start(command)
        try:
            child.wait()
        finally:
            stop(child)
        time.sleep(RESTART_SECONDS)


if __name__ == "__main__":
    keep(WORKER)
