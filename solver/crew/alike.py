"""Whom rules and wishes ask the same of: such people can take each other's place for nothing."""

from __future__ import annotations

from dataclasses import replace

from solver.crew.problem import CrewProblem, Officer


def groups(problem: CrewProblem) -> list[list[Officer]]:
    """Officers of whom all facts are the same but who they are, for whom and beside whom they work, and who know of
    the same duties. What one of a group may do, and what it costs, holds for all of it."""
    known: dict[int, list[int]] = {}
    for duty in problem.told:
        known.setdefault(duty.officer, []).append(duty.need)
    found: dict[tuple[Officer, tuple[int, ...]], list[Officer]] = {}
    for officer in problem.officers:
        facts = replace(officer, id=0, name="", agency=0, squad=None)
        found.setdefault((facts, tuple(sorted(known.get(officer.id, ())))), []).append(officer)
    return list(found.values())
