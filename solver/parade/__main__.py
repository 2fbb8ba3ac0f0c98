"""Orders or judges a saved parade from the command line.

python -m solver.parade problem.json --seconds 20 --seed 0 --output answer.json
python -m solver.parade --check problem.json plan.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from solver.command_line import hand_over, judged, options, read
from solver.parade import saved
from solver.parade.bounds import refuse_lost_units
from solver.parade.check import check
from solver.parade.plan import ParadePlan
from solver.parade.problem import ParadeProblem
from solver.parade.solve import solve
from solver.parade.words import ask, say
from solver.stopping import wish_to_stop

SECONDS = 20.0


def main() -> int:
    parser = ArgumentParser(prog="python -m solver.parade", description="Orders or judges a parade.")
    arguments = options(parser).parse_args()
    try:
        problem = read(arguments.problem, saved.problem_from_json)
        if arguments.check:
            return judged(problem, check(problem, _plan(problem, arguments.plan)), say)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    cancelled = wish_to_stop(arguments.watch_stdin).is_set
    answer = solve(problem, seconds=arguments.seconds or SECONDS, seed=arguments.seed, cancelled=cancelled)
    hand_over(answer, arguments)
    for demand in answer.collision:
        print(ask(problem, demand), file=sys.stderr)
    print(f"{answer.status}: {answer.value}, at least {answer.bound}.", file=sys.stderr)
    return 0


def _plan(problem: ParadeProblem, path: Path | None) -> ParadePlan:
    plan: ParadePlan = read(path, saved.plan_from_json)
    refuse_lost_units(problem, plan)
    return plan


if __name__ == "__main__":
    sys.exit(main())
