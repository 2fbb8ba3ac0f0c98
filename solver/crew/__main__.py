"""Builds, repairs or judges a saved roster from the command line.

python -m solver.crew problem.json --seconds 60 --seed 0 --output answer.json
python -m solver.crew --mend problem.json --seconds 5
python -m solver.crew --check problem.json plan.json
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from solver.crew import saved
from solver.crew.check import check
from solver.crew.mend import mend
from solver.crew.plan import CrewAnswer
from solver.crew.problem import CrewProblem
from solver.crew.solve import solve
from solver.crew.words import say
from solver.stopping import wish_to_stop


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = saved.problem_from_json(arguments.problem.read_text(encoding="utf-8"))
        if arguments.check:
            return _check(problem, arguments.plan)
        cancelled = wish_to_stop(arguments.watch_stdin).is_set
        if arguments.mend:
            answer: CrewAnswer = mend(
                problem,
                frozen=arguments.frozen,
                seconds=arguments.seconds or 5.0,
                seed=arguments.seed,
                cancelled=cancelled,
            )
        else:
            tell = _tell_progress if arguments.progress else None
            answer = solve(
                problem, seconds=arguments.seconds or 60.0, seed=arguments.seed, progress=tell, cancelled=cancelled
            )
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    return _hand_over(answer, arguments)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m solver.crew", description="Builds, repairs or judges a roster.")
    parser.add_argument("problem", type=Path, help="a saved crew problem")
    parser.add_argument("plan", type=Path, nargs="?", help="the roster to judge")
    parser.add_argument("--check", action="store_true", help="say which rules the roster breaks")
    parser.add_argument("--mend", action="store_true", help="repair the present roster with the fewest changes")
    parser.add_argument("--frozen", type=int, metavar="MINUTE", help="with --mend: leave duties that begin before")
    parser.add_argument("--seconds", type=float, help="how long to search (60) or to repair (5)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, help="where the answer goes; otherwise it is printed")
    parser.add_argument("--progress", action="store_true", help="print a line of JSON for every step forward")
    parser.add_argument("--watch-stdin", action="store_true", help="stop and keep the best when stdin says so or ends")
    return parser


def _check(problem: CrewProblem, path: Path | None) -> int:
    """Prints a sentence for every breach; 1 where there is any."""
    if path is None:
        raise ValueError("Name the roster to judge after the problem.")
    breaches = check(problem, saved.plan_from_json(path.read_text(encoding="utf-8")))
    for breach in breaches:
        print(f"{breach.rule}: {say(problem, breach)}")
    return 1 if breaches else 0


def _hand_over(answer: CrewAnswer, arguments: argparse.Namespace) -> int:
    if arguments.output:
        arguments.output.write_text(saved.to_json(answer), encoding="utf-8")
    if arguments.progress:
        _tell({"kind": "answer", **saved.to_plain(answer), "gap": answer.gap})
    elif not arguments.output:
        print(saved.to_json(answer))
    missing = sum(answer.short.values())
    better = "proven best" if answer.gap == 0 else f"at most {answer.gap:.1%} better exists"
    print(f"{len(answer.plan.duties)} duties, {missing} people missing: {better}.", file=sys.stderr)
    return 0


def _tell_progress(elapsed: float, value: int, bound: int) -> None:
    _tell({"kind": "progress", "elapsed": round(elapsed, 2), "value": value, "bound": bound})


def _tell(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
