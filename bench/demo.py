"""The demo edition, loaded from its spreadsheets and solved as a planner would have it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import flask_migrate

from bench.machine import table
from bench.watched import clashes, watch
from festival_ops import demo
from festival_ops.cli import create_office
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.planning.snapshot import problem_of
from solver import saved
from solver.problem import Problem

HEAD = ("seed", "complete after, s", "value", "bound", "at most better", "ended after, s", "rules broken", "peak MiB")


def run(seconds: int, seeds: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        problem = _problem(Path(folder))
        file = Path(folder, "problem.json")
        file.write_text(saved.to_json(problem), encoding="utf-8")
        rows = []
        for seed in range(seeds):
            found = watch(file, seconds, seed)
            told = found.answer
            first = "–" if found.complete is None else f"{found.complete:.1f}"
            gap = "proven best" if told["gap"] == 0 else f"{told['gap']:.1%}"
            broken = ", ".join(clashes(problem, told)) or "none"
            row = (
                seed,
                first,
                told["value"],
                told["bound"],
                gap,
                f"{told['seconds']:.1f}",
                broken,
                f"{found.peak:.0f}",
            )
            rows.append(row)
    return f"{len(problem.acts)} performances on {len(problem.stages)} stages.\n\n{table(HEAD, rows)}"


def _problem(folder: Path) -> Problem:
    app = create_office(Settings(folder=folder, secret_key="bench"))  # noqa: S106
    with app.app_context():
        flask_migrate.upgrade()
        edition = demo.hue_2024(db.session())
        problem = problem_of(db.session(), edition, None)
        db.engine.dispose()
    return problem
