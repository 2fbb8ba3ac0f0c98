"""One solve as the worker starts it, with the moments at which it told of a better plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from solver import saved
from solver.check import check
from solver.problem import Problem
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE
from solver.words import title


@dataclass(frozen=True)
class Watched:
    """`steps` are (seconds since the process was started, message); `peak` is in MiB, its child processes apart."""

    steps: list[tuple[float, dict[str, Any]]]
    answer: dict[str, Any]
    peak: float

    @property
    def complete(self) -> float | None:
        """Seconds until the first plan with every act in it, the start of the process included."""
        return next((at for at, told in self.steps if told.get("slots") and not told["unplaced"]), None)

    def value(self, seconds: float) -> int | None:
        known = [told["value"] for at, told in self.steps if at <= seconds]
        return min(known, default=None)


def watch(problem: Path, seconds: int, seed: int, workers: int = 2, mode: tuple[str, ...] = ()) -> Watched:
    options = ["--seconds", str(seconds), "--seed", str(seed), "--workers", str(workers), "--progress"]
    began = time.monotonic()
    command = [sys.executable, "-m", "solver", *mode, str(problem), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    steps: list[tuple[float, dict[str, Any]]] = []
    answer: dict[str, Any] = {}
    for line in process.stdout or ():
        told = json.loads(line)
        if told["kind"] == "progress":
            steps.append((time.monotonic() - began, told))
        else:
            answer = told
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not answer:
        raise RuntimeError(f"The solve of {problem.name} ended with {process.returncode}.")
    return Watched(steps, answer, used.ru_maxrss / 1024)


def clashes(problem: Problem, answer: dict[str, Any]) -> list[str]:
    """The rules that block and are broken by the answer's plan; empty is clash-free and complete."""
    plan = saved.plan_from_plain(answer["plan"])
    blocking = {rule.key for rule in RULES if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)}
    return sorted({title(broken.rule) for broken in check(problem, plan) if broken.rule in blocking})
