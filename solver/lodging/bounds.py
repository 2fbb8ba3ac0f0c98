"""What a problem of rooms may hold: numbers that never overflow the solver, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from solver.bounds import HEAVIEST, MOST_DAYS, same_ids
from solver.lodging.problem import LodgingProblem, Room
from solver.lodging.rules import LODGING_RULES
from solver.lodging.wishes import LODGING_WISHES
from solver.rules import LEVELS

BEST = 6
MOST_ROOMS = 10_000
MOST_IMPORTANT = 9


def refuse_unsound_lodging(problem: LodgingProblem) -> None:
    """ValueError says what is out of range, twice there, or refers to nothing."""
    for complaint in _complaints(problem):
        raise ValueError(complaint)


def refuse_lost_rooms(problem: LodgingProblem, rooms: Iterable[Room], where: str) -> None:
    """ValueError where a room has no guests, or refers to nothing."""
    for complaint in _lost(problem, rooms, where):
        raise ValueError(complaint)


def _complaints(problem: LodgingProblem) -> Iterator[str]:
    try:
        date.fromisoformat(problem.first_day)
    except ValueError:
        yield f"first_day must be a date such as 2024-06-07, not {problem.first_day}."
    yield from same_ids(problem, "guests", "hotels", "allotments")
    hotels = {hotel.id for hotel in problem.hotels}
    yield from _guests(problem)
    for allotment in problem.allotments:
        if allotment.hotel not in hotels:
            yield f"Allotment {allotment.id} refers to a hotel that is not there."
        if not (1 <= allotment.stars <= BEST and 1 <= allotment.beds <= MOST_ROOMS):
            yield f"Allotment {allotment.id} must have 1 to {BEST} stars, and beds."
        counts = (*allotment.rooms, allotment.step_free)
        if len(allotment.rooms) > MOST_DAYS or not all(0 <= rooms <= MOST_ROOMS for rooms in counts):
            yield f"Allotment {allotment.id} must hold 0 to {MOST_ROOMS} rooms on at most {MOST_DAYS} nights."
    yield from _lost(problem, problem.current, "current")
    yield from _unknown(problem)


def _guests(problem: LodgingProblem) -> Iterator[str]:
    ids, held = {guest.id for guest in problem.guests}, {allotment.id for allotment in problem.allotments}
    for guest in problem.guests:
        nights = guest.nights
        if guest.shares is not None and (guest.shares not in ids or guest.shares == guest.id):
            yield f"Guest {guest.id} shares a room with somebody who is not there."
        if not 0 <= nights.starts < nights.ends <= MOST_DAYS:
            yield f"Guest {guest.id} must stay for nights from 0 to {MOST_DAYS}."
        if not held.issuperset({guest.fixed, guest.content} - {None}):
            yield f"Guest {guest.id} has a fixed room, or is content with one, of an allotment that is not there."
        if not (1 <= guest.stars <= BEST and 1 <= guest.importance <= MOST_IMPORTANT):
            yield f"Guest {guest.id} must be due 1 to {BEST} stars, and have an importance of 1 to {MOST_IMPORTANT}."


def _unknown(problem: LodgingProblem) -> Iterator[str]:
    rules, wishes = {rule.key for rule in LODGING_RULES}, {wish.key for wish in LODGING_WISHES}
    if not (problem.levels.keys() <= rules and set(problem.levels.values()) <= set(LEVELS)):
        yield "levels names a rule or a level that is not there."
    if not (problem.weights.keys() <= wishes and all(0 <= weight <= HEAVIEST for weight in problem.weights.values())):
        yield f"weights names a wish that is not there, or is not 0 to {HEAVIEST}."


def _lost(problem: LodgingProblem, rooms: Iterable[Room], where: str) -> Iterator[str]:
    guests, allotments = {guest.id for guest in problem.guests}, {each.id for each in problem.allotments}
    for room in rooms:
        if room.allotment not in allotments or not room.guests or not guests.issuperset(room.guests):
            yield f"{where} names a room of an allotment, or for a guest, that is not there."
        elif list(room.guests) != sorted(set(room.guests)):
            yield f"{where} must name the guests of a room in the order of their ids, each once."
