"""Gives cars their slots, or judges them, from the command line.

python -m solver.arrivals problem.json --seconds 10 --seed 0 --output answer.json
python -m solver.arrivals --check problem.json plan.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from functools import partial

from solver.arrivals import saved
from solver.arrivals.check import check
from solver.arrivals.solve import solve
from solver.arrivals.words import say
from solver.command_line import hand_over, judged, options, read
from solver.stopping import wish_to_stop

SECONDS = 10.0


def main() -> int:
    parser = ArgumentParser(prog="python -m solver.arrivals", description="Gives cars their slots, or judges them.")
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
    for breach in check(problem, answer.plan):
        print(say(problem, breach), file=sys.stderr)
    print(f"{answer.status}: {answer.value}, at least {answer.bound}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
