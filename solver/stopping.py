"""Ends a search that runs inside a library soon after somebody wants it to end."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Stopped = Callable[[], bool]
# Seconds between two looks at whether somebody wants it.
LOOK = 0.2


@contextmanager
def stopping(stop: Callable[[], object], stopped: Stopped) -> Iterator[None]:
    """While inside, calls `stop` every `LOOK` seconds from when `stopped` says so."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK):
            if stopped():
                stop()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def wish_to_stop(watch_stdin: bool) -> threading.Event:
    """Set by SIGTERM, Ctrl+C or, when watched, by a line on stdin or its end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if watch_stdin:
        threading.Thread(target=_stop_at_a_line, args=(stop,), daemon=True).start()
    return stop


def _stop_at_a_line(stop: threading.Event) -> None:
    sys.stdin.readline()
    stop.set()
