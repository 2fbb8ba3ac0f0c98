"""Why something has no place: the core's findings as sentences in the language of the request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from solver.counting import Counting, Finding, told
from solver.plan import Fact, Moment
from solver.problem import Problem


@dataclass(frozen=True)
class Reason:
    sentence: str
    acts: tuple[int, ...]


def counted(problem: Problem) -> list[Reason]:
    """What counting alone proves impossible; it takes milliseconds and starts no solver."""
    return [_reason(problem, finding) for finding in Counting(problem, (act.id for act in problem.acts)).findings()]


def reasons(problem: Problem, kept: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Findings that came from the solver's process as JSON."""
    return [_reason(problem, _finding(plain)) for plain in kept]


def _reason(problem: Problem, finding: Finding) -> Reason:
    return Reason(told(problem, finding, gettext), finding.acts)


def _finding(plain: Mapping[str, Any]) -> Finding:
    facts = {name: _fact(value) for name, value in plain["facts"].items()}
    return Finding(plain["text"], facts, tuple(plain["rules"]), tuple(plain["acts"]))


def _fact(value: Any) -> Fact:
    return Moment(value["minute"]) if isinstance(value, dict) else value
