"""The public roster format is read as it is meant, and what comes out costs what a person reckons by hand."""

from __future__ import annotations

from pathlib import Path

from bench import rosters
from solver.crew.check import check, value
from solver.crew.contract import Asked, Contract
from solver.crew.plan import CrewPlan
from solver.crew.problem import Duty
from solver.crew.rules.rule import BLOCK
from solver.crew.solve import solve
from solver.problem import Span

# Six duties at most for seven days, so that one day stays open; who has the 4th and 5th day cannot have the 3rd alone.
WEEK = """# A comment
SECTION_HORIZON
# The horizon length in days:
7

SECTION_SHIFTS
D,480,

SECTION_STAFF
# ID, MaxShifts, MaxTotalMinutes, MinTotalMinutes, MaxConsecutive, MinConsecutive, MinConsecutiveDaysOff, MaxWeekends
A,D=7,1440,960,2,2,2,1
B,D=7,1440,960,2,2,2,1

SECTION_DAYS_OFF
A,1

SECTION_SHIFT_ON_REQUESTS
A,5,D,3
B,4,D,1

SECTION_SHIFT_OFF_REQUESTS
B,3,D,2

SECTION_COVER
""" + "".join(f"{day},D,1,100,1\n" for day in range(7))
NIGHTS = """SECTION_HORIZON
14
SECTION_SHIFTS
E,480,
N,600,E|N
SECTION_STAFF
K,E=14|N=0,4320,3360,5,2,3,1
L,E=9|N=4,4320,3360,6,1,1,2
SECTION_DAYS_OFF
SECTION_SHIFT_ON_REQUESTS
SECTION_SHIFT_OFF_REQUESTS
SECTION_COVER
0,E,2,100,1
13,N,1,90,2
"""


def test_contracts_shifts_and_prices_are_read() -> None:
    problem = rosters.read(NIGHTS)
    assert [(one.name, one.not_next) for one in problem.functions] == [("E", ()), ("N", (1, 2))]
    assert problem.contracts == (
        Contract(1, "K", 3360, 4320, 2, 3, 1, {1: 14, 2: 0}),
        Contract(2, "L", 3360, 4320, 1, 1, 2, {1: 9, 2: 4}),
    )
    assert [[skill.function for skill in officer.skills] for officer in problem.officers] == [[1], [1, 2]]
    assert [problem.force(officer.force).longest_run for officer in problem.officers] == [5, 6]
    needs = [(need.span, need.function, need.least, need.wanted, need.under, need.over) for need in problem.needs]
    assert needs == [(Span(0, 480), 1, 0, 2, 100, 1), (Span(13 * 1440, 13 * 1440 + 600), 2, 0, 1, 90, 2)]


def test_requests_and_days_off_are_read() -> None:
    first, second = rosters.read(WEEK).officers
    assert (first.away, first.asked) == ((Span(1440, 2880),), (Asked(6, 3),))
    assert (second.away, second.asked) == ((), (Asked(5, 1), Asked(4, 2, spared=True)))


def test_a_roster_costs_what_is_open_and_not_heeded() -> None:
    """A has the 1st, 5th and 6th day, B the 2nd and 3rd: two days are open and B's wish for the 5th is not heeded."""
    problem = rosters.read(WEEK)
    plan = CrewPlan((Duty(1, 1), Duty(1, 5), Duty(1, 6), Duty(2, 2), Duty(2, 3)))
    assert (value(problem, plan), check(problem, plan)) == (201, [])
    wrong = check(problem, CrewPlan((Duty(1, 2), Duty(2, 2), Duty(2, 4))))
    assert [(breach.rule, breach.officers, breach.level) for breach in wrong] == [
        ("available", (1,), BLOCK),
        ("contract-hours", (1,), BLOCK),
        ("shortest-run", (1,), BLOCK),
        ("shortest-run", (2,), BLOCK),
        ("shortest-run", (2,), BLOCK),
        ("shortest-pause", (2,), BLOCK),
    ]


def test_the_best_week_is_found() -> None:
    """One day stays open (100) and B does not get the 5th (1): with it he would need the 4th, or A's 6th again."""
    answer = solve(rosters.read(WEEK), seconds=1)
    assert (answer.value, answer.plan.duties) == (
        101,
        (Duty(1, 1), Duty(1, 5), Duty(1, 6), Duty(2, 2), Duty(2, 3), Duty(2, 7)),
    )


def test_a_table_tells_gap_and_bound(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "Instance1.txt").write_text(WEEK, encoding="utf-8")
    monkeypatch.setattr(rosters, "BEST_KNOWN", {1: 100})
    told = rosters.run(tmp_path, seconds=1, long=0).splitlines()
    assert told[2].startswith("| 1 | 2 | 7 | 1 | 100 | 101 | 1.00% | 0 | ")
    assert told[4] == "Mean gap to the best known in 1 s: 1.00%."
