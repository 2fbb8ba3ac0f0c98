"""Gives out or judges rooms from the command line.

python -m solver.lodging problem.json --seconds 20 --seed 0 --output answer.json
python -m solver.lodging --check problem.json plan.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from functools import partial

from solver.command_line import hand_over, judged, options, read
from solver.lodging import saved
from solver.lodging.check import check
from solver.lodging.solve import solve
from solver.lodging.words import explain, say
from solver.stopping import wish_to_stop

SECONDS = 20.0


def main() -> int:
    parser = ArgumentParser(prog="python -m solver.lodging", description="Gives out or judges rooms.")
    arguments = options(parser).parse_args()
    try:
        problem = read(arguments.problem, saved.problem_from_json)
        if arguments.check:
            plan = read(arguments.plan, partial(saved.plan_from_json, problem))
            return judged(problem, check(problem, plan), say)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    cancelled = wish_to_stop(arguments.watch_stdin).is_set
    answer = solve(problem, seconds=arguments.seconds or SECONDS, seed=arguments.seed, cancelled=cancelled)
    hand_over(answer, arguments)
    for unhoused in answer.unhoused:
        print(explain(problem, unhoused), file=sys.stderr)
    print(f"{answer.status}: {answer.value}, at least {answer.bound}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
