"""Peak memory of the web process while pages are read, and of a solve at festival size.

`python -m bench memory` starts the office on a folder of its own with the demo edition, reads every page of the
edition as a planner, and runs one solve of 520 performances as the worker does. Figures are resident sizes in MiB:
of the web process the kernel's own peak (VmHWM), of the solve the most that all its processes held together.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.instances import festival
from bench.machine import table
from solver import saved

PASSWORD = "memory-bench"
LINK = re.compile(r'href="(/[^"#]*)"')
PATIENCE = 120
NEVER = ("/sign-out", "/static/", "/feed/")


def run(pages: int = 400, seconds: int = 60) -> str:
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            (f"web process, {pages} pages of the demo edition", f"{_web(Path(folder), pages):.0f}", "150"),
            (f"solve of 520 performances, {seconds} s", f"{_solve(Path(folder), seconds):.0f}", "1536"),
        ]
    return table(("what", "peak MiB", "limit MiB"), rows)


def _web(folder: Path, pages: int) -> float:
    environment = {**os.environ, "FESTIVAL_FOLDER": str(folder), "FESTIVAL_DEMO_PASSWORD": PASSWORD}
    flask = [sys.executable, "-m", "flask", "--app", "manage"]
    for command in (["db", "upgrade"], ["demo"]):
        subprocess.run([*flask, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    with office(environment) as (process, address):
        _read(address, pages)
        return max(_peak(child) for child in _children(process.pid))


@contextmanager
def office(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
    settings = {
        **environment,
        "FESTIVAL_BIND": bind,
        "FESTIVAL_TWO_FACTOR_REQUIRED": "no",
        "FESTIVAL_WEB_PROCESSES": "1",
    }
    process = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(process, bind)
        yield process, f"http://{bind}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(process: subprocess.Popen[bytes], bind: str) -> None:
    """The first start in a new folder translates the whole program, which takes many seconds."""
    host, port = bind.split(":")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
            return
        time.sleep(0.2)
    raise TimeoutError(f"No office was open at {bind} after {PATIENCE} seconds.")


def signed_in(address: str, email: str = "planner@festival.example") -> urllib.request.OpenerDirector:
    """Somebody of the demo edition at the office."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)
    form = browser.open(f"{address}/sign-in").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    fields = {
        "email": email,
        "password": PASSWORD,
        "csrf_token": token[1] if token else "",
    }
    browser.open(f"{address}/sign-in", urllib.parse.urlencode(fields).encode())
    return browser


def _read(address: str, pages: int) -> None:
    """Follows links within the office until enough pages were read."""
    browser = signed_in(address)
    waiting, seen = ["/"], {"/"}
    for _page in range(pages):
        if not waiting:
            waiting = list(seen)
        try:
            page = browser.open(address + waiting.pop(0).replace("&amp;", "&")).read().decode(errors="replace")
        except urllib.error.HTTPError:
            continue
        for link in LINK.findall(page):
            if link not in seen and not link.startswith(NEVER):
                seen.add(link)
                waiting.append(link)


def _children(process: int) -> list[int]:
    """The web processes: gunicorn's children that run its own command."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            parent = re.search(r"PPid:\s+(\d+)", status.read_text())
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent and int(parent[1]) == process and b"gunicorn" in command:
            found.append(int(status.parent.name))
    return found


def _peak(process: int) -> float:
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(peak[1]) / 1024 if peak else 0.0


def _solve(folder: Path, seconds: int) -> float:
    """The solve and the processes it starts, together, looked at five times a second."""
    problem = folder / "problem.json"
    problem.write_text(saved.to_json(festival(520, 30, 64, 9)), encoding="utf-8")
    command = [sys.executable, "-m", "solver", str(problem), "--seconds", str(seconds), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_resident(status) for status in Path("/proc").glob("[0-9]*/stat") if _of(process, status)))
        time.sleep(0.2)
    return peak


def _of(process: subprocess.Popen[bytes], status: Path) -> bool:
    """Whether the process of that status belongs to the session that the solve began."""
    with suppress(OSError):
        return int(status.read_text().rpartition(")")[2].split()[3]) == process.pid
    return False


def _resident(status: Path) -> float:
    with suppress(OSError):
        return int((status.parent / "statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1024**2
    return 0.0
