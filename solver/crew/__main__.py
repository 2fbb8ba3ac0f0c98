"""Builds, repairs or judges a saved roster from the command line.

python -m solver.crew problem.json --seconds 60 --seed 0 --output answer.json
python -m solver.crew --mend problem.json --seconds 5
python -m solver.crew --check problem.json plan.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from solver.command_line import hand_over, judged, options, read, tell
from solver.crew import saved
from solver.crew.check import check
from solver.crew.mend import mend
from solver.crew.plan import CrewAnswer
from solver.crew.solve import solve
from solver.crew.words import say
from solver.stopping import wish_to_stop


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = read(arguments.problem, saved.problem_from_json)
        if arguments.check:
            return judged(problem, check(problem, read(arguments.plan, saved.plan_from_json)), say)
        cancelled = wish_to_stop(arguments.watch_stdin).is_set
        if arguments.mend:
            answer: CrewAnswer = mend(
                problem, frozen=arguments.frozen, seconds=arguments.seconds or 5.0, cancelled=cancelled
            )
        else:
            progress, seconds = _tell_progress if arguments.progress else None, arguments.seconds or 60.0
            answer = solve(problem, seconds=seconds, seed=arguments.seed, progress=progress, cancelled=cancelled)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    hand_over(answer, arguments, gap=answer.gap)
    print(_told(answer), file=sys.stderr)
    return 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m solver.crew", description="Builds, repairs or judges a roster.")
    parser.add_argument("--mend", action="store_true", help="repair the present roster with the fewest changes")
    parser.add_argument("--frozen", type=int, metavar="MINUTE", help="with --mend: leave duties that begin before")
    return options(parser)


def _told(answer: CrewAnswer) -> str:
    missing = sum(answer.short.values())
    better = "proven best" if answer.gap == 0 else f"at most {answer.gap:.1%} better exists"
    return f"{len(answer.plan.duties)} duties, {missing} people missing: {better}."


def _tell_progress(elapsed: float, value: int, bound: int) -> None:
    tell({"kind": "progress", "elapsed": round(elapsed, 2), "value": value, "bound": bound})


if __name__ == "__main__":
    sys.exit(main())
