"""Where what is held may be dropped, as the board lights it: stretches of starts, and the sentences behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import get_domain

from festival_ops.planning.judgement import LEVELS
from solver.cells import Stretch, cells, shifts
from solver.plan import Plan, Violation
from solver.problem import Problem, Span
from solver.rules import RULES
from solver.words import say

# Sentences a stretch, the gravest first; whoever rests on a cell is told all.
MOST = 3


def standing_room(problem: Problem, acts: Sequence[int], day: int, days: int = 1) -> dict[str, Any]:
    """`stretches` are [stage, from, to, level or null, cost, sentences by number]; several acts move by one shift."""
    plan, span = Plan(problem.current), Span(problem.day(day).starts, problem.day(day + days - 1).ends)
    found = cells(problem, plan, acts[0], span) if len(acts) == 1 else shifts(problem, plan, acts, acts[0], span)
    reasons = _Reasons(problem)
    stretches = [[it.stage, it.starts, it.ends, it.level, it.cost, reasons.behind(it)] for it in found]
    return {"acts": list(acts), "day": day, "stretches": stretches, "reasons": list(reasons.numbers)}


class _Reasons:
    """Sentences by number, each breach said once: there are thousands in an answer, and many stages share them."""

    def __init__(self, problem: Problem) -> None:
        self.numbers: dict[str, int] = {}
        self._problem = problem
        self._gravity = {rule.key: LEVELS.index(rule.level_in(problem)) for rule in RULES}
        self._translate = get_domain().get_translations().ugettext
        # By identity: breaches have no hash, and the core tells the same one where it says the same again.
        self._said: dict[int, tuple[int, Violation]] = {}

    def behind(self, stretch: Stretch) -> list[int]:
        gravest = sorted(stretch.breaches, key=lambda breach: self._gravity[breach.rule])
        return list(dict.fromkeys(map(self._number, gravest[:MOST])))

    def _number(self, breach: Violation) -> int:
        if id(breach) not in self._said:
            sentence = say(self._problem, breach, self._translate)
            self._said[id(breach)] = self.numbers.setdefault(sentence, len(self.numbers)), breach
        return self._said[id(breach)][0]
