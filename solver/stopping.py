"""Ends a search that runs inside a library soon after somebody wants it to end."""

from __future__ import annotations

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
