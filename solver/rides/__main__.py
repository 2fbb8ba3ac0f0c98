"""Plans, repairs or judges saved rides from the command line.

python -m solver.rides problem.json --seconds 20 --seed 0 --output answer.json
python -m solver.rides --repair problem.json --seconds 5
python -m solver.rides --check problem.json plan.json
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from solver.rides import saved
from solver.rides.bounds import refuse_lost_rides
from solver.rides.check import check
from solver.rides.mend import mend
from solver.rides.plan import MendedRides, RideAnswer
from solver.rides.problem import RideProblem
from solver.rides.solve import solve
from solver.rides.words import explain, say
from solver.stopping import wish_to_stop


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = saved.problem_from_json(arguments.problem.read_text(encoding="utf-8"))
        if arguments.check:
            return _check(problem, arguments.plan)
        cancelled = wish_to_stop(arguments.watch_stdin).is_set
        if arguments.repair:
            seconds = arguments.seconds or 5.0
            answer: RideAnswer = mend(problem, frozen=arguments.frozen, seconds=seconds, cancelled=cancelled)
        else:
            tell = _tell_progress if arguments.progress else _keep_quiet
            seconds = arguments.seconds or 20.0
            answer = solve(problem, seconds=seconds, seed=arguments.seed, progress=tell, cancelled=cancelled)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    return _hand_over(problem, answer, arguments)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m solver.rides", description="Plans, repairs or judges rides.")
    parser.add_argument("problem", type=Path, help="a saved problem of rides")
    parser.add_argument("plan", type=Path, nargs="?", help="the rides to judge")
    parser.add_argument("--check", action="store_true", help="say which rules the rides break")
    parser.add_argument("--repair", action="store_true", help="mend the present rides with the fewest people told anew")
    parser.add_argument("--frozen", type=int, metavar="MINUTE", help="with --repair: leave stops that begin before")
    parser.add_argument("--seconds", type=float, help="how long to search (20) or to repair (5)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, help="where the answer goes; otherwise it is printed")
    parser.add_argument("--progress", action="store_true", help="print a line of JSON for every step forward")
    parser.add_argument("--watch-stdin", action="store_true", help="stop and keep the best when stdin says so or ends")
    return parser


def _check(problem: RideProblem, path: Path | None) -> int:
    """Prints a sentence for every breach; 1 where there is any."""
    if path is None:
        raise ValueError("Name the rides to judge after the problem.")
    plan = saved.plan_from_json(path.read_text(encoding="utf-8"))
    refuse_lost_rides(problem, plan)
    breaches = check(problem, plan)
    for breach in breaches:
        print(f"{breach.rule}: {say(problem, breach)}")
    return 1 if breaches else 0


def _hand_over(problem: RideProblem, answer: RideAnswer, arguments: argparse.Namespace) -> int:
    if arguments.output:
        arguments.output.write_text(saved.to_json(answer), encoding="utf-8")
    if arguments.progress:
        _tell({"kind": "answer", **saved.to_plain(answer)})
    elif not arguments.output:
        print(saved.to_json(answer))
    for unserved in answer.unserved:
        print(explain(problem, unserved), file=sys.stderr)
    told = f"{len(answer.plan.rides)} rides, {answer.vehicles} vehicles, {answer.driven} minutes on the road"
    if isinstance(answer, MendedRides):
        told += f", {len(answer.moved)} moved and {len(answer.shifted)} shifted, at least {answer.bound} in any case"
    print(f"{told}; {sum(one.people for one in answer.unserved)} people without a ride.", file=sys.stderr)
    return 0


def _tell_progress(elapsed: float, unserved: int, vehicles: int, driven: int) -> None:
    told = {"unserved": unserved, "vehicles": vehicles, "driven": driven}
    _tell({"kind": "progress", "elapsed": round(elapsed, 2), **told})


def _keep_quiet(elapsed: float, unserved: int, vehicles: int, driven: int) -> None:
    pass


def _tell(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
