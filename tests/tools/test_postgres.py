"""The private server leaves with its starter, however that one leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.support import parts
from tools import postgres

STARTER = """
import sys, time
from pathlib import Path
from tools import postgres

with postgres.private_server(Path(sys.argv[1])) as folder:
    print(folder, flush=True)
    time.sleep(600)
"""


def test_a_private_server_dies_with_a_killed_starter() -> None:
    programs = parts.require("postgresql")
    command = [sys.executable, "-c", STARTER, programs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        folder = Path(starter.stdout.readline().strip())
        server = int((folder / "data/postmaster.pid").read_text().splitlines()[0])
        starter.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 60
    while Path(f"/proc/{server}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.address(folder))
    subprocess.run(["rm", "-r", folder], check=True)
