"""Festivals made for the benchmark are large, contested, solvable, and the same each time."""

from __future__ import annotations

from dataclasses import asdict

from bench.instances import festival
from solver.saved import problem_from_json, to_json


def test_the_same_arguments_give_the_same_festival() -> None:
    assert festival(60, 8, 20, 4, seed=1) == festival(60, 8, 20, 4, seed=1)
    assert festival(60, 8, 20, 4, seed=1) != festival(60, 8, 20, 4, seed=2)


def test_sizes_are_as_asked_and_everything_is_fought_over() -> None:
    problem = festival(520, 30, 64, 9, seed=0)
    assert (len(problem.acts), len(problem.stages), len(problem.troupes), problem.days) == (520, 30, 64, 9)
    assert len(problem.clashes) == 8 * 520
    assert len(problem.parties) == 12
    assert sum(act.announced is not None for act in problem.acts) > 10


def test_a_festival_goes_to_json_and_back() -> None:
    problem = festival(60, 8, 20, 4, seed=1)
    assert asdict(problem_from_json(to_json(problem))) == asdict(problem)
