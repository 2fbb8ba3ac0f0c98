"""Repairs of a contested festival: how soon a sound plan stands again, and when it is proven the least change.

The plan is what ten seconds of search give. Seconds are from when the repair is asked for; `first aid` is the
constructor alone, as a page may ask for it, the others come from the command that the worker starts.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.instances import festival
from bench.machine import table
from bench.watched import Watched, watch
from solver import saved
from solver.first_aid import first_aid
from solver.playbooks import rain, stage_lost
from solver.problem import Problem, Span
from solver.scope import hit
from solver.seed import blocking_breaches
from solver.solve import solve

HEAD = (
    "what happens",
    "acts hit",
    "first aid, s",
    "first plan, s",
    "with the start of the process, s",
    "cancelled",
    "proven fewest after, s",
    "acts moved",
    "moves cost",
    "proven least after, s",
    "rules still broken",
)


def run(performances: int, stages: int, troupes: int, days: int, seconds: int, search: int) -> str:
    problem = festival(performances, stages, troupes, days)
    plan = solve(problem, seconds=search).plan
    rows = [_measured(name, changed, seconds) for name, changed in _changes(replace(problem, current=plan.slots))]
    size = (
        f"{len(problem.acts)} performances, {stages} stages, {troupes} troupes, {days} days; two workers, {seconds} s"
    )
    return f"{size}.\n\n{table(HEAD, rows)}"


def _changes(problem: Problem) -> Iterator[tuple[str, Problem]]:
    """The busiest stage lost for its busiest day, and from the third day on; rain over the busiest day."""
    ((busiest, _),) = Counter(stage for slot in problem.current for stage, _ in problem.places(slot)).most_common(1)
    days = Counter(problem.day_of(slot.starts) for slot in problem.current if slot.stage == busiest)
    rest = Span(problem.day(2).starts, problem.horizon.ends)
    yield "the busiest stage lost for a day", stage_lost(problem, busiest, problem.day(_most(days)), "flood")
    yield "the busiest stage lost from the third day on", stage_lost(problem, busiest, rest, "flood")
    wet = problem.day(_most(Counter(problem.day_of(slot.starts) for slot in problem.current)))
    outdoor = [stage.id for stage in problem.stages if stage.outdoor]
    indoor = [stage.id for stage in problem.stages if not stage.outdoor]
    pairs = {stage: (indoor[number % len(indoor)],) for number, stage in enumerate(outdoor)}
    yield "rain over all outdoor stages, no indoor pairs", rain(problem, wet, {}, "rain")
    yield "rain over all outdoor stages, an indoor pair each", rain(problem, wet, pairs, "rain")


def _most(counted: Counter[int]) -> int:
    return counted.most_common(1)[0][0]


def _measured(name: str, problem: Problem, seconds: int) -> tuple[object, ...]:
    begun = time.monotonic()
    first_aid(problem)
    aided = time.monotonic() - begun
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "problem.json")
        file.write_text(saved.to_json(problem), encoding="utf-8")
        found = watch(file, seconds, 0, mode=("--repair",))
    answer = saved.repaired_from_plain({key: it for key, it in found.answer.items() if key not in ("kind", "gap")})
    started, first = found.steps[0]
    return (
        name,
        len(hit(problem)),
        f"{aided:.2f}",
        f"{first['elapsed']:.2f}",
        f"{started:.2f}",
        f"{len(answer.cancelled)} (at least {answer.unplaced_bound})",
        _proven(found, "unplaced"),
        len(answer.moved),
        answer.moves,
        _proven(found, "moves") if answer.proven else f"at least {answer.moves_bound}",
        len(blocking_breaches(problem, answer.plan)),
    )


def _proven(found: Watched, goal: str) -> str:
    """When the goal's final value had been reached and proven, counted from when the repair began."""
    for _, told in found.steps:
        reached = len(told["unplaced"]) if goal == "unplaced" else told["moves"]
        if len(told["unplaced"]) <= told["unplaced_bound"] and reached <= told[f"{goal}_bound"]:
            return f"{told['elapsed']:.2f}"
    return "not proven"
