"""The check: levels, what touches whom, and that it needs no solver."""

from __future__ import annotations

import subprocess
import sys

from solver.check import check, value
from solver.plan import Plan
from solver.problem import Act, Slot
from solver.rules.placed import UNPLACED
from solver.rules.rule import BREACH
from tests.solver.rules.examples import EVENING, RIVER, festival

ACTS = tuple(Act(id, f"Show {id}", 60) for id in (1, 2, 3))
OVERLAPPING = Plan((Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 30)))


def test_every_rule_that_is_not_ignored_is_checked() -> None:
    assert [broken.subject for broken in check(festival(*ACTS), OVERLAPPING)] == ["placed:3", "one-act-per-stage:1-2"]
    lenient = festival(*ACTS, levels={"placed": "ignore", "one-act-per-stage": "warn"})
    assert [broken.subject for broken in check(lenient, OVERLAPPING)] == ["one-act-per-stage:1-2"]


def test_only_what_touches_some_acts_may_be_asked_for() -> None:
    assert [it.subject for it in check(festival(*ACTS), OVERLAPPING, touching=frozenset({3}))] == ["placed:3"]
    assert check(festival(*ACTS), OVERLAPPING, touching=frozenset()) == []


def test_the_value_prices_absent_acts_and_breaches_that_only_warn() -> None:
    weights = {"even-evenings": 0}
    assert value(festival(*ACTS, weights=weights), OVERLAPPING) == UNPLACED
    warned = festival(*ACTS, weights=weights, levels={"placed": "ignore", "one-act-per-stage": "warn"})
    assert value(warned, OVERLAPPING) == UNPLACED + BREACH


def test_checking_and_saving_never_load_the_solver() -> None:
    program = "import sys, solver.check, solver.saved, solver.words; print([m for m in sys.modules if 'ortools' in m])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
