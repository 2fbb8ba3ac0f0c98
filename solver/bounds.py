"""What a problem may hold: sizes that never overflow the solver's 64-bit sums, and references that lead somewhere."""

from __future__ import annotations

from solver.problem import Problem


def refuse_unsound(problem: Problem) -> None:
    """Raises ValueError with a sentence about the first thing in the problem that cannot be meant."""
