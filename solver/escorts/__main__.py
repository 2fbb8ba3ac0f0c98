"""Finds, repairs or judges who goes along from the command line.

python -m solver.escorts problem.json --seconds 30 --seed 0 --output answer.json
python -m solver.escorts --mend problem.json --seconds 10
python -m solver.escorts --check problem.json plan.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from functools import partial

from solver.command_line import hand_over, judged, options, read, tell
from solver.escorts import saved
from solver.escorts.check import check
from solver.escorts.mend import mend
from solver.escorts.plan import EscortAnswer, MendedEscorts
from solver.escorts.solve import solve
from solver.escorts.words import say
from solver.stopping import wish_to_stop


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = read(arguments.problem, saved.problem_from_json)
        if arguments.check:
            plan = read(arguments.plan, partial(saved.plan_from_json, problem))
            return judged(problem, check(problem, plan), say)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    cancelled = wish_to_stop(arguments.watch_stdin).is_set
    if arguments.mend:
        answer: EscortAnswer = mend(
            problem, frozen=arguments.frozen, seconds=arguments.seconds or 10.0, cancelled=cancelled
        )
    else:
        progress, seconds = _tell_progress if arguments.progress else None, arguments.seconds or 30.0
        answer = solve(problem, seconds=seconds, seed=arguments.seed, progress=progress, cancelled=cancelled)
    hand_over(answer, arguments, gap=answer.gap)
    print(_told(answer), file=sys.stderr)
    return 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m solver.escorts", description="Finds, repairs or judges who goes along.")
    parser.add_argument("--mend", action="store_true", help="repair the present plan and tell as few as may be")
    parser.add_argument("--frozen", type=int, metavar="MINUTE", help="with --mend: leave duties that begin before")
    return options(parser)


def _told(answer: EscortAnswer) -> str:
    missing = sum(short.people for short in answer.short)
    if isinstance(answer, MendedEscorts):
        return f"{len(answer.told)} people told anew, at least {answer.told_bound}; {missing} missing."
    better = "proven best" if answer.gap == 0 else f"at most {answer.gap:.1%} better exists"
    return f"{len(answer.plan.duties)} duties, {missing} people missing: {better}."


def _tell_progress(elapsed: float, value: int, bound: int) -> None:
    tell({"kind": "progress", "elapsed": round(elapsed, 2), "value": value, "bound": bound})


if __name__ == "__main__":
    sys.exit(main())
