"""What a parade may hold: numbers that never overflow the solver, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from solver.bounds import HORIZON
from solver.parade.plan import ParadePlan
from solver.parade.problem import ParadeProblem, Unit
from solver.parade.rules import PARADE_RULES
from solver.problem import MINUTES_A_DAY
from solver.rules import LEVELS

MOST_UNITS = 200
MOST_METRES = 100_000
LOUDEST = 3
DEAREST = 1000


def refuse_unsound_parade(problem: ParadeProblem) -> None:
    """ValueError says what is out of range, twice there, or refers to nothing."""
    for complaint in _complaints(problem):
        raise ValueError(complaint)


def refuse_lost_units(problem: ParadeProblem, plan: ParadePlan) -> None:
    """ValueError unless the order holds every unit once."""
    if sorted(plan.order) != sorted(unit.id for unit in problem.units):
        raise ValueError("The order must hold every unit of the parade once.")


def _complaints(problem: ParadeProblem) -> Iterator[str]:
    yield from _lost(problem)
    if not 1 <= problem.metres <= MOST_METRES or not 0 <= problem.apart <= MOST_METRES:
        yield f"metres must be 1 to {MOST_METRES}, apart 0 to {MOST_METRES}."
    if not all(0 <= minutes <= MINUTES_A_DAY for minutes in (problem.call, problem.walk)):
        yield f"call and walk must be 0 to {MINUTES_A_DAY} minutes."
    if not all(0 <= weight <= DEAREST for weight in (problem.tail, problem.alike, problem.changed)):
        yield f"tail, alike and changed must cost 0 to {DEAREST}."
    if not all(abs(minute) <= HORIZON for minute in _minutes(problem)):
        yield "A minute is out of range."
    for corner in problem.corners:
        if not 0 <= corner.metres <= problem.metres:
            yield f"The corner {corner.name} lies outside the way."
    ids = {unit.id for unit in problem.units}
    for unit in problem.units:
        yield from _unsound(problem, unit, ids)


def _lost(problem: ParadeProblem) -> Iterator[str]:
    try:
        date.fromisoformat(problem.first_day)
    except ValueError:
        yield f"first_day must be a date such as 2024-06-07, not {problem.first_day}."
    ids = [unit.id for unit in problem.units]
    if len(ids) != len(set(ids)) or len(ids) > MOST_UNITS or not all(id > 0 for id in ids):
        yield f"units must be at most {MOST_UNITS}, each with an id of its own above 0."
    if problem.current and sorted(problem.current) != sorted(ids):
        yield "current must hold every unit once, or nothing."
    rules = {rule.key for rule in PARADE_RULES}
    if not (problem.levels.keys() <= rules and set(problem.levels.values()) <= set(LEVELS)):
        yield "levels names a rule or a level that is not there."


def _unsound(problem: ParadeProblem, unit: Unit, ids: set[int]) -> Iterator[str]:
    if not (1 <= unit.length <= MOST_METRES and 1 <= unit.pace <= MOST_METRES and 0 <= unit.gap <= MOST_METRES):
        yield f"Unit {unit.id} must be 1 to {MOST_METRES} metres long, as fast a minute, and keep a gap of 0 or more."
    if not 0 <= unit.loudness <= LOUDEST:
        yield f"Unit {unit.id} must have a loudness of 0 to {LOUDEST}."
    if unit.position is not None and not 1 <= abs(unit.position) <= len(problem.units):
        yield f"Unit {unit.id} is held at a place that is not there."
    if not set(unit.after) <= ids - {unit.id}:
        yield f"Unit {unit.id} walks behind a unit that is not there."
    shows = [show for show in (unit.previous, unit.next) if show is not None]
    if not all(0 <= minutes <= MINUTES_A_DAY for show in shows for minutes in (show.travel, show.rest)):
        yield f"Unit {unit.id} has minutes of travel or rest out of range."


def _minutes(problem: ParadeProblem) -> Iterator[int]:
    yield problem.starts
    yield from (corner.until for corner in problem.corners if corner.until is not None)
    yield from (show.minute for unit in problem.units for show in (unit.previous, unit.next) if show is not None)
