"""Where what is held may be dropped, as the board lights it: stretches of starts, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import get_domain

from festival_ops.planning.judgement import LEVELS, level_of
from solver.cells import Stretch, cells, shifts
from solver.plan import Plan
from solver.problem import Problem, Span
from solver.words import Translate, say

# Sentences a stretch, the gravest first; whoever rests on a cell is told all.
MOST = 3


def standing_room(problem: Problem, acts: Sequence[int], day: int, days: int = 1) -> dict[str, Any]:
    """`stretches` are [stage, from, to, level or null, cost, sentences by number]; several acts move by one shift."""
    plan, span = Plan(problem.current), Span(problem.day(day).starts, problem.day(day + days - 1).ends)
    found = cells(problem, plan, acts[0], span) if len(acts) == 1 else shifts(problem, plan, acts, acts[0], span)
    reasons: dict[str, int] = {}
    # Asked for once: there are thousands of sentences in an answer.
    translate = get_domain().get_translations().ugettext
    stretches = [_plain(problem, each, reasons, translate) for each in found]
    return {"acts": list(acts), "day": day, "stretches": stretches, "reasons": list(reasons)}


def _plain(problem: Problem, stretch: Stretch, reasons: dict[str, int], translate: Translate) -> list[Any]:
    gravest = sorted(stretch.breaches, key=lambda breach: LEVELS.index(level_of(problem, breach.rule)))
    sentences = dict.fromkeys(say(problem, breach, translate) for breach in gravest[:MOST])
    why = [reasons.setdefault(sentence, len(reasons)) for sentence in sentences]
    return [stretch.stage, stretch.starts, stretch.ends, stretch.level, stretch.cost, why]
