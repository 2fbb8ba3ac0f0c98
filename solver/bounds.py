"""What a problem may hold: sizes that never overflow the solver's 64-bit sums, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from solver.problem import GOALS, MINUTES_A_DAY, Problem
from solver.rules import LEVELS, RULES
from solver.wishes import WISHES

MOST = 10_000_000
HEAVIEST = 1_000
MOST_DAYS = 92
WEEK = 7 * MINUTES_A_DAY
HORIZON = (MOST_DAYS + 2) * MINUTES_A_DAY

# What is not named here is from 0 to MOST.
RANGES: Mapping[str, tuple[int, int]] = {
    "id": (0, 2**53),
    "days": (1, MOST_DAYS),
    "cutoff": (0, MINUTES_A_DAY - 1),
    "grid": (1, 60),
    "starts": (-HORIZON, HORIZON),
    "ends": (-HORIZON, HORIZON),
    "arrives": (-HORIZON, HORIZON),
    "departs": (-HORIZON, HORIZON),
    "now": (-MOST, MOST),
    "duration": (1, WEEK),
    "offset": (0, WEEK),
    "Leg.minutes": (1, WEEK),
    "Trip.minutes": (0, WEEK),
    "changeover": (0, WEEK),
    "get_in": (0, WEEK),
    "get_out": (0, WEEK),
    "rest": (0, WEEK),
    "latest": (0, WEEK),
    "lag": (0, HORIZON),
    "at_most": (0, HORIZON),
    "travel_unknown": (0, WEEK),
    "party_travel": (0, WEEK),
    "clearing": (1, MINUTES_A_DAY),
    "evening_from": (0, 2 * MINUTES_A_DAY),
    "heavy_from": (1, WEEK),
    "morning_rush_from": (0, MINUTES_A_DAY),
    "morning_rush_to": (0, MINUTES_A_DAY),
    "evening_rush_from": (0, MINUTES_A_DAY),
    "evening_rush_to": (0, MINUTES_A_DAY),
    "loudness": (0, 3),
    "loudest": (0, 3),
    "loud_from": (0, 4),
    "weight": (0, HEAVIEST),
    "day": (0, MOST_DAYS - 1),
}

# Fields that hold one or several ids, and in which list of the problem these stand.
REFERENCES: Mapping[str, str] = {
    "act": "acts",
    "Clash.first": "acts",
    "Clash.second": "acts",
    "Precedence.first": "acts",
    "Precedence.second": "acts",
    "Party.acts": "acts",
    "stage": "stages",
    "Act.stages": "stages",
    "Blackout.stages": "stages",
    "Neighbours.first": "stages",
    "Neighbours.second": "stages",
    "venue": "venues",
    "origin": "venues",
    "destination": "venues",
    "pool": "pools",
    "Act.troupes": "troupes",
    "Rehearsal.troupes": "troupes",
    "Person.troupes": "troupes",
    "work": "works",
    "road": "roads",
    "Course.roads": "roads",
    "Venue.exits": "roads",
}

NAMED = (
    "venues",
    "stages",
    "pools",
    "troupes",
    "persons",
    "parties",
    "works",
    "acts",
    "rehearsals",
    "network.roads",
    "network.ways",
)


def refuse_unsound(problem: Problem) -> None:
    """Raises ValueError with a sentence about the first thing in the problem that cannot be meant."""
    for fault in faults(problem):
        raise ValueError(fault)


def faults(problem: Problem) -> Iterator[str]:
    """A sentence for every thing in the problem that cannot be meant."""
    ids: dict[str, set[int]] = {}
    for kind in NAMED:
        ids[kind.rpartition(".")[2]] = {item.id for item in attrgetter(kind)(problem)}
    yield from same_ids(problem, *NAMED)
    yield from _in_parts(problem, "problem", ids)
    yield from _calendar(problem)
    yield from _levels_and_weights(problem)
    yield from _slots(problem)


def unsound_days(problem: Any) -> Iterator[str]:
    """Faults of the first day, the number of days and the cut-off, which the problems of all stages have."""
    yield from _first_day(problem.first_day)
    if not (1 <= problem.days <= MOST_DAYS and 0 <= problem.cutoff < MINUTES_A_DAY):
        yield f"problem.days must be 1 to {MOST_DAYS} and problem.cutoff 0 to {MINUTES_A_DAY - 1}."


def same_ids(problem: Any, *kinds: str) -> Iterator[str]:
    """Lists of the problem in which two have one id; a kind may lead on to a list of a part, with dots."""
    for kind in kinds:
        numbers = [item.id for item in attrgetter(kind)(problem)]
        if len(numbers) > len(set(numbers)):
            twice = next(number for number in numbers if numbers.count(number) > 1)
            yield f"problem.{kind} holds the id {twice} more than once."


def _first_day(day: str) -> Iterator[str]:
    try:
        date.fromisoformat(day)
    except ValueError:
        yield f"problem.first_day must be a date such as 2024-06-07, not “{day[:40]}”."


def _in_parts(part: Any, where: str, ids: Mapping[str, set[int]]) -> Iterator[str]:
    """Faults of one dataclass and of all it holds."""
    kind = type(part).__name__
    for field in fields(part):
        value, at = getattr(part, field.name), f"{where}.{field.name}"
        named = f"{kind}.{field.name}"
        for index, item in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
            spot = at if index is None else f"{at}[{index}]"
            if is_dataclass(item):
                yield from _in_parts(item, spot, ids)
            elif isinstance(item, int) and not isinstance(item, bool):
                target = REFERENCES.get(named, REFERENCES.get(field.name))
                yield from _number(item, spot, RANGES.get(named, RANGES.get(field.name, (0, MOST))), target, ids)
    starts, ends = getattr(part, "starts", None), getattr(part, "ends", None)
    if starts is not None and ends is not None and starts >= ends:
        yield f"{where} must end after it starts, not start at {starts} and end at {ends}."
    if getattr(part, "first", None) is not None and part.first == part.second:
        yield f"{where} must name two different ones, not {part.first} twice."


def _number(
    number: int, where: str, bounds: tuple[int, int], target: str | None, ids: Mapping[str, set[int]]
) -> Iterator[str]:
    least, most = bounds
    if target and number not in ids[target]:
        yield f"{where} is {number}, but no item of problem.{target} has that id."
    elif not target and not least <= number <= most:
        yield f"{where} must be from {least} to {most}, not {number}."


def _calendar(problem: Problem) -> Iterator[str]:
    yield from _first_day(problem.first_day)
    for index, pin in enumerate(problem.pins):
        if pin.day is not None and pin.day >= problem.days:
            yield f"problem.pins[{index}].day must be below problem.days, which is {problem.days}, not {pin.day}."


def _levels_and_weights(problem: Problem) -> Iterator[str]:
    if problem.goals not in GOALS:
        orders = "; ".join(", ".join(order) for order in GOALS)
        yield f"problem.goals must be in one of these orders: {orders}."
    yield from _unknown(problem.levels, {rule.key for rule in RULES}, "problem.levels", "rule")
    yield from _unknown(problem.weights, {wish.key for wish in WISHES}, "problem.weights", "wish")
    for key, level in problem.levels.items():
        if level not in LEVELS:
            yield f"problem.levels.{key} must be one of {', '.join(LEVELS)}, not “{level}”."
    for key, weight in problem.weights.items():
        if not 0 <= weight <= HEAVIEST:
            yield f"problem.weights.{key} must be from 0 to {HEAVIEST}, not {weight}."


def _unknown(keys: Iterable[str], known: set[str], where: str, kind: str) -> Iterator[str]:
    return (f"{where} names “{key}”, which is not the key of a {kind}." for key in keys if key not in known)


def _slots(problem: Problem) -> Iterator[str]:
    for index, act in enumerate(problem.acts):
        if act.announced and act.announced.act != act.id:
            yield f"problem.acts[{index}].announced must be a slot of act {act.id}, not of act {act.announced.act}."
    seen: set[int] = set()
    for index, slot in enumerate(problem.current):
        if slot.act in seen:
            yield f"problem.current[{index}] gives act {slot.act} a second slot."
        seen.add(slot.act)
