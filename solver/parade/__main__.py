"""Orders or judges a saved parade from the command line.

python -m solver.parade problem.json --seconds 20 --seed 0 --output answer.json
python -m solver.parade --check problem.json plan.json
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from solver.parade import saved
from solver.parade.bounds import refuse_lost_units
from solver.parade.check import check
from solver.parade.plan import ParadeAnswer
from solver.parade.problem import ParadeProblem
from solver.parade.solve import solve
from solver.parade.words import ask, say
from solver.stopping import wish_to_stop


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = saved.problem_from_json(arguments.problem.read_text(encoding="utf-8"))
        if arguments.check:
            return _check(problem, arguments.plan)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    cancelled = wish_to_stop(arguments.watch_stdin).is_set
    return _hand_over(problem, solve(problem, seconds=arguments.seconds, seed=arguments.seed, cancelled=cancelled),
                      arguments)  # fmt: skip


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m solver.parade", description="Orders or judges a parade.")
    parser.add_argument("problem", type=Path, help="a saved parade")
    parser.add_argument("plan", type=Path, nargs="?", help="the order to judge")
    parser.add_argument("--check", action="store_true", help="say which rules the order breaks")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long to search (20)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, help="where the answer goes; otherwise it is printed")
    parser.add_argument("--progress", action="store_true", help="print the answer as one line of JSON")
    parser.add_argument("--watch-stdin", action="store_true", help="stop and keep the best when stdin says so or ends")
    return parser


def _check(problem: ParadeProblem, path: Path | None) -> int:
    """Prints a sentence for every breach; 1 where there is any."""
    if path is None:
        raise ValueError("Name the order to judge after the problem.")
    plan = saved.plan_from_json(path.read_text(encoding="utf-8"))
    refuse_lost_units(problem, plan)
    breaches = check(problem, plan)
    for breach in breaches:
        print(f"{breach.rule}: {say(problem, breach)}")
    return 1 if breaches else 0


def _hand_over(problem: ParadeProblem, answer: ParadeAnswer, arguments: argparse.Namespace) -> int:
    if arguments.output:
        arguments.output.write_text(saved.to_json(answer), encoding="utf-8")
    else:
        print(json.dumps(saved.to_plain(answer), ensure_ascii=False, indent=None if arguments.progress else 1))
    for demand in answer.collision:
        print(ask(problem, demand), file=sys.stderr)
    print(f"{answer.status}: {answer.value}, at least {answer.bound}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
