"""Solves, repairs, judges or explains a saved problem from the command line.

python -m solver problem.json --seconds 60 --seed 0 --workers 2 --output answer.json
python -m solver --check problem.json plan.json
python -m solver --diagnose problem.json --acts 1,2,3
python -m solver --repair problem.json --scope '{"days": [2], "frozen_until": 4080}' --seconds 15
python -m solver --make-room 7,3,1200 problem.json plan.json --seconds 5
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from solver import saved
from solver.check import check
from solver.command_line import hand_over, judged, options, read, tell
from solver.counting import Finding, told
from solver.diagnose import Diagnosis, diagnose
from solver.mend import mend
from solver.plan import Answer, Plan, Progress, Repaired
from solver.problem import Problem, Slot
from solver.repair import make_room
from solver.scope import EVERYTHING
from solver.solve import solve
from solver.stopping import wish_to_stop
from solver.words import say


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        problem = read(arguments.problem, saved.problem_from_json)
        if arguments.check:
            return judged(problem, check(problem, read(arguments.plan, saved.plan_from_json)), say)
        if arguments.diagnose:
            return _diagnose(problem, arguments.acts, arguments.seconds)
        if arguments.repair:
            return _repair(problem, arguments)
        if arguments.make_room:
            return _make_room(problem, arguments)
        return _solve(problem, arguments)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m solver", description="Solves, repairs, judges or explains.")
    parser.add_argument("--diagnose", action="store_true", help="say why acts find no place, as JSON")
    parser.add_argument("--repair", action="store_true", help="make the current plan sound again with the least change")
    parser.add_argument("--scope", help="with --repair: what may move, as JSON with the fields of Scope")
    parser.add_argument("--make-room", type=_slot, metavar="ACT,STAGE,START", help="have an act at exactly this slot")
    parser.add_argument("--acts", type=_ids, help="with --diagnose: the acts asked about, as 1,2,3")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a plan to go on from")
    return options(parser)


def _ids(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part.strip())


def _slot(text: str) -> Slot:
    act, stage, starts = _ids(text)
    return Slot(act, stage, starts)


def _diagnose(problem: Problem, acts: tuple[int, ...] | None, seconds: float | None) -> int:
    found = diagnose(problem, acts=acts, seconds=10.0 if seconds is None else seconds)
    tell(diagnosis_plain(problem, found))
    return 0


def diagnosis_plain(problem: Problem, found: Diagnosis) -> dict[str, Any]:
    """Each sentence in English, and the text and facts from which other languages tell it."""

    def plain(finding: Finding) -> dict[str, Any]:
        return {**asdict(finding), "sentence": told(problem, finding)}

    return {
        "kind": "diagnosis",
        "verdict": found.verdict,
        "verified": found.verified,
        "seconds": found.seconds,
        "findings": [plain(finding) for finding in found.findings],
        "ways_out": [plain(finding) for finding in found.ways_out],
    }


def _solve(problem: Problem, arguments: Namespace) -> int:
    start = read(arguments.start, saved.plan_from_json) if arguments.start else None
    answer = solve(
        problem,
        seconds=60.0 if arguments.seconds is None else arguments.seconds,
        seed=arguments.seed,
        workers=arguments.workers,
        start=start,
        progress=_tell_progress if arguments.progress else None,
        cancelled=wish_to_stop(arguments.watch_stdin).is_set,
    )
    return _hand_over(answer, _summary(problem, answer), arguments)


def _repair(problem: Problem, arguments: Namespace) -> int:
    answer = mend(
        problem,
        seconds=15.0 if arguments.seconds is None else arguments.seconds,
        scope=saved.scope_from_json(arguments.scope) if arguments.scope else EVERYTHING,
        progress=_tell_repair if arguments.progress else None,
        cancelled=wish_to_stop(arguments.watch_stdin).is_set,
        seed=arguments.seed,
        workers=arguments.workers,
    )
    return _hand_over(answer, _change(answer), arguments)


def _make_room(problem: Problem, arguments: Namespace) -> int:
    """Prints the answer, or null where there is no room."""
    slot = arguments.make_room
    if all(act.id != slot.act for act in problem.acts) or all(stage.id != slot.stage for stage in problem.stages):
        raise ValueError(f"The problem has no act {slot.act} or no stage {slot.stage}.")
    plan = read(arguments.plan, saved.plan_from_json) if arguments.plan else Plan(problem.current)
    answer = make_room(
        problem,
        plan,
        slot,
        seconds=5.0 if arguments.seconds is None else arguments.seconds,
        cancelled=wish_to_stop(arguments.watch_stdin).is_set,
        seed=arguments.seed,
        workers=arguments.workers,
    )
    tell({"kind": "room", "answer": None if answer is None else saved.to_plain(answer)})
    return 0


def _hand_over(answer: Answer, summary: str, arguments: Namespace) -> int:
    hand_over(answer, arguments, gap=answer.gap)
    if not arguments.progress:
        print(summary, file=sys.stderr)
    return 0


def _tell_progress(progress: Progress) -> None:
    line: dict[str, Any] = {
        "kind": "progress",
        "elapsed": round(progress.elapsed, 2),
        "value": progress.value,
        "bound": progress.bound,
        "gap": progress.gap,
        "by_wish": dict(progress.by_wish),
        "unplaced": list(progress.unplaced),
    }
    if progress.plan is not None:
        line["slots"] = saved.to_plain(progress.plan)["slots"]
    tell(line)


def _tell_repair(answer: Repaired) -> None:
    """A better plan or bound, with the keys of other progress and those of a repair."""
    plain = saved.to_plain(answer)
    slots = plain.pop("plan")["slots"]
    tell({"kind": "progress", "elapsed": plain.pop("seconds"), **plain, "gap": answer.gap, "slots": slots})


def _summary(problem: Problem, answer: Answer) -> str:
    placed = f"{len(answer.plan.slots)} of {len(problem.acts)} acts placed in {answer.seconds:.1f} s"
    better = "proven best" if answer.gap == 0 else f"at most {answer.gap:.1%} better exists"
    return f"{placed}; value {answer.value}, bound {answer.bound}: {better}."


def _change(answer: Repaired) -> str:
    moves = "the least there is" if answer.moves <= answer.moves_bound else f"at least {answer.moves_bound}"
    fewest = "" if len(answer.unplaced) <= answer.unplaced_bound else f" (at least {answer.unplaced_bound})"
    return (
        f"{len(answer.moved)} acts moved and {len(answer.cancelled)} cancelled in {answer.seconds:.1f} s, "
        f"{len(answer.unplaced)} without a place{fewest}; moves cost {answer.moves}: {moves}."
    )


if __name__ == "__main__":
    sys.exit(main())
