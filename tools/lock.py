"""Writes exact, hashed versions of everything that the requirements name, for every machine, without addresses."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

BENCH = Path(".build/lock")
SHEETS = ("requirements", "requirements-dev", "tools/clients", "tools/node")
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def run(*command: str) -> None:
    subprocess.run(command, check=True)


def main(options: list[str]) -> None:
    """`--upgrade` takes the newest versions within the ranges; without it a lock changes only where it must."""
    if not BENCH.exists():
        venv.create(BENCH, with_pip=True)
        run(str(BENCH / "bin/pip"), "--quiet", "install", "uv")
    for sheet in SHEETS:
        run(str(BENCH / "bin/uv"), "pip", "compile", *OPTIONS, *options, f"--output-file={sheet}.lock", f"{sheet}.txt")
    run("npm", "install", "--package-lock-only", "--ignore-scripts")


if __name__ == "__main__":
    main(sys.argv[1:])
