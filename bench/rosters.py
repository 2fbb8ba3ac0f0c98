"""Public rostering instances, read into the roster model and solved in whole lines: how close to the best known.

`python -m bench rosters FOLDER` reads InstanceN.txt there: the text format of the shift scheduling benchmark of
T. Curtois and R. Qu, "Computational results on new staff scheduling benchmark instances", 2014
(schedulingbenchmarks.org).
"""

from __future__ import annotations

import re
from pathlib import Path

from bench.machine import table
from solver.crew.check import check, value
from solver.crew.contract import Asked, Contract
from solver.crew.plan import CrewAnswer
from solver.crew.problem import CrewProblem, Force, Function, Need, Officer, Post, Skill
from solver.crew.solve import solve
from solver.crew.wishes import CREW_WISHES
from solver.problem import MINUTES_A_DAY, Span

# The best value known of each, as published at schedulingbenchmarks.org.
BEST_KNOWN = {1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300}
# All instances begin on a Monday.
MONDAY = "2024-01-01"
SOURCE = "Instances and best known values: schedulingbenchmarks.org, T. Curtois and R. Qu."
ONLY = ("asked-duties", "wanted-strength")
Rows = dict[str, list[list[str]]]


def run(folder: Path, seconds: int, long: int) -> str:
    """Each instance for `seconds`, and for `long` if it was not proven best by then."""
    rows: list[tuple[object, ...]] = []
    gaps: dict[int, list[float]] = {limit: [] for limit in (seconds, long) if limit}
    for number, best in BEST_KNOWN.items():
        problem = read((folder / f"Instance{number}.txt").read_text(encoding="utf-8"))
        answer = None
        for limit in gaps:
            if answer is None or answer.value > answer.bound:
                answer = solve(problem, seconds=limit)
                measured = _measured(problem, answer, best)
                rows.append((number, len(problem.officers), problem.days, limit, best, *measured))
            gaps[limit].append(value(problem, answer.plan) / best - 1)
    head = ("instance", "people", "days", "limit, s", "best known", "ours", "gap", "breaches", "bound", "proven, s")
    means = [f"Mean gap to the best known in {limit} s: {sum(each) / len(each):.2%}." for limit, each in gaps.items()]
    return "\n\n".join((table(head, rows), *means, SOURCE))


def _measured(problem: CrewProblem, answer: CrewAnswer, best: int) -> tuple[object, ...]:
    """The roster as the plain rules and wishes judge it."""
    worth = value(problem, answer.plan)
    proven = f"{answer.seconds:.1f}" if worth <= answer.bound else "no"
    return worth, f"{worth / best - 1:.2%}", len(check(problem, answer.plan)), answer.bound, proven


def read(text: str) -> CrewProblem:
    """One need a day and shift, every shift a function of its own; what the file only prices has no limit here."""
    rows = sections(text)
    days = int(rows["HORIZON"][0][0])
    shifts = {row[0]: number for number, row in enumerate(rows["SHIFTS"], 1)}
    names = {row[0]: number for number, row in enumerate(rows["STAFF"], 1)}
    lengths = {row[0]: int(row[1]) for row in rows["SHIFTS"]}
    not_next = {row[0]: tuple(shifts[name] for name in row[2].split("|") if name) for row in rows["SHIFTS"]}
    longest = sorted({int(row[4]) for row in rows["STAFF"]})
    number_of = {(int(row[0]), row[1]): number for number, row in enumerate(rows["COVER"], 1)}
    asked: dict[str, list[Asked]] = {name: [] for name in names}
    for section, spared in (("SHIFT_ON_REQUESTS", False), ("SHIFT_OFF_REQUESTS", True)):
        for name, day, shift, weight in rows[section]:
            asked[name].append(Asked(number_of[int(day), shift], int(weight), spared))
    away = {row[0]: tuple(_day(int(day)) for day in row[1:]) for row in rows["DAYS_OFF"]}
    return CrewProblem(
        "Curtois and Qu", MONDAY, days, cutoff=0,
        forces=tuple(Force(most, f"At most {most} days in a row", longest_run=most) for most in longest),
        functions=tuple(Function(id, name, not_next=not_next[name]) for name, id in shifts.items()),
        contracts=tuple(_contract(row, names[row[0]], shifts) for row in rows["STAFF"]),
        officers=tuple(
            Officer(
                names[row[0]], row[0], int(row[4]), 1,
                tuple(Skill(shifts[name]) for name, most in _limits(row).items() if most),
                away.get(row[0], ()), contract=names[row[0]], asked=tuple(asked[row[0]]),
            )
            for row in rows["STAFF"]
        ),
        posts=(Post(1, "Ward"),),
        needs=tuple(_need(row, id, shifts, lengths, len(names)) for id, row in enumerate(rows["COVER"], 1)),
        weights={wish.key: int(wish.key in ONLY) for wish in CREW_WISHES},
    )  # fmt: skip


def sections(text: str) -> Rows:
    """The rows of each section, without comments."""
    rows: Rows = {}
    current: list[list[str]] = []
    for line in text.splitlines():
        if heading := re.fullmatch(r"SECTION_(\w+)", line.strip()):
            current = rows.setdefault(heading[1], [])
        elif line.strip() and not line.startswith("#"):
            current.append([cell.strip() for cell in line.split(",")])
    return rows


def _limits(row: list[str]) -> dict[str, int]:
    return {name: int(most) for name, most in (each.split("=") for each in row[1].split("|"))}


def _contract(row: list[str], id: int, shifts: dict[str, int]) -> Contract:
    most, least, _, run, pause, weekends = map(int, row[2:])
    return Contract(
        id, row[0], least, most, run, pause, weekends, {shifts[name]: limit for name, limit in _limits(row).items()}
    )


def _need(row: list[str], id: int, shifts: dict[str, int], lengths: dict[str, int], people: int) -> Need:
    day, shift, wanted, under, over = row
    span = Span(int(day) * MINUTES_A_DAY, int(day) * MINUTES_A_DAY + lengths[shift])
    return Need(id, 1, shifts[shift], span, 0, people, wanted=int(wanted), under=int(under), over=int(over))


def _day(day: int) -> Span:
    return Span(day * MINUTES_A_DAY, (day + 1) * MINUTES_A_DAY)
