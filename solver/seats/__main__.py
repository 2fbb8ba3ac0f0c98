"""Seats, mends or judges a saved ceremony from the command line.

python -m solver.seats problem.json --seconds 20 --seed 0 --output answer.json
python -m solver.seats --mend problem.json --seconds 2
python -m solver.seats --check problem.json plan.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from solver.command_line import hand_over, judged, options, read, tell
from solver.seats import saved
from solver.seats.bounds import refuse_lost_chairs
from solver.seats.check import check
from solver.seats.mend import mend
from solver.seats.plan import Reseated, SeatingAnswer, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.solve import solve
from solver.seats.words import say
from solver.stopping import wish_to_stop

SECONDS, TO_MEND = 20.0, 2.0


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = read(arguments.problem, saved.problem_from_json)
        if arguments.check:
            return judged(problem, check(problem, _plan(problem, arguments.plan)), say)
        cancelled = wish_to_stop(arguments.watch_stdin).is_set
        if arguments.mend:
            answer: SeatingAnswer = mend(problem, seconds=arguments.seconds or TO_MEND, cancelled=cancelled)
        else:
            progress, seconds = _tell_progress if arguments.progress else None, arguments.seconds or SECONDS
            answer = solve(problem, seconds=seconds, seed=arguments.seed, progress=progress, cancelled=cancelled)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    hand_over(answer, arguments)
    print(_told(answer), file=sys.stderr)
    return 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m solver.seats", description="Seats, mends or judges a ceremony.")
    parser.add_argument("--mend", action="store_true", help="mend the present seating with the fewest changed chairs")
    return options(parser)


def _plan(problem: SeatingProblem, path: Path | None) -> SeatingPlan:
    plan: SeatingPlan = read(path, saved.plan_from_json)
    refuse_lost_chairs(problem, plan)
    return plan


def _told(answer: SeatingAnswer) -> str:
    told = f"{len(answer.plan.chairs)} seated, {len(answer.unseated)} without a chair"
    if isinstance(answer, Reseated):
        return f"{told}, {len(answer.moved)} moved; at least {answer.moved_bound} in any case."
    return f"{told}: {answer.status}, {answer.value}, at least {answer.bound}."


def _tell_progress(elapsed: float, value: int, bound: int) -> None:
    tell({"kind": "progress", "elapsed": round(elapsed, 2), "value": value, "bound": bound})


if __name__ == "__main__":
    sys.exit(main())
