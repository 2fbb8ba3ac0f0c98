"""What a problem of arrivals may hold: numbers that never overflow the solver, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from solver.arrivals.problem import ArrivalProblem, Slot
from solver.arrivals.rules import ARRIVAL_RULES
from solver.arrivals.wishes import ARRIVAL_WISHES
from solver.bounds import HEAVIEST, HORIZON, same_ids
from solver.problem import MINUTES_A_DAY
from solver.rules import LEVELS

HOUR = 3600
MOST_LANES = 100


def refuse_unsound_arrivals(problem: ArrivalProblem) -> None:
    """ValueError says what is out of range, twice there, or refers to nothing."""
    for complaint in _complaints(problem):
        raise ValueError(complaint)


def refuse_lost_slots(problem: ArrivalProblem, slots: Iterable[Slot], where: str) -> None:
    """ValueError where a slot refers to nothing, or a car has two."""
    for complaint in _lost(problem, list(slots), where):
        raise ValueError(complaint)


def _complaints(problem: ArrivalProblem) -> Iterator[str]:
    try:
        date.fromisoformat(problem.first_day)
    except ValueError:
        yield f"first_day must be a date such as 2024-06-07, not {problem.first_day}."
    yield from same_ids(problem, "cars", "gates")
    if not (-HORIZON <= problem.opens < problem.closes <= HORIZON and problem.closes - problem.opens <= MINUTES_A_DAY):
        yield "The doors must close after they open, within a day."
    if not (0 <= problem.gap <= HOUR and 1 <= problem.grid <= HOUR):
        yield f"gap must be 0 to {HOUR} seconds, grid 1 to {HOUR}."
    ways = problem.trip_unknown, *(trip.minutes for trip in problem.trips)
    if not all(0 <= way <= MINUTES_A_DAY for way in ways):
        yield f"Ways must take 0 to {MINUTES_A_DAY} minutes."
    yield from _cars(problem)
    for gate in problem.gates:
        if not 1 <= gate.lanes <= MOST_LANES:
            yield f"Gate {gate.id} must have 1 to {MOST_LANES} lanes."
        if not all(-HORIZON <= span.starts < span.ends <= HORIZON for span in gate.closed):
            yield f"Gate {gate.id} is closed for a span that is empty or out of range."
    yield from _lost(problem, list(problem.current), "current")
    rules, wishes = {rule.key for rule in ARRIVAL_RULES}, {wish.key for wish in ARRIVAL_WISHES}
    if not (problem.levels.keys() <= rules and set(problem.levels.values()) <= set(LEVELS)):
        yield "levels names a rule or a level that is not there."
    if not (problem.weights.keys() <= wishes and all(0 <= weight <= HEAVIEST for weight in problem.weights.values())):
        yield f"weights names a wish that is not there, or is not 0 to {HEAVIEST}."


def _cars(problem: ArrivalProblem) -> Iterator[str]:
    gates = {gate.id for gate in problem.gates}
    for car in problem.cars:
        if not gates.issuperset(car.gates):
            yield f"Car {car.id} may use a gate that is not there."
        if not (1 <= car.rank <= HEAVIEST and 0 <= car.seconds <= HOUR):
            yield f"Car {car.id} must have a rank of 1 to {HEAVIEST} and stand for 0 to {HOUR} seconds."
        if not all(abs(minute) <= HORIZON for minute in (car.ready or 0, car.deadline or 0)):
            yield f"Car {car.id} has a minute out of range."


def _lost(problem: ArrivalProblem, slots: list[Slot], where: str) -> Iterator[str]:
    cars, gates = {car.id for car in problem.cars}, {gate.id for gate in problem.gates}
    if any(slot.car not in cars or slot.gate not in gates or abs(slot.at) > 60 * HORIZON for slot in slots):
        yield f"{where} names a car or a gate that is not there, or a second out of range."
    if len({slot.car for slot in slots}) < len(slots):
        yield f"{where} gives a car two slots."
