"""A contested festival: how soon a complete plan stands, how good it gets, and what one monolithic model reaches.

Values are what the plan pays for wishes and warnings (lower is better); an act without a place costs a million.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.instances import festival
from bench.machine import table
from bench.watched import clashes, watch
from solver import saved

HEAD = ("method", "seed", "complete after, s", "at 10 s", "at the end", "bound", "rules broken", "peak MiB")


def run(performances: int, stages: int, troupes: int, days: int, seeds: int, seconds: int, monolith: int) -> str:
    problem = festival(performances, stages, troupes, days)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "problem.json")
        file.write_text(saved.to_json(problem), encoding="utf-8")
        rows: list[tuple[object, ...]] = []
        for seed in range(seeds):
            found = watch(file, seconds, seed)
            broken = ", ".join(clashes(problem, found.answer)) or "none"
            end, bound = found.answer["value"], found.answer["bound"]
            first = "–" if found.complete is None else f"{found.complete:.1f}"
            name = f"the search, {seconds} s"
            rows.append((name, seed, first, found.value(10) or "–", end, bound, broken, f"{found.peak:.0f}"))
        if monolith:
            rows += [_monolith(file, monolith, tuned) for tuned in (False, True)]
    size = f"{len(problem.acts)} performances, {stages} stages, {troupes} troupes, {days} days, "
    return f"{size}{len(problem.clashes)} clash pairs, two workers.\n\n{table(HEAD, rows)}"


def _monolith(file: Path, seconds: int, tuned: bool) -> tuple[object, ...]:
    command = [sys.executable, "-m", "bench.monolith", str(file), "--seconds", str(seconds)]
    done = subprocess.run([*command, *(["--tuned"] if tuned else [])], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    name = f"one model, {'tuned and hinted' if tuned else 'as it comes'}, {seconds} s"
    first = "–" if told["complete"] is None else f"{told['complete']:.1f}"
    end = "no plan" if told["value"] is None else told["value"]
    return name, 0, first, "", end, round(told["bound"]), f"{told['unplaced']} acts without a place", ""
