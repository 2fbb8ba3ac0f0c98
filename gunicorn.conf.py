"""How the office is served: threads for pages and event streams, and the worker as a child of the web server."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from festival_ops import lifeline

bind = os.environ.get("FESTIVAL_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("FESTIVAL_WEB_PROCESSES", "2"))
threads = int(os.environ.get("FESTIVAL_WEB_THREADS", "32"))
timeout = 60
graceful_timeout = 10
keepalive = 5
# A socket nobody asked for, which a second office on the same machine would quarrel over.
control_socket_disable = True
# Web processes share what the program is; each alone would hold all of it (ADR 90).
preload_app = True

_keepers = []

# Only one thread at a time runs Python, so that a heap for each gains nothing, and glibc never gives them back.
_M_ARENA_MAX = -8
with suppress(AttributeError):
    ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def when_ready(server: Any) -> None:
    keeper = lifeline.start([sys.executable, "-m", "festival_ops.lifeline"], signal.SIGTERM)
    _keepers.append(keeper)
    # The program itself is never garbage; looking through it takes a tenth of a second of somebody's answer, and would
    # give each web process a copy of its own.
    gc.collect()
    gc.freeze()
    server.log.info("The festival office is open at http://%s", bind)


def post_worker_init(worker: Any) -> None:
    """What is left to look through is little, and cycles that wait for it are memory that the next page takes anew."""
    gc.set_threshold(700, 10, 2)


def on_exit(server: Any) -> None:
    for keeper in _keepers:
        lifeline.stop(keeper)
