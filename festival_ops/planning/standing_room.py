"""Where what is held may be dropped, as the board lights it: stretches of starts, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from solver.cells import Stretch, cells, shifts
from solver.plan import Plan
from solver.problem import Problem
from solver.words import say


def standing_room(problem: Problem, acts: Sequence[int], day: int) -> dict[str, Any]:
    """`stretches` are [stage, from, to, level or null, cost, sentences by number]; several acts move by one shift."""
    plan, span = Plan(problem.current), problem.day(day)
    found = cells(problem, plan, acts[0], span) if len(acts) == 1 else shifts(problem, plan, acts, acts[0], span)
    reasons: dict[str, int] = {}
    stretches = [_plain(problem, each, reasons) for each in found]
    return {"acts": list(acts), "day": day, "stretches": stretches, "reasons": list(reasons)}


def _plain(problem: Problem, stretch: Stretch, reasons: dict[str, int]) -> list[Any]:
    sentences = dict.fromkeys(say(problem, breach, gettext) for breach in stretch.breaches)
    why = [reasons.setdefault(sentence, len(reasons)) for sentence in sentences]
    return [stretch.stage, stretch.starts, stretch.ends, stretch.level, stretch.cost, why]
