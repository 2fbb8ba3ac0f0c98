"""Plans, repairs or judges saved rides from the command line.

python -m solver.rides problem.json --seconds 20 --seed 0 --output answer.json
python -m solver.rides --repair problem.json --seconds 5
python -m solver.rides --check problem.json plan.json
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from solver.command_line import hand_over, judged, options, read, tell
from solver.rides import saved
from solver.rides.bounds import refuse_lost_rides
from solver.rides.check import check
from solver.rides.mend import mend
from solver.rides.plan import MendedRides, RideAnswer, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.solve import solve
from solver.rides.words import explain, say
from solver.stopping import wish_to_stop


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = read(arguments.problem, saved.problem_from_json)
        if arguments.check:
            return judged(problem, check(problem, _plan(problem, arguments.plan)), say)
        cancelled = wish_to_stop(arguments.watch_stdin).is_set
        if arguments.repair:
            seconds = arguments.seconds or 5.0
            answer: RideAnswer = mend(problem, frozen=arguments.frozen, seconds=seconds, cancelled=cancelled)
        else:
            progress, seconds = _tell_progress if arguments.progress else _keep_quiet, arguments.seconds or 20.0
            answer = solve(problem, seconds=seconds, seed=arguments.seed, progress=progress, cancelled=cancelled)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    hand_over(answer, arguments)
    for unserved in answer.unserved:
        print(explain(problem, unserved), file=sys.stderr)
    print(_told(answer), file=sys.stderr)
    return 0


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m solver.rides", description="Plans, repairs or judges rides.")
    parser.add_argument("--repair", action="store_true", help="mend the present rides with the fewest people told anew")
    parser.add_argument("--frozen", type=int, metavar="MINUTE", help="with --repair: leave stops that begin before")
    return options(parser)


def _plan(problem: RideProblem, path: Path | None) -> RidePlan:
    plan: RidePlan = read(path, saved.plan_from_json)
    refuse_lost_rides(problem, plan)
    return plan


def _told(answer: RideAnswer) -> str:
    told = f"{len(answer.plan.rides)} rides, {answer.vehicles} vehicles, {answer.driven} minutes on the road"
    if isinstance(answer, MendedRides):
        told += f", {len(answer.moved)} moved and {len(answer.shifted)} shifted, at least {answer.bound} in any case"
    return f"{told}; {sum(one.people for one in answer.unserved)} people without a ride."


def _tell_progress(elapsed: float, unserved: int, vehicles: int, driven: int) -> None:
    told = {"unserved": unserved, "vehicles": vehicles, "driven": driven}
    tell({"kind": "progress", "elapsed": round(elapsed, 2), **told})


def _keep_quiet(elapsed: float, unserved: int, vehicles: int, driven: int) -> None:
    pass


if __name__ == "__main__":
    sys.exit(main())
